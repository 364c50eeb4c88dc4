import { forward } from '../schema-rename.ts'
import type { ImpactInput } from './impact.ts'
import { quoted } from '../statements/identifiers.ts'

/**
 * The value that a column will have after the change, as SQL over alias `t`; undefined when no row has one, because the
 * column is new.
 */
export function valueAfter({ catalog, renames }: ImpactInput, table: string, column: string): string | undefined {
  const rename = renames.find(each => each.table === table && each.target === column)
  if (rename) return forward(rename, 't.')
  return catalog.get(table)?.columns.has(column) ? `t.${quoted(column)}` : undefined
}
