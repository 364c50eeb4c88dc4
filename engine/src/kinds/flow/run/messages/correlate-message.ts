import { requireRight } from '../../../../access/require-right.ts'
import { Conflict, NotFound } from '../../../../base/errors.ts'
import { newId } from '../../../../base/ids.ts'
import type { RunContext } from '../../../../runtime/context.ts'
import { deliver } from '../../actions.ts'
import { changeRun, RunUnknown } from '../change-run.ts'
import { findReceivers } from '../statements/find-receivers.ts'
import { loadBySubscription } from '../statements/load-instance.ts'
import { startsNamed } from './event-starts.ts'
import { claimKey } from './start-key.ts'
import { lookForMessages } from './outgoing.ts'
import { beginRun } from './start-by-event.ts'

export interface Correlation {
  name: string
  key: string | null
  /** Only this run, and those that it called. */
  instanceId: string | null
  variables: Record<string, unknown>
}

export interface Correlated {
  flow: string
  instanceId: string
  /** The element that waited, or the start event. */
  element: string
  started: boolean
}

/**
 * Brings a message to the one run that waits for it, else begins the one that it starts, in this command: the answer says that
 * it is done. Nothing is kept for later. Throws MissingRight, NoReceiver, ReceiverAmbiguous.
 */
export async function correlateMessage(ctx: RunContext, message: Correlation): Promise<Correlated> {
  requireRight(ctx, 'publish', 'message')
  const receivers = await ctx.tx.query<Receiver>(findReceivers, [message.name, message.key, message.instanceId])
  if (receivers.length > 1) throw new ReceiverAmbiguous(message)
  const done = receivers[0] === undefined ? await start(ctx, message) : await give(ctx, receivers[0], message)
  ctx.audit({
    action: 'message.correlated',
    subjectKind: 'flow',
    subjectId: done.instanceId,
    changes: { name: message.name, key: message.key, ...done },
  })
  return done
}

interface Receiver {
  id: string
  definition: string
  instance_id: string
  element: string
}

async function give(ctx: RunContext, receiver: Receiver, message: Correlation): Promise<Correlated> {
  try {
    await changeRun(ctx, { statement: loadBySubscription, id: receiver.id }, async run => {
      const done = await deliver(run, receiver.id, { variables: message.variables })
      if (done === 'stale') throw new NoReceiver(message)
      const still = run.state.subscriptions.get(receiver.id)
      if (still !== undefined) lookForMessages(ctx, [still])
    })
  } catch (error) {
    // It waited a moment ago, and went on before its run was locked.
    throw error instanceof RunUnknown ? new NoReceiver(message) : error
  }
  return { flow: receiver.definition, instanceId: receiver.instance_id, element: receiver.element, started: false }
}

async function start(ctx: RunContext, message: Correlation): Promise<Correlated> {
  const starts = message.instanceId === null ? startsNamed(ctx.snapshot, 'message', message.name) : []
  if (starts.length > 1) throw new ReceiverAmbiguous(message)
  const [found] = starts
  const id = newId()
  if (found === undefined || !(await keyIsFree(ctx, found.definition, message, id))) throw new NoReceiver(message)
  await beginRun(ctx, found, { id, businessKey: message.key, variables: message.variables })
  return { flow: found.definition, instanceId: id, element: found.at.id, started: true }
}

const keyIsFree = async (
  ctx: RunContext,
  definition: string,
  { name, key }: Correlation,
  id: string,
): Promise<boolean> => key === null || claimKey(ctx, { definition, name, key }, id)

const about = ({ name, key }: Correlation): string => `"${name}"${key === null ? '' : ` with the key "${key}"`}`

export class NoReceiver extends NotFound {
  constructor(message: Correlation) {
    super(
      'message.no_receiver',
      `Nobody waits for the message ${about(message)}, and it starts nothing. Nothing was done; publish it instead if it may wait.`,
    )
  }
}

export class ReceiverAmbiguous extends Conflict {
  constructor(message: Correlation) {
    super(
      'message.ambiguous',
      `More than one waits for the message ${about(message)}. Nothing was done; give a key, or the run that is meant.`,
    )
  }
}
