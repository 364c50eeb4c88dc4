import { quoted, table } from './identifiers.ts'
import { named, Parameters, type BoundStatement } from './sql-text.ts'

/** Where looked-up values stand: rows of an entity or of its lines, found by columns that must be equal. */
export interface LookupSource {
  entity: string
  lines?: string
  /** `type` is the SQL type of the column. */
  where: readonly { column: string; type: string }[]
}

/**
 * One row per key, in the order of `keys`, with the wanted columns of the first row that matches it, or nulls. One scan
 * per key by index, whatever the number of keys.
 */
export function lookupValues(
  source: LookupSource,
  columns: readonly string[],
  keys: readonly (readonly unknown[])[],
): BoundStatement {
  const parameters = new Parameters()
  const arrays = source.where.map(({ type }, n) =>
    parameters.add(
      keys.map(key => key[n]),
      `${type}[]`,
    ),
  )
  const names = source.where.map((_, n) => `k${n}`)
  const matched = source.where.map(({ column }, n) => `v.${quoted(column)} = k.k${n}`)
  const wanted = columns.map(quoted)
  const text = `
    select ${wanted.map(column => `t.${column}`).join(', ')}
    from unnest(${arrays.join(', ')}) with ordinality as k (${names.join(', ')}, place)
    left join lateral (
      select ${wanted.map(column => `v.${column}`).join(', ')} from ${table(source.entity, source.lines)} v
      where ${matched.join(' and ')} order by ${source.lines === undefined ? 'v.id' : 'v.position, v.id'} limit 1) t on true
    order by k.place`
  return { statement: named(text), values: parameters.values }
}
