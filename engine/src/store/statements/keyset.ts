import { operand } from './predicate-sql.ts'
import { quoted } from './identifiers.ts'
import type { Column } from './predicate.ts'
import type { Parameters } from './sql-text.ts'

export interface OrderKey {
  column: Column
  descending: boolean
}

/** Where a page ended: the values of the order's columns in its last row, and that row's id. */
export interface PageEnd {
  values: readonly unknown[]
  id: string
}

/** Never null, so that the simple comparison by index is right. */
const NEVER_NULL = new Set(['id', 'version', 'created_at', 'updated_at'])

/** ORDER BY; the id makes it total, in the direction of the first key, so that an index is read one way. */
export function orderBy(keys: readonly OrderKey[], alias: string): string {
  const direction = (descending: boolean) => (descending ? 'desc' : 'asc')
  const terms = keys.map(({ column, descending }) => `${operand(column, alias)} ${direction(descending)}`)
  return [...terms, `${quoted(alias)}.id ${direction(keys[0]?.descending ?? false)}`].join(', ')
}

/** A WHERE term: rows after `end` in the order of `keys`. PostgreSQL takes a missing value for the greatest. */
export function afterPage(keys: readonly OrderKey[], end: PageEnd, alias: string, parameters: Parameters): string {
  const idKey: OrderKey = { column: { name: 'id', type: 'reference' }, descending: keys[0]?.descending ?? false }
  const places = [...keys, idKey].map((key, n) => ({ key, value: n < keys.length ? (end.values[n] ?? null) : end.id }))
  const [first, second] = places
  if (places.length === 2 && isPlain(first!.key)) return rowComparison([first!, second!], alias, parameters)
  const alternatives = places.map(({ key, value }, n) =>
    [
      ...places.slice(0, n).map(place => same(place, alias, parameters)),
      beyond({ key, value }, alias, parameters),
    ].join(' and '),
  )
  return `(${alternatives.map(term => `(${term})`).join(' or ')})`
}

interface Place {
  key: OrderKey
  value: unknown
}

const isPlain = ({ column }: OrderKey): boolean => column.via === undefined && NEVER_NULL.has(column.name)

/** One index condition instead of an OR. */
function rowComparison(places: readonly [Place, Place], alias: string, parameters: Parameters): string {
  const columns = places.map(({ key }) => operand(key.column, alias)).join(', ')
  const values = places.map(({ key, value }) => parameters.add(value, SQL_TYPE[key.column.type])).join(', ')
  return `(${columns}) ${places[0].key.descending ? '<' : '>'} (${values})`
}

function same({ key, value }: Place, alias: string, parameters: Parameters): string {
  const x = operand(key.column, alias)
  return value === null ? `${x} is null` : `${x} = ${parameters.add(value, SQL_TYPE[key.column.type])}`
}

function beyond({ key, value }: Place, alias: string, parameters: Parameters): string {
  const x = operand(key.column, alias)
  if (value === null) return key.descending ? `${x} is not null` : 'false'
  const bound = parameters.add(value, SQL_TYPE[key.column.type])
  return key.descending ? `${x} < ${bound}` : isPlain(key) ? `${x} > ${bound}` : `(${x} > ${bound} or ${x} is null)`
}

const SQL_TYPE: Readonly<Record<Column['type'], string>> = {
  text: 'text',
  enum: 'text',
  texts: 'jsonb',
  integer: 'bigint',
  decimal: 'numeric',
  boolean: 'boolean',
  date: 'date',
  instant: 'timestamptz',
  reference: 'uuid',
}
