import { nearest } from '../base/nearest.ts'
import type { QueryProblem } from './parse-filter.ts'
import { columnPath, type ColumnPath, type Queryable, type QueryableLookup } from './queryable.ts'

export interface SortKey {
  column: ColumnPath
  descending: boolean
}

const LONGEST_SORT = 4

/**
 * Parses a sort order: `-created_at,number`, or the same as a list; a minus means descending. Problems point at the
 * position in the list.
 */
export function parseSort(
  sort: string | readonly string[],
  model: Queryable,
  modelOf: QueryableLookup,
): { sort?: SortKey[]; problems: QueryProblem[] } {
  const keys = typeof sort === 'string' ? sort.split(',').filter(key => key !== '') : sort
  const problems: QueryProblem[] = []
  if (keys.length > LONGEST_SORT) {
    problems.push({
      pointer: '',
      code: 'query.too_complex',
      message: `Rows are sorted by at most ${LONGEST_SORT} fields.`,
    })
  }
  const parsed = keys.flatMap((key, i) => {
    const { column, problem } = sortKey(key, `/${i}`, { model, modelOf })
    if (problem) problems.push(problem)
    return column ? [{ column, descending: key.startsWith('-') }] : []
  })
  return problems.length === 0 ? { sort: parsed, problems } : { problems }
}

function sortKey(
  key: string,
  pointer: string,
  { model, modelOf }: { model: Queryable; modelOf: QueryableLookup },
): { column?: ColumnPath; problem?: QueryProblem } {
  const path = key.replace(/^-/, '')
  const resolved = columnPath(path, model, modelOf)
  if ('unknown' in resolved) {
    const meant = nearest(path, resolved.known)
    const message = `"${path}" is not a field of ${model.name} that rows can be sorted by.`
    const hint = meant === undefined ? {} : { nearest: meant }
    return {
      problem: {
        pointer,
        code: 'query.unknown_field',
        message: meant ? `${message} Did you mean "${meant}"?` : message,
        ...hint,
      },
    }
  }
  if (resolved.column.type !== 'texts') return { column: resolved.column }
  return { problem: { pointer, code: 'query.not_sortable', message: `Rows can't be sorted by the list "${path}".` } }
}
