import { parseTree } from 'jsonc-parser'
import type { EntityModel } from '../../metadata/entity-model.ts'
import type { Reference, Source } from '../../metadata/kind.ts'
import type { ReferenceDataContent } from './content.ts'

/** Rows whose fields are noted one by one; in a larger file only those of the first rows, which a rename then refuses. */
const MOST_ROWS = 2000

/** Where each row of a text names fields of its entity. A text that layers were merged into is no file to change. */
export function namedFields({ text, layers }: Source<ReferenceDataContent>, entity: EntityModel): Reference[] {
  if (layers.length > 1) return Object.values(entity.byName).flatMap(({ address: to }) => (to ? [{ to, at: '' }] : []))
  const found: Reference[] = []
  let start = 0
  for (const [i, line] of text.split('\n').slice(0, MOST_ROWS).entries()) {
    for (const { name, offset } of i === 0 ? [] : keysOf(line)) {
      const to = Object.hasOwn(entity.byName, name) ? entity.byName[name]!.address : undefined
      const from = start + offset + 1
      if (to !== undefined) found.push({ to, at: `/line/${i + 1}`, name: { in: 'text', from, to: from + name.length } })
    }
    start += line.length + 1
  }
  return found
}

function keysOf(line: string): { name: string; offset: number }[] {
  const root = parseTree(line)
  if (root?.type !== 'object') return []
  return (root.children ?? []).flatMap(({ children: [key] = [] }) =>
    key ? [{ name: key.value as string, offset: key.offset }] : [],
  )
}
