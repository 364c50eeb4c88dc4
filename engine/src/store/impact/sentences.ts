import { typeName, widened } from '../column-types.ts'
import type { ImpactInput, SchemaImpact } from './impact.ts'

/** What happens to the tables, for people. */
export function sentences(
  input: ImpactInput,
  { removed, added, renamed, removedEntities }: Pick<SchemaImpact, 'removed' | 'added' | 'renamed' | 'removedEntities'>,
): string[] {
  const { catalog, groups } = input
  const isNew = (entity: string): boolean => !catalog.has(entity)
  const made = groups.filter(group => !catalog.has(group.table)).map(group => `Makes the table ${group.table}.`)
  return [
    ...made,
    ...added
      .filter(each => !isNew(each.entity))
      .map(each =>
        each.rowsWithValue > 0
          ? `Shows the field ${name(each)} again, with the values that were kept (rows: ${each.rowsWithValue}).`
          : `Adds the field ${name(each)}; the rows that are there have no value in it.`,
      ),
    ...renamed.map(
      ({ entity, from, to, rows }) =>
        `Copies ${entity}.${from} to ${entity}.${to} (rows: ${rows}), while both are in use.`,
    ),
    ...widenings(input),
    ...uniques(input),
    ...removed.map(
      each => `Hides the field ${name(each)}; its values are kept until they are purged (rows: ${each.rowsWithValue}).`,
    ),
    ...removedEntities.map(each => `Hides ${each.entity}; its records are kept until they are purged (${each.rows}).`),
  ]
}

const name = ({ entity, field }: { entity: string; field: string }): string => `${entity}.${field}`

function widenings({ tables, catalog }: ImpactInput): string[] {
  return tables.flatMap(table =>
    table.columns.flatMap(column => {
      const from = catalog.get(table.name)?.columns.get(column.name)
      return from !== undefined && widened(from, typeName(column))
        ? [`Lets ${table.name}.${column.name} hold more digits; no row is touched.`]
        : []
    }),
  )
}

function uniques({ tables, catalog }: ImpactInput): string[] {
  return tables.flatMap(({ name: table, unique }) => {
    const now = catalog.get(table)
    if (!now) return []
    const known = new Set(now.unique.map(columns => columns.join()))
    return unique
      .filter(columns => !known.has(columns.join()))
      .map(columns => `Builds a unique index over ${table} (${columns.join(', ')}), beside those who write.`)
  })
}
