import { isEverything, isNothing } from '../../../access/row-filter.ts'
import type { InputProblem } from '../../../base/errors.ts'
import { nearest } from '../../../base/nearest.ts'
import type { Principal } from '../../../runtime/context.ts'
import { parseFilter } from '../../../query/parse-filter.ts'
import { parseSort, type SortKey } from '../../../query/parse-sort.ts'
import { columnPath, type ColumnPath } from '../../../query/queryable.ts'
import { columnOf, EVERYTHING, type Predicate } from '../../../store/statements/predicate.ts'
import type { PageEnd } from '../../../store/statements/keyset.ts'
import { BadQuery } from './errors.ts'
import { filterPredicate, guarded, readableRows } from './filter-predicate.ts'
import { decodeCursor } from './page-cursor.ts'
import type { RecordRights } from './rights.ts'

/** What a list asks for, as it comes from a client. */
export interface ListInput {
  /** Filter language (query/). */
  filter?: unknown
  /** `-created_at,number`. Default: newest first. */
  sort?: string | readonly string[]
  /** 1 to 200, default 50. */
  limit?: number
  after?: string
  /** Words that all must occur in one of the search fields each. */
  q?: string
  /** Names of the fields wanted; absent: all but line items. */
  fields?: readonly string[]
  count?: boolean
}

/** The same, understood and allowed. */
export interface ListQuery {
  where: Predicate
  sort: SortKey[]
  limit: number
  end: PageEnd | null
  fields: ReadonlySet<string> | undefined
  count: boolean
}

export const LIST_LIMITS = { default: 50, max: 200, searchWords: 8, searchLength: 200 } as const

/** Throws BadQuery with a pointer for each fault: `/filter/status/eq`, `/sort/0`. */
export function listQuery(input: ListInput, rights: RecordRights, principal: Principal): ListQuery {
  const { model, modelOf } = rights
  const parsedFilter = parseFilter(input.filter ?? {}, model, modelOf)
  const parsedSort = parseSort(
    input.sort === undefined || input.sort.length === 0 ? '-created_at' : input.sort,
    model,
    modelOf,
  )
  const problems = [
    ...parsedFilter.problems.map(problem => under('/filter', problem)),
    ...parsedSort.problems.map(problem => under('/sort', problem)),
    ...(parsedSort.sort ?? []).flatMap((key, n) => hiddenSort(key, n, rights)),
    ...unknownFields(input.fields ?? [], rights),
  ]
  if (problems.length > 0) throw new BadQuery(problems)
  const sort = parsedSort.sort!
  return {
    where: {
      op: 'all',
      of: [filterPredicate(parsedFilter.filter!, rights, principal), searchPredicate(input.q, rights)],
    },
    sort,
    limit: Math.min(Math.max(input.limit ?? LIST_LIMITS.default, 1), LIST_LIMITS.max),
    end: input.after === undefined ? null : decodeCursor(sort, input.after),
    fields: input.fields === undefined ? undefined : new Set(input.fields),
    count: input.count ?? false,
  }
}

const under = (at: string, { pointer, code, message }: InputProblem): InputProblem => ({
  pointer: at + pointer,
  code,
  message,
})

/** An order shows values too, so it needs them readable on every row of the list. */
function hiddenSort({ column }: SortKey, place: number, rights: RecordRights): InputProblem[] {
  const readable = readableRows(column, rights)
  if (isEverything(readable) || JSON.stringify(readable) === JSON.stringify(rights.read)) return []
  const message = `You may not see "${column.path}" on all rows, so the list can't be sorted by it.`
  return [{ pointer: `/sort/${place}`, code: 'query.hidden_field', message }]
}

function unknownFields(fields: readonly string[], { model }: RecordRights): InputProblem[] {
  const known = model.fields.map(field => field.name)
  return fields.flatMap((name, n) => {
    if (known.includes(name)) return []
    const meant = nearest(name, known)
    const message = `There is no field ${name}${meant === undefined ? '' : ` (did you mean ${meant}?)`}.`
    return [{ pointer: `/fields/${n}`, code: 'query.unknown_field', message }]
  })
}

function searchPredicate(q: string | undefined, rights: RecordRights): Predicate {
  const words = (q ?? '')
    .replaceAll('\0', ' ')
    .toWellFormed()
    .slice(0, LIST_LIMITS.searchLength)
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, LIST_LIMITS.searchWords)
  if (words.length === 0) return EVERYTHING
  const columns = rights.model.search.flatMap(path => searchable(path, rights))
  return {
    op: 'all',
    of: words.map(text => ({ op: 'any', of: columns.map(column => contains(column, text, rights)) })),
  }
}

function searchable(path: string, rights: RecordRights): ColumnPath[] {
  const resolved = columnPath(path, rights.model, rights.modelOf)
  return 'column' in resolved && !isNothing(readableRows(resolved.column, rights)) ? [resolved.column] : []
}

const contains = (column: ColumnPath, text: string, rights: RecordRights): Predicate =>
  guarded({ op: 'contains', column: columnOf(column), text }, column, rights)
