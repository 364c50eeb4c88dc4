import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { ListPageDefinition } from '../../shell/api/app.ts'

/** One chip: `field` is `value`, or lies in a span of days counted back from today. */
export interface ListFilter {
  field: string
  op: 'eq' | 'since'
  value: string
}

export interface ListState {
  view: string | undefined
  q: string
  /** As the API takes it: `-created_at`. */
  sort: string[]
  filters: ListFilter[]
}

interface ListStateActions {
  setView: (key: string) => void
  setQuery: (q: string) => void
  toggleSort: (field: string) => void
  addFilter: (filter: ListFilter) => void
  removeFilter: (filter: ListFilter) => void
  clear: () => void
}

/** What a list shows lies in its address, so that it can be sent, bookmarked and gone back to. */
export function useListState(page: ListPageDefinition): ListState & ListStateActions {
  const [parameters, setParameters] = useSearchParams()
  const state = useMemo(() => readState(page, parameters), [page, parameters])
  const change = (edit: (next: URLSearchParams) => void) =>
    setParameters(
      current => {
        const next = new URLSearchParams(current)
        edit(next)
        return next
      },
      { replace: true },
    )
  return {
    ...state,
    setView: key => change(next => (key === page.views?.[0]?.key ? next.delete('view') : next.set('view', key))),
    setQuery: q => change(next => (q ? next.set('q', q) : next.delete('q'))),
    toggleSort: field =>
      change(next => {
        const following = followingSort(state.sort[0], field)
        if (following) next.set('sort', following)
        else next.delete('sort')
      }),
    addFilter: filter =>
      change(next => {
        dropFilters(next, filter.field)
        next.append('f', formatFilter(filter))
      }),
    removeFilter: filter => change(next => next.delete('f', formatFilter(filter))),
    clear: () =>
      change(next => {
        next.delete('q')
        next.delete('f')
      }),
  }
}

/** Ascending, descending, then back to the page's own order. */
export function followingSort(current: string | undefined, field: string): string | null {
  if (current === field) return `-${field}`
  return current === `-${field}` ? null : field
}

/** The filter for the API: the view's and the chips', all of them at once. `today` is the local day. */
export function filterOf(page: ListPageDefinition, state: Pick<ListState, 'view' | 'filters'>, today: Date): unknown {
  const view = page.views?.find(candidate => candidate.key === state.view)?.filter
  const chips = state.filters.map(filter => ({ [filter.field]: condition(filter, today) }))
  const parts = [...(view === undefined ? [] : [view]), ...chips]
  return parts.length > 1 ? { and: parts } : (parts[0] ?? {})
}

function condition(filter: ListFilter, today: Date): unknown {
  if (filter.op === 'since') {
    return {
      gte: new Date(today.getFullYear(), today.getMonth(), today.getDate() - Number(filter.value)).toISOString(),
    }
  }
  return { eq: filter.value === 'true' ? true : filter.value === 'false' ? false : filter.value }
}

function readState(page: ListPageDefinition, parameters: URLSearchParams): ListState {
  const sort = parameters.get('sort')
  return {
    view: parameters.get('view') ?? page.views?.[0]?.key,
    q: parameters.get('q') ?? '',
    sort: sort ? [sort] : (page.sort ?? []),
    filters: parameters.getAll('f').flatMap(parseFilter),
  }
}

function formatFilter({ field, op, value }: ListFilter): string {
  return `${field}.${op}.${value}`
}

function parseFilter(text: string): ListFilter[] {
  const match = /^([a-z][a-z0-9_]*)\.(eq|since)\.(.+)$/.exec(text)
  return match ? [{ field: match[1]!, op: match[2] as ListFilter['op'], value: match[3]! }] : []
}

function dropFilters(parameters: URLSearchParams, field: string): void {
  for (const text of parameters.getAll('f')) if (text.startsWith(`${field}.`)) parameters.delete('f', text)
}
