import type { KindOperation, RunContext } from '../../../../runtime/context.ts'
import { forgetMessages } from '../statements/message-starts.ts'
import { startByHand, type StartByHand } from '../start-by-hand.ts'
import { evaluateConditions } from './conditional-starts.ts'
import { correlateMessage, type Correlation } from './correlate-message.ts'
import type { NewMessage } from './outgoing.ts'
import { broadcastByHand, publishByHand } from './publish-message.ts'
import { planTimerStarts } from './timer-starts.ts'

/**
 * Messages, signals and starts, under `flow`:
 * - `publish-message` {name, key, messageId, timeToLive, variables}: for whoever waits, begins with it, or comes for it.
 * - `correlate-message` {name, key, instanceId, variables}: to the one run that waits for it or begins with it, at once.
 * - `broadcast-signal` {name, variables}: to everybody who waits for it.
 * - `evaluate-conditions` {variables, businessKey}: begins the flows whose conditional start holds.
 * - `start-by-hand` {flow, variables, businessKey, subject}: the principal begins a run, if he is a starter of the flow.
 * - `plan-timer-starts`: jobs of timer start events become those of the present definitions; answers how many are new.
 * - `forget-messages`: those whose time is over; answers how many.
 */
export const messageOperations: Record<string, KindOperation> = {
  'publish-message': (_, message: NewMessage, ctx) => publishByHand(ctx, message),
  'correlate-message': (_, message: Correlation, ctx) => correlateMessage(ctx, message),
  'broadcast-signal': (_, signal, ctx) => broadcastByHand(ctx, signal),
  'evaluate-conditions': (_, given, ctx) => evaluateConditions(ctx, given),
  'start-by-hand': (_, given: StartByHand, ctx) => startByHand(ctx, given),
  'plan-timer-starts': (_, __, ctx) => planTimerStarts(ctx),
  'forget-messages': (_, __, ctx) => forget(ctx),
}

/** In one go: whoever keeps house comes again. */
const MOST = 10_000

async function forget(ctx: RunContext): Promise<number> {
  const [row] = await ctx.tx.query<{ messages: number }>(forgetMessages, [ctx.clock.now().toISOString(), MOST])
  return row!.messages
}
