import type { Clock } from '../base/clock.ts'
import { Unavailable } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import type { Log } from '../base/log.ts'
import type { Database } from '../store/database.ts'
import { isStalePlan } from '../store/stale-plan.ts'
import { inTransaction, MAX_STALE_CONNECTIONS, reader } from '../store/transaction.ts'
import { writeAuditWithCommit } from './audit.ts'
import { CommandContext, Ledger, type CommandFrame } from './command-context.ts'
import type { CommandOptions, CommandRunner } from './command-runner.ts'
import type { OutboxMessage, Principal, RunContext, Transaction } from './context.ts'
import type { FunctionRegistry } from './function-registry.ts'
import { claimKey, storeAnswer } from './idempotency.ts'
import type { OperationRegistry } from './operations.ts'
import type { SnapshotHolder } from './snapshot-holder.ts'

export interface CommandParts {
  database: Database
  snapshots: Pick<SnapshotHolder, 'current' | 'fresh'>
  functions: FunctionRegistry
  operations: OperationRegistry
  clock: Clock
  log: Log
  /** Turns the collected messages into jobs, inside the transaction. */
  writeOutbox(tx: Transaction, messages: readonly OutboxMessage[]): void
}

/** How often a command is begun anew after a serialisation failure or a deadlock. */
const MAX_RETRIES = 3

/**
 * One command, one transaction: what `work` changes, its audit entries and its outbox messages commit together or not
 * at all. Everything collected is written at the end, in one statement per table and one round trip with the commit.
 */
export function createCommandRunner(parts: CommandParts): CommandRunner {
  return {
    snapshot: () => parts.snapshots.current(),
    read: (principal, work) => work(readContext(parts, principal)),
    run: (principal, options, work) => retried(parts.log, options, () => runOnce(parts, principal, options, work)),
  }
}

async function runOnce<T>(
  parts: CommandParts,
  principal: Principal,
  options: CommandOptions,
  work: (ctx: RunContext) => Promise<T>,
): Promise<T> {
  const snapshot = await parts.snapshots.fresh()
  const ledger = new Ledger()
  const result = await inTransaction(parts.database, async tx => {
    const frame: CommandFrame = {
      ...shared(parts),
      snapshot,
      tx,
      ledger,
      commandId: newId(),
      command: options.name,
      cause: options.cause,
    }
    const ctx = new CommandContext(frame, principal)
    const earlier = await claimKey<T>(ctx, options)
    if (earlier !== undefined) return earlier.answer
    const answer = await work(ctx)
    await flush(parts, tx, ledger)
    storeAnswer(ctx, options, answer)
    return answer
  })
  runEffects(parts.log, ledger)
  return result
}

async function flush(parts: CommandParts, tx: Transaction, ledger: Ledger): Promise<void> {
  // A flush may register another one; a Map's iteration sees entries that are added while it runs.
  for (const write of ledger.flushes.values()) await write()
  if (ledger.outbox.length > 0) parts.writeOutbox(tx, ledger.outbox)
  writeAuditWithCommit(tx, ledger.audit)
}

function runEffects(log: Log, ledger: Ledger): void {
  for (const effect of ledger.effects) {
    try {
      effect()
    } catch (error) {
      // The commit stands: a lost hint is found again by polling.
      log.error({ err: error }, 'an effect after the commit failed')
    }
  }
}

async function retried<T>(log: Log, options: CommandOptions, attempt: () => Promise<T>): Promise<T> {
  let [retries, stale] = [0, 0]
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      // Each time one connection less has plans from before a change of the tables.
      if (isStalePlan(error) && ++stale <= MAX_STALE_CONNECTIONS) continue
      if (!isTransient(error)) throw error
      if (retries++ === MAX_RETRIES) throw new CommandBusy(options.name, error)
      log.warn({ command: options.name, retries }, 'command began anew after a conflict')
    }
  }
}

/** 40001 serialization_failure, 40P01 deadlock_detected: nothing was wrong but the moment. */
function isTransient(error: unknown): boolean {
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    const code = (e as { code?: unknown }).code
    if (code === '40001' || code === '40P01') return true
  }
  return false
}

function readContext(parts: CommandParts, principal: Principal): RunContext {
  const frame: CommandFrame = {
    ...shared(parts),
    snapshot: parts.snapshots.current(),
    tx: reader(parts.database),
    ledger: null,
    commandId: '',
    command: 'read',
    cause: 'read',
  }
  return new CommandContext(frame, principal)
}

const shared = ({ clock, log, functions, operations }: CommandParts) => ({ clock, log, functions, operations })

export class CommandBusy extends Unavailable {
  constructor(command: string, cause: unknown) {
    super(
      'runtime.busy',
      `Too many changes met at the same place while ${command} ran. Nothing was changed; try again.`,
      { cause },
    )
  }
}
