import { typeName, widened } from './column-types.ts'
import type { SchemaCatalog } from './schema-catalog.ts'
import { forward, type ColumnRename } from './schema-rename.ts'
import type { TableShape } from './table-shape.ts'

/** A column whose values its field could not hold. */
export interface UnsafeRetype {
  table: string
  column: string
  /** Types as PostgreSQL names them. */
  from: string
  to: string
}

/**
 * The fields that get a type which what is stored under their name, or under the name before, is never a value of. Looks
 * at no row: values that are no numbers, say, are found when they are copied.
 */
export function unsafeRetypes(
  tables: readonly TableShape[],
  catalog: SchemaCatalog,
  renames: readonly ColumnRename[],
): UnsafeRetype[] {
  const inPlace = tables.flatMap(({ name, columns }) =>
    columns.flatMap(column => {
      const [from, to] = [catalog.get(name)?.columns.get(column.name), typeName(column)]
      return from !== undefined && widened(from, to) === undefined
        ? [{ table: name, column: column.name, from, to }]
        : []
    }),
  )
  const renamed = renames
    .filter(rename => forward(rename) === undefined)
    .map(({ table, target, sourceType, targetType }) => ({ table, column: target, from: sourceType, to: targetType }))
  return [...inPlace, ...renamed]
}
