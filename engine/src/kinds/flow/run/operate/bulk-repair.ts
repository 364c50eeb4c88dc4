import { InvalidInput, NotFound } from '../../../../base/errors.ts'
import { isUuid, newId } from '../../../../base/ids.ts'
import type { RunContext } from '../../../../runtime/context.ts'
import { listBulkItems, orderBulkRepair, readBulkRepair, settleRepair, takeRepair } from '../statements/bulk-repairs.ts'
import { requireDeleter, requireObserver, requireOperator } from './require-operator.ts'
import { findInstances, type InstanceSearch } from './search-instances.ts'

/** Repairs of one run that can be ordered for many, by the operation that does it. */
export const BULK_ACTIONS = {
  variables: 'change-variables',
  suspend: 'suspend-run',
  resume: 'resume-run',
  cancel: 'cancel-run',
  retry: 'retry-run',
  restart: 'restart-run',
  delete: 'delete-run',
} as const
export type BulkAction = keyof typeof BULK_ACTIONS

/** Task of the worker that carries orders out. */
export const BULK_REPAIR = 'flow.bulk-repair'

/** Runs of one order. */
const MOST = 10_000

export interface BulkOrder {
  action: BulkAction
  reason: string
  filter: Omit<InstanceSearch, 'limit'>
  input: Record<string, unknown>
}

/**
 * Orders a repair of all runs that the filter finds now; called ones go with their callers. It is done after the commit, each
 * run in a command of its own, with the rights of the one who ordered it. Throws MissingRight, NothingFound, TooManyFound.
 */
export async function orderBulk(
  ctx: RunContext,
  { action, reason, filter, input }: BulkOrder,
): Promise<{ id: string; total: number }> {
  if (action === 'delete') requireDeleter(ctx)
  else requireOperator(ctx)
  const found = await findInstances(ctx, { ...filter, called: false, limit: MOST })
  if (found.length === 0) throw new NothingFound()
  if (found.length > MOST) throw new TooManyFound()
  const id = newId()
  const runs = found.map(row => row.id)
  const { accountId } = ctx.principal
  await ctx.tx.query(orderBulkRepair, [id, action, JSON.stringify(input), reason, accountId, ctx.clock.now(), runs])
  ctx.outbox({ task: BULK_REPAIR, payload: { id }, key: id })
  const changes = { action, filter, input, total: runs.length }
  ctx.audit({ action: 'flow.bulk_ordered', subjectKind: 'flow', subjectId: id, changes, reason })
  return { id, total: runs.length }
}

/** Repairs one run of an order; `false`: that was done before. */
export async function repairOne(ctx: RunContext, { id, instance }: { id: string; instance: string }): Promise<boolean> {
  const [order] = await ctx.tx.query<Pick<BulkOrder, 'action' | 'reason' | 'input'>>(takeRepair, [id, instance])
  if (order === undefined) return false
  await ctx.run('flow', '*', BULK_ACTIONS[order.action], {
    force: false,
    ...order.input,
    id: instance,
    reason: order.reason,
  })
  ctx.tx.write(settleRepair, [id, instance, 'done', null, null])
  return true
}

/** One run could not be repaired. */
export async function failOne(
  ctx: RunContext,
  { id, instance, code, message }: { id: string; instance: string; code: string; message: string },
): Promise<void> {
  await ctx.tx.query(settleRepair, [id, instance, 'failed', code, message])
}

/** How far an order is, and what became of each run, page by page. Throws MissingRight, BulkUnknown. */
export async function showBulk(
  ctx: RunContext,
  { id, state, after, limit }: { id: string; state: string | null; after: string | null; limit: number },
): Promise<Record<string, unknown>> {
  requireObserver(ctx)
  const [order] = isUuid(id) ? await ctx.tx.query(readBulkRepair, [id]) : []
  if (order === undefined) throw new BulkUnknown()
  const rows = await ctx.tx.query<{ instanceId: string }>(listBulkItems, [id, state, after, limit + 1])
  const items = rows.slice(0, limit)
  return { ...order, items, next: rows.length > limit ? items.at(-1)!.instanceId : null }
}

export class NothingFound extends InvalidInput {
  constructor() {
    super('flow.bulk_nothing', 'No run fits this filter. Look at the list of runs with it first.')
  }
}

export class TooManyFound extends InvalidInput {
  constructor() {
    super('flow.bulk_too_many', `More than ${MOST} runs fit this filter. Narrow it, and order in parts.`)
  }
}

export class BulkUnknown extends NotFound {
  constructor() {
    super('flow.bulk_unknown', 'There is no such order.')
  }
}
