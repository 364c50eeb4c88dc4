import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { recordsApi, type FullRecord } from '../../shell/api/records.ts'

export function recordQuery(entity: string, id: string) {
  return queryOptions({
    queryKey: ['records', entity, 'one', id],
    queryFn: () => recordsApi.read(entity, id),
  })
}

export function useRecord(entity: string, id: string) {
  return useQuery(recordQuery(entity, id))
}

/** Takes a record that a command answered with into use, and marks what hangs on it as out of date. */
export function useRecordChanged(): (entity: string, record: FullRecord) => void {
  const queries = useQueryClient()
  return (entity, record) => {
    queries.setQueryData(recordQuery(entity, record.id).queryKey, record)
    void queries.invalidateQueries({ queryKey: ['records', entity, 'list'] })
    void queries.invalidateQueries({ queryKey: ['records', entity, 'story', record.id] })
    void queries.invalidateQueries({ queryKey: ['tasks'] })
  }
}
