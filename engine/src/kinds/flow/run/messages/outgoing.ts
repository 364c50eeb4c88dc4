import { newId } from '../../../../base/ids.ts'
import { hintFlowJobs } from '../../../../jobs/flow-hints.ts'
import type { RunContext, Transaction } from '../../../../runtime/context.ts'
import type { Subscription } from '../../state.ts'
import { lockMessageKeys } from '../statements/lock-message-keys.ts'
import { matchWaiting } from '../statements/match-waiting.ts'
import { freeStartKeys, lockStartKeys } from '../statements/message-starts.ts'
import { publishMessage, publishSignal } from '../statements/publish-message.ts'
import { startsNamed } from './event-starts.ts'
import { readTimeToLive } from './time-to-live.ts'

export interface NewMessage {
  name: string
  key: string | null
  /** The sender's own id for it; the same one twice is one message. */
  messageId: string | null
  /** ISO 8601 duration for which it is kept for those who come later; null: an hour. */
  timeToLive: string | null
  variables: Readonly<Record<string, unknown>>
}

export interface NewSignal {
  name: string
  variables: Readonly<Record<string, unknown>>
  /** Root of the run that throws it: its own subscriptions were told already. */
  from: string | null
}

/** What one command has to tell the world about messages and signals. */
interface Outgoing {
  messages: NewMessage[]
  signals: NewSignal[]
  waiting: Pick<Subscription, 'id' | 'name' | 'key'>[]
  /** Runs that are over. */
  over: string[]
}

const byTransaction = new WeakMap<Transaction, Outgoing>()

/** Collected, and written before the commit: all locks at once and in one order, and none for longer than the commit takes. */
function outgoingOf(ctx: RunContext): Outgoing {
  let outgoing = byTransaction.get(ctx.tx)
  if (outgoing === undefined) {
    byTransaction.set(ctx.tx, (outgoing = { messages: [], signals: [], waiting: [], over: [] }))
    ctx.beforeCommit('flow.messages', async () => writeOutgoing(ctx))
  }
  return outgoing
}

/** Throws BadTimeToLive at once: in the middle of a run it is the element's fault. */
export function publishWithCommand(ctx: RunContext, message: NewMessage): void {
  readTimeToLive(message.timeToLive, ctx.clock.now())
  outgoingOf(ctx).messages.push(message)
}

export const broadcastWithCommand = (ctx: RunContext, signal: NewSignal): void =>
  void outgoingOf(ctx).signals.push(signal)

/** Subscriptions that are new, or may have another message: those that wait already are looked for with the commit. */
export function lookForMessages(
  ctx: RunContext,
  subscriptions: readonly Pick<Subscription, 'id' | 'name' | 'key'>[],
): void {
  if (subscriptions.length > 0) outgoingOf(ctx).waiting.push(...subscriptions)
}

/** Runs of definitions that messages start are over: the next one with the same key may begin. */
export function freeKeysOf(ctx: RunContext, instances: readonly string[]): void {
  if (instances.length > 0) outgoingOf(ctx).over.push(...instances)
}

function writeOutgoing(ctx: RunContext): void {
  const { messages, signals, waiting, over } = byTransaction.get(ctx.tx)!
  byTransaction.delete(ctx.tx)
  const now = ctx.clock.now().toISOString()
  lockKeys(ctx.tx, { messages, waiting })
  for (const message of messages) ctx.tx.write(publishMessage, valuesOf(ctx, message))
  for (const signal of signals) ctx.tx.write(publishSignal, signalValues(ctx, signal))
  if (waiting.length > 0) ctx.tx.write(matchWaiting, [waiting.map(each => each.id), now])
  if (over.length > 0) {
    ctx.tx.write(lockStartKeys, [over])
    ctx.tx.write(freeStartKeys, [over, now])
  }
  ctx.afterCommit(hintFlowJobs)
}

/**
 * A publisher looks at who waits, a subscriber at what was published; whichever of two comes second must see the first. So
 * each locks the name and key first: publishers alone, subscribers together, until the commit.
 */
export function lockKeys(
  tx: Transaction,
  about: {
    messages: readonly Pick<NewMessage, 'name' | 'key'>[]
    waiting?: readonly Pick<Subscription, 'name' | 'key'>[]
  },
): void {
  const wanted = new Map<string, boolean>()
  for (const { name, key } of about.messages) wanted.set(place(name, key), true)
  for (const { name, key } of about.waiting ?? [])
    for (const where of [place(name, null), ...(key === null ? [] : [place(name, key)])])
      if (!wanted.has(where)) wanted.set(where, false)
  if (wanted.size > 0) tx.write(lockMessageKeys, [[...wanted.keys()], [...wanted.values()]])
}

/** A message without key is for everybody who waits for its name. */
const place = (name: string, key: string | null): string => JSON.stringify(key === null ? [name] : [name, key])

/** Parameters of `publishMessage`. */
export function valuesOf(ctx: RunContext, { name, key, messageId, timeToLive, variables }: NewMessage): unknown[] {
  const now = ctx.clock.now()
  const starts = startsNamed(ctx.snapshot, 'message', name).map(({ definition, at }) => ({
    definition,
    element: at.id,
  }))
  const until = readTimeToLive(timeToLive, now)
  return [newId(), name, key, messageId, JSON.stringify(variables), now.toISOString(), until, JSON.stringify(starts)]
}

/** Parameters of `publishSignal`. */
export function signalValues(ctx: RunContext, { name, variables, from }: NewSignal): unknown[] {
  const starts = startsNamed(ctx.snapshot, 'signal', name).map(({ definition, graph, at }) => ({
    definition,
    process: graph.process,
    element: at.id,
  }))
  return [newId(), name, JSON.stringify(variables), ctx.clock.now().toISOString(), from, JSON.stringify(starts)]
}
