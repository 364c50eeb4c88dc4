import type { Diagnostic } from '../../metadata/diagnostic.ts'
import { parseJsonSource } from '../../metadata/json-source.ts'
import type { ParseResult } from '../../metadata/kind.ts'
import { checkSchema } from '../../metadata/schema-check.ts'
import type { ArticleContent, ArticleHead } from './article.ts'
import { markdownExcess } from './markdown-bounds.ts'
import { outlineOf } from './outline.ts'
import schema from './schema.json' with { type: 'json' }
import { splitHead } from './split-head.ts'

/** Splits head and body, checks the head against schema.json and reads the Markdown (CommonMark 0.31). */
export async function parseArticle({
  text,
  file,
}: {
  text: string
  file: string
}): Promise<ParseResult<ArticleContent>> {
  const parts = splitHead(text)
  if (!parts) {
    const message = 'The file must begin with its head: a line "---json", a JSON object, a line "---".'
    return { diagnostics: [at(file, 'article.no_head', { line: 1, column: 1 }, message)], locate: START }
  }
  const { body, linesBefore } = parts
  // The head is parsed where it stands, so that its places are those of the file.
  const source = parseJsonSource({ text: `       \n${parts.head}`, file })
  if (source.content === undefined) return { diagnostics: source.diagnostics, locate: source.locate }
  const diagnostics = await checkSchema({ ...source, content: source.content, file }, schema)
  const excess = markdownExcess(body)
  if (excess) {
    const place = { line: linesBefore + excess.place.line, column: excess.place.column }
    diagnostics.push(at(file, 'article.too_complex', place, `The text ${excess.what}. Split it into several articles.`))
  }
  if (diagnostics.length > 0) return { diagnostics, locate: source.locate }
  const head = source.content as ArticleHead
  // Loaded here, so that a studio that opens no article doesn't carry the parser.
  const { fromMarkdown } = await import('mdast-util-from-markdown')
  const root = fromMarkdown(body)
  const content = { head, body, linesBefore, root, outline: outlineOf(root) }
  return { content, name: head.name, title: head.title, diagnostics, locate: source.locate }
}

const START = () => ({ line: 1, column: 1 })

const at = (file: string, code: string, place: { line: number; column: number }, message: string): Diagnostic => ({
  code,
  severity: 'error',
  message,
  file,
  ...place,
})
