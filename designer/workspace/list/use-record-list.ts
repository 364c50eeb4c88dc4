import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { recordsApi, type RecordListQuery, type RecordRow } from '../../shell/api/records.ts'

const PAGE_ROWS = 60

/** Rows of a list, page after page by cursor; what is shown stays until the answer to a changed question is here. */
export function useRecordList(entity: string, query: Pick<RecordListQuery, 'filter' | 'sort' | 'q'>) {
  const result = useInfiniteQuery({
    queryKey: ['records', entity, 'list', query],
    queryFn: ({ pageParam, signal }) =>
      // Counting is asked for once, with the first page.
      recordsApi.list(entity, { ...query, limit: PAGE_ROWS, after: pageParam, count: pageParam === undefined }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  const rows = useMemo<RecordRow[]>(() => result.data?.pages.flatMap(page => page.items) ?? [], [result.data])
  return { ...result, rows, total: result.data?.pages[0]?.total }
}
