import { nearest } from '../base/nearest.ts'
import type { QueryProblem } from './parse-filter.ts'
import { columnPath, type ColumnPath, type ColumnType, type Queryable, type QueryableLookup } from './queryable.ts'

export const AGGREGATES = ['count', 'count_distinct', 'sum', 'avg', 'min', 'max'] as const
export type Aggregate = (typeof AGGREGATES)[number]

/** A number (or the first or last day) over the rows of a group. */
export interface Measure {
  aggregate: Aggregate
  /** Null: the rows themselves are counted. */
  column: ColumnPath | null
  /** Type of the result. */
  type: 'integer' | 'decimal' | 'date' | 'instant'
}

/** Types of columns that an aggregate takes; a count of rows takes none. */
const TAKES: Readonly<Record<Aggregate, readonly ColumnType[]>> = {
  count: [],
  count_distinct: ['text', 'enum', 'reference', 'integer', 'decimal', 'date', 'boolean'],
  sum: ['integer', 'decimal'],
  avg: ['integer', 'decimal'],
  min: ['integer', 'decimal', 'date', 'instant'],
  max: ['integer', 'decimal', 'date', 'instant'],
}

/** Types an aggregate against an entity. `measure` is there exactly when there are no problems. */
export function parseMeasure(
  { aggregate, field }: { aggregate: Aggregate; field?: string },
  model: Queryable,
  modelOf: QueryableLookup,
): { measure?: Measure; problems: QueryProblem[] } {
  if (aggregate === 'count') {
    const message = '"count" counts rows and takes no field; "count_distinct" counts the values of one.'
    if (field !== undefined) return refused('/field', 'query.measure_field', message)
    return { measure: { aggregate, column: null, type: 'integer' }, problems: [] }
  }
  if (field === undefined) return refused('', 'query.measure_field', `"${aggregate}" needs a field.`)
  const resolved = columnPath(field, model, modelOf)
  if ('unknown' in resolved) {
    const message = `"${field}" is not a field of ${model.name} that can be measured.`
    return refused('/field', 'query.unknown_field', message, nearest(field, resolved.known))
  }
  const { column } = resolved
  if (TAKES[aggregate].includes(column.type))
    return { measure: { aggregate, column, type: resultType(aggregate, column) }, problems: [] }
  const message = `"${aggregate}" takes a field of type ${TAKES[aggregate].join(', ')}; "${field}" is of type ${column.type}.`
  return refused('/field', 'query.not_measurable', message)
}

function resultType(aggregate: Aggregate, { type }: ColumnPath): Measure['type'] {
  if (aggregate === 'count_distinct') return 'integer'
  // The average of whole numbers is none.
  return aggregate === 'avg' ? 'decimal' : (type as Measure['type'])
}

function refused(pointer: string, code: string, message: string, meant?: string): { problems: QueryProblem[] } {
  const said = meant === undefined ? message : `${message} Did you mean "${meant}"?`
  return { problems: [{ pointer, code, message: said, ...(meant === undefined ? {} : { nearest: meant }) }] }
}
