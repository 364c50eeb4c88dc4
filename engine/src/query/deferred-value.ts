import type { DayExpression, DayPoint, Deferred, FilterOperator } from './filter-node.ts'
import type { ColumnPath, ColumnType } from './queryable.ts'

/** What a filter may leave open until the rows are read. */
export interface DeferredScope {
  /** By name; `${params.<name>}`. */
  parameters: Readonly<Record<string, FilterParameter>>
}

export interface FilterParameter {
  /** `texts`: several values, for `in` and `nin`. */
  type: ColumnType
}

/** `${today}`, `${month_start}`, `${today+30d}`, `${year_start-1y}`. */
const DAY = /^\$\{(today|week_start|month_start|quarter_start|year_start)(?:([+-])(\d{1,4})([dwmy]))?\}$/
const PARAMETER = /^\$\{params\.([a-z][a-z0-9_]{0,62})\}$/
const UNITS = { d: 'days', w: 'weeks', m: 'months', y: 'years' } as const

/** The deferred value that a whole string is, what is wrong with it, or undefined for a string that is none. */
export function deferredIn(
  value: unknown,
  place: { column: ColumnPath; operator: FilterOperator },
  { parameters }: DeferredScope,
): { value: Deferred } | { fault: string } | undefined {
  if (typeof value !== 'string') return undefined
  const day = dayIn(value)
  if (day) return dayFault(place) ?? { value: { day } }
  const name = PARAMETER.exec(value)?.[1]
  if (name === undefined) return undefined
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined
  if (!parameter) return { fault: `"${value}", and there is no parameter "${name}"` }
  return fits(parameter.type, place)
    ? { value: { parameter: name } }
    : { fault: `"${value}", which is of another type` }
}

function dayIn(value: string): DayExpression | undefined {
  const [, from, sign, count, unit] = DAY.exec(value) ?? []
  if (from === undefined) return undefined
  const shift = count === undefined ? 0 : Number(count) * (sign === '-' ? -1 : 1)
  return { from: from as DayPoint, shift, unit: UNITS[(unit ?? 'd') as keyof typeof UNITS] }
}

const SINGLE = new Set<FilterOperator>(['eq', 'ne', 'lt', 'lte', 'gt', 'gte'])

function dayFault({ column, operator }: { column: ColumnPath; operator: FilterOperator }) {
  if (!SINGLE.has(operator)) return { fault: 'one day; a list is written out' }
  return column.type === 'date' || column.type === 'instant'
    ? undefined
    : { fault: `a ${column.type}, which no day is` }
}

function fits(type: ColumnType, { column, operator }: { column: ColumnPath; operator: FilterOperator }): boolean {
  if (operator === 'is_null') return type === 'boolean'
  const texts = column.type === 'text' || column.type === 'enum' || column.type === 'texts'
  if (operator === 'in' || operator === 'nin') return type === 'texts' && texts
  return type === column.type || (texts && (type === 'text' || type === 'enum'))
}
