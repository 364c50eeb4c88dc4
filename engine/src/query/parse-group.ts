import { nearest } from '../base/nearest.ts'
import type { QueryProblem } from './parse-filter.ts'
import { columnPath, type ColumnPath, type Queryable, type QueryableLookup } from './queryable.ts'

export const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Period = (typeof PERIODS)[number]

/** What rows are put together by: equal values, or days of the same period. */
export interface Group {
  column: ColumnPath
  /** For dates and instants only; null: each value is a group. */
  by: Period | null
}

/** Types a grouping against an entity. `group` is there exactly when there are no problems. */
export function parseGroup(
  { field, by }: { field: string; by?: Period },
  model: Queryable,
  modelOf: QueryableLookup,
): { group?: Group; problems: QueryProblem[] } {
  const resolved = columnPath(field, model, modelOf)
  if ('unknown' in resolved) {
    const meant = nearest(field, resolved.known)
    const message = `"${field}" is not a field of ${model.name} that rows can be grouped by.`
    return refused('/field', 'query.unknown_field', meant ? `${message} Did you mean "${meant}"?` : message, meant)
  }
  const { column } = resolved
  const timed = column.type === 'date' || column.type === 'instant'
  if (column.type === 'texts')
    return refused('/field', 'query.not_groupable', `Rows can't be grouped by the list "${field}".`)
  if (timed || by === undefined) {
    if (column.type === 'instant' && by === undefined)
      return refused('', 'query.not_groupable', `Say by which period the moments of "${field}" are grouped: "by".`)
    return { group: { column, by: by ?? null }, problems: [] }
  }
  const message = `Only dates have periods; "${field}" is of type ${column.type}. Remove "by".`
  return refused('/by', 'query.not_groupable', message)
}

const refused = (pointer: string, code: string, message: string, meant?: string): { problems: QueryProblem[] } => ({
  problems: [{ pointer, code, message, ...(meant === undefined ? {} : { nearest: meant }) }],
})
