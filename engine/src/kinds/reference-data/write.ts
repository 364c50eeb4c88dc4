import { DefinitionUnreadable } from '../../metadata/definition-unreadable.ts'
import type { TextTree } from '../../metadata/kind.ts'
import type { Row } from './content.ts'
import { readReferenceData, type ReferenceDataTree } from './parse.ts'
import schema from './schema.json' with { type: 'json' }

/** The canonical text: the head, then the rows in the order of their keys, key fields first. */
export function writeReferenceData({ rows, ...head }: ReferenceDataTree): string {
  const lines = Object.keys(rows)
    .sort()
    .flatMap(key => (rows[key] ? [rowLine(rows[key], head.key)] : []))
  return [JSON.stringify(head, HEAD), ...lines, ''].join('\n')
}

const HEAD = ['$kind', '$extends', 'name', 'title', 'description', 'key']

function rowLine(row: Row, fields: readonly string[]): string {
  const others = Object.keys(row).filter(field => !fields.includes(field))
  return JSON.stringify(Object.fromEntries([...fields, ...others].map(field => [field, row[field]])))
}

/** Rows by key, so that two packs that change two rows never meet. */
export const referenceDataTree: TextTree = {
  schema,
  async read(text) {
    const { tree, diagnostics } = await readReferenceData({ text, file: 'reference-data' })
    if (tree === undefined) throw new DefinitionUnreadable('reference-data', diagnostics)
    return tree
  },
  write: async tree => writeReferenceData(tree as ReferenceDataTree),
}
