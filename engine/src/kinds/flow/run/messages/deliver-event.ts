import type { RunContext } from '../../../../runtime/context.ts'
import { deliver } from '../../actions.ts'
import { isOver } from '../../state.ts'
import { changeRun, RunUnknown, type LockedRun } from '../change-run.ts'
import { loadByDelivery } from '../statements/load-instance.ts'
import { claimMessage, readEventJob, removeEventJob, routeAgain } from '../statements/take-delivery.ts'
import { startsNamed } from './event-starts.ts'
import { lookForMessages } from './outgoing.ts'

/** What the job of a delivery or a start carries, and the message or signal that it is about. */
export interface EventJob {
  element: string
  data: {
    subscription?: string
    message?: string
    definition?: string
    process?: string
    name?: string
    key?: string | null
  }
  /** Null: the message is forgotten, or the job is a timer's. */
  kind: 'message' | 'signal' | null
  name: string | null
  key: string | null
  variables: Record<string, unknown> | null
}

type Values = Readonly<Record<string, unknown>>

/**
 * Brings a message or signal to the subscription of its job, under the lock of the run. A message whose subscription is gone
 * goes to the next one that waits. `stale`: nothing was to be done here.
 */
export async function deliverEvent(ctx: RunContext, jobId: string): Promise<'fired' | 'stale'> {
  try {
    return await changeRun(ctx, { statement: loadByDelivery, id: jobId }, run => deliverIn(ctx, run, jobId))
  } catch (error) {
    if (!(error instanceof RunUnknown)) throw error
    const [job] = await ctx.tx.query<EventJob>(readEventJob, [jobId])
    ctx.tx.write(removeEventJob, [jobId])
    if (job !== undefined) await reroute(ctx, job)
    return 'stale'
  }
}

async function deliverIn(ctx: RunContext, run: LockedRun, jobId: string): Promise<'fired' | 'stale'> {
  const [job] = await ctx.tx.query<EventJob>(readEventJob, [jobId])
  if (job === undefined) return 'stale'
  ctx.tx.write(removeEventJob, [jobId])
  // A signal's job is one of the run's: it must not be written again.
  run.state.jobs.remove(jobId)
  const subscription = run.state.subscriptions.get(job.data.subscription ?? '')
  if (subscription === undefined || run.state.instance.suspended || isOver(run.state.instance)) {
    await reroute(ctx, job)
    return 'stale'
  }
  const variables = job.kind === 'signal' ? job.variables! : await claim(ctx, subscription.id, job)
  if (variables === null) return 'stale'
  const done = await deliver(run, subscription.id, { variables })
  // A boundary event or event subprocess that does not interrupt goes on waiting.
  if (run.state.subscriptions.get(subscription.id) !== undefined) lookForMessages(ctx, [subscription])
  return done === 'delivered' ? 'fired' : 'stale'
}

/** Of the messages that the subscription may have, the one that was published first. Null: all went to other runs. */
async function claim(ctx: RunContext, subscription: string, { data }: EventJob): Promise<Values | null> {
  for (;;) {
    const given = [subscription, ctx.clock.now().toISOString(), data.message ?? null]
    const [picked] = await ctx.tx.query<{ variables: Values; claimed: boolean }>(claimMessage, given)
    if (picked === undefined) return null
    if (picked.claimed) return picked.variables
  }
}

/** A signal is for those who waited when it was sent; a message is kept for whoever may have it. */
async function reroute(ctx: RunContext, { data: { message, definition, name } }: EventJob): Promise<void> {
  if (message === undefined || definition === undefined || name === undefined) return
  const start = startsNamed(ctx.snapshot, 'message', name).find(each => each.definition === definition)
  await ctx.tx.query(routeAgain, [message, definition, ctx.clock.now().toISOString(), start?.at.id ?? null])
}
