import { isUuid } from '../../../../base/ids.ts'
import type { RunContext } from '../../../../runtime/context.ts'
import { extendExternalTask, findExternalTask, unlockExternalTask } from '../statements/external-tasks.ts'
import { ExternalTaskLockLost, ExternalTaskUnknown, requireWorker } from './held-task.ts'
import type { TaskHold } from './end-task.ts'

/** The worker needs more time, from now on. Throws MissingRight, ExternalTaskUnknown, ExternalTaskLockLost. */
export async function extendTask(
  ctx: RunContext,
  { id, worker, lockMs }: TaskHold & { lockMs: number },
): Promise<{ lockedUntil: string }> {
  requireWorker(ctx)
  const lockedUntil = new Date(ctx.clock.now().getTime() + lockMs).toISOString()
  const rows = isUuid(id) ? await ctx.tx.query(extendExternalTask, [id, worker, lockedUntil]) : []
  if (rows.length === 0) throw await notHeld(ctx, { id, worker })
  return { lockedUntil }
}

/** The worker gives the task back undone, without an attempt less. Throws MissingRight, ExternalTaskUnknown, ExternalTaskLockLost. */
export async function unlockTask(ctx: RunContext, { id, worker }: TaskHold): Promise<void> {
  requireWorker(ctx)
  const rows = isUuid(id) ? await ctx.tx.query(unlockExternalTask, [id, worker]) : []
  if (rows.length === 0) throw await notHeld(ctx, { id, worker })
}

async function notHeld(ctx: RunContext, { id, worker }: TaskHold): Promise<ExternalTaskUnknown | ExternalTaskLockLost> {
  const known = isUuid(id) && (await ctx.tx.query(findExternalTask, [id])).length > 0
  return known ? new ExternalTaskLockLost(worker) : new ExternalTaskUnknown()
}
