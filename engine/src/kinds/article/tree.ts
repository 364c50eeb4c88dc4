import { canonicalJson } from '../../metadata/canonical.ts'
import { DefinitionUnreadable } from '../../metadata/definition-unreadable.ts'
import type { TextTree } from '../../metadata/kind.ts'
import { parseJsonSource } from '../../metadata/json-source.ts'
import schema from './schema.json' with { type: 'json' }
import { splitHead } from './split-head.ts'

interface ArticleTree {
  head: unknown
  body: string
}

/** The head as JSON, the body as lines. */
export const articleTree: TextTree = {
  schema: {
    type: 'object',
    required: ['head', 'body'],
    properties: { head: { ...schema, $id: undefined, $defs: undefined }, body: { type: 'string', 'x-text': true } },
    $defs: schema.$defs,
  },
  async read(text) {
    const parts = splitHead(text)
    if (!parts) throw new DefinitionUnreadable('article', [])
    const { content, diagnostics } = parseJsonSource({ text: parts.head, file: 'article' })
    if (content === undefined) throw new DefinitionUnreadable('article', diagnostics)
    return { head: content, body: canonicalBody(parts.body) } satisfies ArticleTree
  },
  async write(tree) {
    const { head, body } = tree as ArticleTree
    return `---json\n${canonicalJson(head, schema)}---\n${canonicalBody(body)}`
  },
}

/** Spaces at the end of a line are kept: in Markdown two of them break the line. */
const canonicalBody = (body: string): string => `\n${body.replaceAll('\r\n', '\n').replace(/^\n+/, '').trimEnd()}\n`
