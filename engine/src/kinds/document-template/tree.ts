import { canonicalJson } from '../../metadata/canonical.ts'
import { DefinitionUnreadable } from '../../metadata/definition-unreadable.ts'
import { parseJsonSource } from '../../metadata/json-source.ts'
import type { TextTree } from '../../metadata/kind.ts'
import { splitHead } from './split-head.ts'
import schema from './schema.json' with { type: 'json' }

interface TemplateTree {
  head: unknown
  body: string
}

/** The head by its keys, the body by its lines. */
export const documentTemplateTree: TextTree = {
  schema: {
    type: 'object',
    required: ['head', 'body'],
    properties: { head: { ...schema, $id: undefined }, body: { type: 'string', 'x-text': true } },
  },
  async read(text) {
    const parts = splitHead(text)
    if (!parts)
      throw new DefinitionUnreadable('document-template', [
        { code: 'document_template.no_head', message: 'It does not begin with its head.', line: 1, column: 1 },
      ])
    const { content, diagnostics } = parseJsonSource({ text: parts.head, file: 'document-template' })
    if (content === undefined) throw new DefinitionUnreadable('document-template', diagnostics)
    return { head: content, body: parts.body.replaceAll('\r\n', '\n') } satisfies TemplateTree
  },
  async write(tree) {
    const { head, body } = tree as TemplateTree
    const text = `---json\n${canonicalJson(head, schema)}---\n${body}`
    return text.endsWith('\n') ? text : `${text}\n`
  },
}
