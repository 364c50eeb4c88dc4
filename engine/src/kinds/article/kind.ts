import { defineKind } from '../../metadata/kind.ts'
import type { ArticleContent, ArticleModel } from './article.ts'
import { compileArticle } from './compile.ts'
import { parseArticle } from './parse.ts'
import schema from './schema.json' with { type: 'json' }
import { articleTree } from './tree.ts'

/** Help and knowledge: Markdown with a JSON head. */
export const articleKind = defineKind<ArticleContent, ArticleModel>({
  name: 'article',
  folder: 'articles',
  suffix: '.md',
  schema,
  parse: parseArticle,
  compile: compileArticle,
  tree: articleTree,
  texts: ({ head }) => new Map(head.translation_of === undefined ? textsOf(head) : []),
})

/** The body is translated by an article of its own, and so is the title of a translation. */
const textsOf = ({ title, description }: ArticleContent['head']): [string, string][] => [
  ['/title', title],
  ...(description === undefined ? [] : [['/description', description] as [string, string]]),
]
