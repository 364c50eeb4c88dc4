import type { MarkdownRoot } from './markdown-tree.ts'

/** The JSON head as an author writes it (schema.json). */
export interface ArticleHead {
  $kind: 'article'
  name: string
  title: string
  description?: string
  translation_of?: string
  language?: string
  keywords?: string[]
  roles?: string[]
}

/** A parsed file. */
export interface ArticleContent {
  head: ArticleHead
  /** The text below the head. */
  body: string
  /** Lines of the file before the body. */
  linesBefore: number
  root: MarkdownRoot
  outline: readonly Heading[]
}

export interface Heading {
  depth: number
  text: string
  /** What `#…` in a link means; unique in the article. */
  id: string
}

/** What an article compiles to. */
export interface ArticleModel {
  name: string
  title: string
  /** Null: the pack's own language. */
  language: string | null
  translationOf: string | null
  /** Null: everybody. */
  roles: readonly string[] | null
  keywords: readonly string[]
  outline: readonly Heading[]
  blocks: readonly ArticleNode[]
  /** Without marks, for the search. */
  plainText: string
}

/** What an article may hold, and nothing else: no HTML, no pictures. */
export type ArticleNode =
  | { type: 'heading'; depth: number; id: string; children: ArticleNode[] }
  | { type: 'paragraph' | 'blockquote' | 'emphasis' | 'strong' | 'listItem'; children: ArticleNode[] }
  | { type: 'list'; ordered: boolean; start: number; children: ArticleNode[] }
  | { type: 'text' | 'inlineCode' | 'code'; value: string }
  | { type: 'break' | 'thematicBreak' }
  | { type: 'link'; target: LinkTarget; children: ArticleNode[] }

export type LinkTarget =
  | { kind: 'address'; url: string }
  | { kind: 'article'; name: string; heading: string | null }
  | { kind: 'page'; name: string }
