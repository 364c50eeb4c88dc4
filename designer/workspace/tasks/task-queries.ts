import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { tasksApi, type TaskFolder } from '../../shell/api/tasks.ts'

export const TASK_COUNTS = ['tasks', 'counts'] as const

export function taskListQuery(folder: TaskFolder) {
  return infiniteQueryOptions({
    queryKey: ['tasks', 'list', folder],
    queryFn: ({ pageParam }) => tasksApi.list(folder, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.next ?? undefined,
    refetchInterval: 60_000,
  })
}

export function taskQuery(id: string) {
  return queryOptions({ queryKey: ['tasks', 'one', id], queryFn: () => tasksApi.read(id) })
}
