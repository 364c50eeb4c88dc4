import type { RunContext } from '../../../runtime/context.ts'

/**
 * Tells flows, inside the transaction, that a record was created or went through a transition. The record is not handed
 * over: flows read it when they need it, as it is by then.
 */
export async function reportEvent(
  ctx: RunContext,
  event: { entity: string; id: string; event: string },
): Promise<void> {
  await ctx.run('flow', '*', 'record-event', event)
}
