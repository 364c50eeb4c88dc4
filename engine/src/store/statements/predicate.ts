import { Decimal } from '../../base/decimal.ts'
import {
  columnPath,
  type ColumnPath,
  type ColumnType,
  type Queryable,
  type QueryableLookup,
} from '../../query/queryable.ts'

/** A column that rows may be chosen by: one of the record's own, or one of a record that it refers to. */
export interface Column {
  name: string
  type: ColumnType
  /** Set when the column belongs to the record that field `reference` points to. */
  via?: { reference: string; entity: string }
}

export type ColumnValue = string | number | boolean

/**
 * Which rows: what role conditions and list filters become. Two-valued: a comparison with a missing value is false,
 * `ne` and `nin` of a missing value are true. `all` of nothing is true, `any` of nothing is false.
 */
export type Predicate =
  | { op: 'all' | 'any'; of: readonly Predicate[] }
  | { op: 'not'; of: Predicate }
  | { op: 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte'; column: Column; value: ColumnValue }
  | { op: 'in' | 'nin'; column: Column; values: readonly ColumnValue[] }
  | { op: 'missing' | 'present'; column: Column }
  | { op: 'contains'; column: Column; text: string }

export const EVERYTHING: Predicate = { op: 'all', of: [] }
export const NOTHING: Predicate = { op: 'any', of: [] }

/** The column that a path (`status`, `customer.region`, `created_by`) means, or undefined. */
export function columnAt(path: string, model: Queryable, modelOf: QueryableLookup): Column | undefined {
  const resolved = columnPath(path, model, modelOf)
  return 'column' in resolved ? columnOf(resolved.column) : undefined
}

export const columnOf = ({ column, type, via }: ColumnPath): Column => ({ name: column, type, ...(via && { via }) })

/** The same answer in memory as the SQL of predicate-sql.ts gives. `valueOf` returns JSON values, null when missing. */
export function matches(predicate: Predicate, valueOf: (column: Column) => unknown): boolean {
  switch (predicate.op) {
    case 'all':
      return predicate.of.every(p => matches(p, valueOf))
    case 'any':
      return predicate.of.some(p => matches(p, valueOf))
    case 'not':
      return !matches(predicate.of, valueOf)
    default:
      return matchesColumn(predicate, valueOf(predicate.column) ?? null)
  }
}

type ColumnPredicate = Extract<Predicate, { column: Column }>

function matchesColumn(predicate: ColumnPredicate, actual: unknown): boolean {
  const { type } = predicate.column
  const equal = (value: ColumnValue) =>
    actual !== null && (type === 'texts' ? hasText(actual, value) : compare(type, actual, value) === 0)
  switch (predicate.op) {
    case 'missing':
      return actual === null
    case 'present':
      return actual !== null
    case 'eq':
      return equal(predicate.value)
    case 'ne':
      return !equal(predicate.value)
    case 'in':
      return predicate.values.some(equal)
    case 'nin':
      return !predicate.values.some(equal)
    case 'contains':
      return type === 'texts'
        ? hasText(actual, predicate.text)
        : String(actual ?? '')
            .toLowerCase()
            .includes(predicate.text.toLowerCase())
    default:
      return actual !== null && ordered(predicate.op, compare(type, actual, predicate.value))
  }
}

const hasText = (actual: unknown, text: ColumnValue): boolean => Array.isArray(actual) && actual.includes(text)

function ordered(op: 'lt' | 'lte' | 'gt' | 'gte', order: number): boolean {
  if (op === 'lt') return order < 0
  if (op === 'lte') return order <= 0
  return op === 'gt' ? order > 0 : order >= 0
}

function compare(type: Column['type'], a: unknown, b: ColumnValue): number {
  if (type === 'decimal' || type === 'integer') return new Decimal(a as string).comparedTo(new Decimal(b as string))
  if (type === 'instant') return Date.parse(String(a)) - Date.parse(String(b))
  if (type === 'boolean') return Number(a) - Number(b)
  const [x, y] = type === 'reference' ? [String(a).toLowerCase(), String(b).toLowerCase()] : [String(a), String(b)]
  return x < y ? -1 : x > y ? 1 : 0
}
