import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { packsApi, type Choices, type PackPlan } from '../packs-api.ts'
import { createChoiceQueue, type ChoiceQueue } from './choice-queue.ts'

/** A plan with what was chosen here and is still on its way to the server. */
export function usePlan(id: string) {
  const client = useQueryClient()
  const queue = useMemo(() => queueOf(client, id), [client, id])
  const { unsent, failure } = useSyncExternalStore(queue.subscribe, queue.state)
  // Looking at a plan makes it anew on what is in force, and says once that it had been overtaken: only on purpose.
  const { data, error, refetch } = useQuery({
    queryKey: planKey(id),
    queryFn: () => packsApi.readPlan(id),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })
  const plan = useMemo(() => data && withChoices(data, unsent), [data, unsent])
  return { plan, error, retry: () => void refetch(), queue, saving: Object.keys(unsent).length > 0, failure }
}

export const planKey = (id: string): string[] => ['pack-plan', id]

/** As the plan will be when these choices have arrived. */
export function withChoices(plan: PackPlan, unsent: Choices): PackPlan {
  if (Object.keys(unsent).length === 0) return plan
  const conflicts = plan.conflicts.map(each => ({ ...each, choice: unsent[each.key] ?? each.choice }))
  return { ...plan, conflicts, open: conflicts.filter(each => each.choice === null).length }
}

const queues = new Map<string, ChoiceQueue>()

/** Outlives the page: what was chosen is sent even when somebody goes on at once. */
function queueOf(client: QueryClient, id: string): ChoiceQueue {
  const known = queues.get(id)
  if (known) return known
  const queue = createChoiceQueue(async choices => {
    client.setQueryData(planKey(id), await packsApi.choose(id, choices))
  })
  queues.set(id, queue)
  return queue
}
