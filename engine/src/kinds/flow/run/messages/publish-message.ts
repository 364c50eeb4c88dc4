import { requireRight } from '../../../../access/require-right.ts'
import { hintFlowJobs } from '../../../../jobs/flow-hints.ts'
import type { RunContext } from '../../../../runtime/context.ts'
import { publishMessage, publishSignal } from '../statements/publish-message.ts'
import { lockKeys, signalValues, valuesOf, type NewMessage } from './outgoing.ts'

export interface PublishedMessage {
  /** Of the first sending, when it came before. */
  id: string
  /** It came before: nothing was done again. */
  duplicate: boolean
  /** Whom it goes to now, one run per definition. More may follow until its time is over. */
  targets: { flow: string; element: string; instanceId: string | null }[]
}

/**
 * Takes a message for whoever waits for it, begins with it, or comes for it before its time is over. It is delivered after
 * the commit. Throws MissingRight, BadTimeToLive.
 */
export async function publishByHand(ctx: RunContext, message: NewMessage): Promise<PublishedMessage> {
  requireRight(ctx, 'publish', 'message')
  const values = valuesOf(ctx, message)
  lockKeys(ctx.tx, { messages: [message] })
  const [published] = await ctx.tx.query<PublishedMessage>(publishMessage, values)
  const { id, duplicate, targets } = published!
  if (targets.length > 0) ctx.afterCommit(hintFlowJobs)
  const { name, key, messageId } = message
  const changes = { name, key, messageId, duplicate, targets: targets.length }
  ctx.audit({ action: 'message.published', subjectKind: 'message', subjectId: id, changes })
  return { id, duplicate, targets }
}

export interface PublishedSignal {
  /** Runs that get it, and runs that begin with it. */
  runs: number
  starts: number
}

/** A signal for every run that waits for it now, and for every start event. Throws MissingRight. */
export async function broadcastByHand(
  ctx: RunContext,
  { name, variables }: { name: string; variables: Record<string, unknown> },
): Promise<PublishedSignal> {
  requireRight(ctx, 'publish', 'message')
  const values = signalValues(ctx, { name, variables, from: null })
  const [{ runs, starts }] = (await ctx.tx.query<PublishedSignal>(publishSignal, values)) as [PublishedSignal]
  if (runs + starts > 0) ctx.afterCommit(hintFlowJobs)
  ctx.audit({
    action: 'signal.published',
    subjectKind: 'message',
    subjectId: String(values[0]),
    changes: { name, runs, starts },
  })
  return { runs, starts }
}
