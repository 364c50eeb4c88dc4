import { setTimeout as pause } from 'node:timers/promises'
import { onFlowJobs } from '../../../../jobs/flow-hints.ts'
import type { RunContext } from '../../../../runtime/context.ts'
import { fetchExternalTasks } from '../../../../store/statements/flow-jobs.ts'
import { requireWorker } from './held-task.ts'

export interface FetchOrder {
  worker: string
  topics: readonly {
    topic: string
    /** How long the tasks are his without a word from him. */
    lockMs: number
    /** Names of the variables that he wants; absent: all that the task offers. */
    variables?: readonly string[]
  }[]
  max: number
  /** How long to wait for a task when there is none. */
  waitMs?: number
  /** The worker no longer listens. */
  signal?: AbortSignal
}

export interface FetchedTask {
  id: string
  topic: string
  priority: number
  lockedUntil: string
  retriesLeft: number
  flow: { name: string; version: number }
  element: string
  instanceId: string
  businessKey: string | null
  variables: Record<string, unknown>
  headers: Record<string, string>
}

interface TaskRow {
  id: string
  topic: string
  priority: number
  element: string
  retries_left: number
  locked_until: Date
  data: { variables?: Record<string, unknown>; headers?: Record<string, string> } | null
  instance_id: string
  definition: string
  version: number
  business_key: string | null
}

/** A hint may be lost, and a pause after a failure ends without one. */
const LOOK_AGAIN_MS = 1_000

/**
 * Gives the worker tasks that nobody holds, and locks them for him; waits for the first one when there is none. Not a
 * command: nothing of a run changes, and no connection is held while he waits. Throws MissingRight.
 */
export async function fetchTasks(ctx: RunContext, order: FetchOrder): Promise<FetchedTask[]> {
  requireWorker(ctx)
  const { waitMs = 0, signal } = order
  const until = performance.now() + waitMs
  for (;;) {
    const hint = nextHint(signal)
    try {
      const tasks = await fetchNow(ctx, order)
      const left = until - performance.now()
      if (tasks.length > 0 || left <= 0 || signal?.aborted === true) return tasks
      await Promise.race([hint.heard, pause(Math.min(left, LOOK_AGAIN_MS))])
    } finally {
      hint.stop()
    }
  }
}

/** Heard also when it comes before anybody waits for it. */
function nextHint(signal: AbortSignal | undefined): { heard: Promise<void>; stop(): void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  const unsubscribe = onFlowJobs(resolve)
  const gone = (): void => resolve()
  signal?.addEventListener('abort', gone)
  return {
    heard: promise,
    stop() {
      unsubscribe()
      signal?.removeEventListener('abort', gone)
    },
  }
}

async function fetchNow(ctx: RunContext, { worker, topics, max }: FetchOrder): Promise<FetchedTask[]> {
  const now = ctx.clock.now()
  const names = topics.map(each => each.topic)
  const ends = topics.map(each => new Date(now.getTime() + each.lockMs).toISOString())
  const rows = await ctx.tx.query<TaskRow>(fetchExternalTasks, [worker, names, now.toISOString(), ends, max])
  return rows.map(row => taskOf(row, topics.find(each => each.topic === row.topic)?.variables))
}

const taskOf = (row: TaskRow, wanted: readonly string[] | undefined): FetchedTask => ({
  id: row.id,
  topic: row.topic,
  priority: row.priority,
  lockedUntil: row.locked_until.toISOString(),
  retriesLeft: row.retries_left,
  flow: { name: row.definition, version: row.version },
  element: row.element,
  instanceId: row.instance_id,
  businessKey: row.business_key,
  variables: only(row.data?.variables ?? {}, wanted),
  headers: row.data?.headers ?? {},
})

const only = (variables: Record<string, unknown>, wanted: readonly string[] | undefined): Record<string, unknown> =>
  wanted === undefined
    ? variables
    : Object.fromEntries(wanted.filter(name => Object.hasOwn(variables, name)).map(name => [name, variables[name]]))
