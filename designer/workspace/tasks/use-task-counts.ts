import { useQuery } from '@tanstack/react-query'
import { tasksApi } from '../../shell/api/tasks.ts'
import { TASK_COUNTS } from './task-queries.ts'

/** Numbers beside the task folders; asked for every half minute, and at once after a decision. */
export function useTaskCounts(): { todo: number; started: number } {
  const { data } = useQuery({ queryKey: TASK_COUNTS, queryFn: tasksApi.counts, refetchInterval: 30_000 })
  return data ?? { todo: 0, started: 0 }
}
