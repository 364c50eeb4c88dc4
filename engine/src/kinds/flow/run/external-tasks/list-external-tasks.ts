import { requireRight } from '../../../../access/require-right.ts'
import type { RunContext } from '../../../../runtime/context.ts'
import { listExternalTasks } from '../statements/external-tasks.ts'

export interface ListOrder {
  topic?: string
  /** Who holds them. */
  worker?: string
  state?: 'ready' | 'failed' | 'suspended'
  limit?: number
  /** The id after which the page begins. */
  after?: string
}

interface ListedRow {
  id: string
  topic: string
  state: string
  priority: number
  element: string
  retries_left: number
  failures: number
  locked_by: string | null
  locked_until: Date | null
  last_error: string | null
  due_at: Date
  instance_id: string
  definition: string
  version: number
  business_key: string | null
}

/** A page of external tasks, oldest first, with who holds them and why they failed. Throws MissingRight. */
export async function listTasks(ctx: RunContext, { topic, worker, state, limit = 50, after }: ListOrder) {
  requireRight(ctx, 'read', 'external_task')
  const given = [topic ?? null, worker ?? null, state ?? null, after ?? null, limit + 1]
  const rows = await ctx.tx.query<ListedRow>(listExternalTasks, given)
  const items = rows.slice(0, limit).map(itemOf)
  return { items, next: rows.length > limit ? items.at(-1)!.id : null }
}

const itemOf = (row: ListedRow) => ({
  id: row.id,
  topic: row.topic,
  state: row.state,
  priority: row.priority,
  flow: { name: row.definition, version: row.version },
  element: row.element,
  instanceId: row.instance_id,
  businessKey: row.business_key,
  offeredAt: row.due_at.toISOString(),
  retriesLeft: row.retries_left,
  failures: row.failures,
  // A pause after a failure is nobody's lock.
  worker: row.locked_by,
  lockedUntil: row.locked_by === null ? null : (row.locked_until?.toISOString() ?? null),
  nextAttemptAt: row.locked_by === null ? (row.locked_until?.toISOString() ?? null) : null,
  error: row.last_error,
})
