import type { Clock } from '../base/clock.ts'
import { Defect } from '../base/errors.ts'
import type { Log } from '../base/log.ts'
import type { Snapshot } from '../metadata/snapshot.ts'
import { auditEntry, type AuditEntry, type AuditOrigin } from './audit.ts'
import { callFunction } from './call-function.ts'
import type { AuditFact, OutboxMessage, Principal, RunContext, Transaction } from './context.ts'
import type { FunctionRegistry } from './function-registry.ts'
import { operationOf, type OperationRegistry } from './operations.ts'

/** What stays the same for the whole command, whoever acts in it. */
export interface CommandFrame extends AuditOrigin {
  snapshot: Snapshot
  clock: Clock
  log: Log
  tx: Transaction
  functions: FunctionRegistry
  operations: OperationRegistry
  /** Null for a read: it may collect nothing. */
  ledger: Ledger | null
}

/** What a command collects on its way and writes in its flush. */
export class Ledger {
  readonly audit: AuditEntry[] = []
  readonly outbox: OutboxMessage[] = []
  readonly flushes = new Map<string, () => Promise<void>>()
  readonly effects: (() => void)[] = []
}

/** The context of one command or read. `as` gives another face of the same frame. */
export class CommandContext implements RunContext {
  readonly principal: Principal
  readonly #frame: CommandFrame

  constructor(frame: CommandFrame, principal: Principal) {
    this.#frame = frame
    this.principal = principal
  }

  get snapshot(): Snapshot {
    return this.#frame.snapshot
  }
  get clock(): Clock {
    return this.#frame.clock
  }
  get log(): Log {
    return this.#frame.log
  }
  get tx(): Transaction {
    return this.#frame.tx
  }
  get commandId(): string {
    return this.#frame.commandId
  }
  get cause(): string {
    return this.#frame.cause
  }

  audit(fact: AuditFact): void {
    const { commandId, command, cause } = this.#frame
    this.#ledger().audit.push(auditEntry(fact, this.principal, { commandId, command, cause }, this.clock.now()))
  }

  outbox(message: OutboxMessage): void {
    this.#ledger().outbox.push(message)
  }

  beforeCommit(key: string, flush: () => Promise<void>): void {
    const { flushes } = this.#ledger()
    if (!flushes.has(key)) flushes.set(key, flush)
  }

  afterCommit(effect: () => void): void {
    this.#ledger().effects.push(effect)
  }

  async call(name: string, input: Record<string, unknown>): Promise<unknown> {
    return callFunction(this.#frame.functions, name, input, this)
  }

  async run<Result = unknown>(kind: string, name: string, operation: string, input: unknown): Promise<Result> {
    return (await operationOf(this.#frame.operations, kind, operation)(name, input, this)) as Result
  }

  as(principal: Principal): RunContext {
    return new CommandContext(this.#frame, principal)
  }

  #ledger(): Ledger {
    if (this.#frame.ledger === null) throw new WriteInRead(this.#frame.command)
    return this.#frame.ledger
  }
}

export class WriteInRead extends Defect {
  constructor(command: string) {
    super('runtime.write_in_read', `${command} is a read and may not change anything: give its route a command name.`)
  }
}
