import type { ColumnPath, ColumnType } from './queryable.ts'

export type FilterOperator = 'eq' | 'ne' | 'in' | 'nin' | 'lt' | 'lte' | 'gt' | 'gte' | 'contains' | 'is_null'

/** A checked condition on rows. Values are literals of the column's type, or a placeholder that the caller resolves. */
export type FilterNode =
  | { all: readonly FilterNode[] }
  | { any: readonly FilterNode[] }
  | { column: ColumnPath; operator: FilterOperator; value: FilterValue }

/** `in` and `nin` have a list or a placeholder for one; `is_null` a boolean; the others one value. */
export type FilterValue = FilterLiteral | readonly FilterLiteral[] | Placeholder | Deferred

/** Decimals, dates, instants and ids as text. */
export type FilterLiteral = string | number | boolean

/** `${user.org_unit}`: a path into the principal's `user`, without that word. */
export interface Placeholder {
  user: string
}

/** A value that is known when the rows are read: a parameter, or a day counted from that day. `bindFilter` puts it in. */
export type Deferred = { parameter: string } | { day: DayExpression }

/** `${month_start-1y}`: a fixed point around today, and how far from it. */
export interface DayExpression {
  from: DayPoint
  shift: number
  unit: 'days' | 'weeks' | 'months' | 'years'
}

export type DayPoint = 'today' | 'week_start' | 'month_start' | 'quarter_start' | 'year_start'

export const isDeferred = (value: unknown): value is Deferred =>
  typeof value === 'object' && value !== null && ('parameter' in value || 'day' in value)

export const isPlaceholder = (value: unknown): value is Placeholder =>
  typeof value === 'object' && value !== null && 'user' in value

const COMPARABLE: readonly FilterOperator[] = ['eq', 'ne', 'in', 'nin', 'lt', 'lte', 'gt', 'gte', 'is_null']
const EQUATABLE: readonly FilterOperator[] = ['eq', 'ne', 'in', 'nin', 'is_null']

/** Operators by type of column. */
export const OPERATORS: Readonly<Record<ColumnType, readonly FilterOperator[]>> = {
  text: ['eq', 'ne', 'in', 'nin', 'contains', 'is_null'],
  enum: EQUATABLE,
  reference: EQUATABLE,
  boolean: ['eq', 'ne', 'is_null'],
  integer: COMPARABLE,
  decimal: COMPARABLE,
  date: COMPARABLE,
  instant: COMPARABLE,
  texts: ['contains', 'is_null'],
}
