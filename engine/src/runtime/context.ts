import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import type { Snapshot } from '../metadata/snapshot.ts'

/** Who acts. Built once per session from account, person and roles; cached until one of them changes. */
export interface Principal {
  /** Account id; `system` for timers and jobs. */
  accountId: string
  /** Person record id (definitions/core, entity `person`); null for the system and for accounts without a person. */
  personId: string | null
  name: string
  /** Names of role definitions. */
  roles: readonly string[]
  /**
   * What role conditions, defaults and views may name as `user.…`:
   * `id` (person id), `org_unit` (id), `unit_tree` (ids of the unit and all below it), `position`, `locale`.
   */
  user: Readonly<Record<string, unknown>>
  /** Of a program that acts for the person: what it may do at most. */
  programRights?: readonly ProgramRight[]
}

export type DefinitionRight = 'read' | 'edit' | 'publish'

/** With definitions; `work`: with external tasks; `send`: messages and signals. */
export type ProgramRight = DefinitionRight | 'work' | 'send'

/** Statements, each answered by its rows. They are prepared by name; text is never built from input. */
export interface Queries {
  query<Row extends object = Record<string, unknown>>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>
}

/** One connection inside one transaction. */
export interface Transaction extends Queries {
  /**
   * A statement whose rows nobody needs: sent, in order, together with the next `query` or with the commit, so that it
   * costs no round trip of its own. Its error is thrown there, and undoes the transaction. Values are read at once.
   */
  write(statement: Statement, values?: readonly unknown[]): void
}

/** A prepared statement. `name` is unique per text; one file each in store/statements. */
export interface Statement {
  name: string
  text: string
}

/** What happened to one record or definition; becomes one row of `jw.audit_entry`. */
export interface AuditFact {
  /** Dotted past tense: `record.created`, `task.approved`, `definition.published`. */
  action: string
  /** Entity name or kind. */
  subjectKind: string
  /** Record id, task's record id, or definition id. */
  subjectId: string
  /** `{ field: [old, new] }` for records; free for others. Decimals as text. */
  changes?: Record<string, unknown>
  /** Words of the person (an opinion, a release note). */
  reason?: string
}

/** A message for the outside world, sent after the commit, at least once, with `key` for idempotency. */
export interface OutboxMessage {
  /** Task name of the worker, e.g. `notice.send`. */
  task: string
  payload: Record<string, unknown>
  key?: string
}

/**
 * All that running code gets. Kinds never import kinds: they meet here by name (`run`), and modules by `call`.
 * Everything collected with `audit` and `outbox` is written in the flush of the same transaction.
 */
export interface RunContext {
  readonly snapshot: Snapshot
  readonly clock: Clock
  readonly log: Log
  readonly principal: Principal
  readonly tx: Transaction
  /** Id of the command: groups its audit entries. */
  readonly commandId: string
  /** What caused it: `http`, `timer`, `flow`, `import`, `demo`; kept in the audit entry. */
  readonly cause: string
  audit(fact: AuditFact): void
  outbox(message: OutboxMessage): void
  /** Runs after the work and before the commit, once per key: a kind's own flush (flow rows, revisions). */
  beforeCommit(key: string, flush: () => Promise<void>): void
  /** Runs after a successful commit (live updates, job hints). Must not throw. */
  afterCommit(effect: () => void): void
  /** Calls a registered function by name; pure and transactional only. */
  call(name: string, input: Record<string, unknown>): Promise<unknown>
  /** Runs another kind's operation by name, e.g. `run('rule-set', 'discount_authority', 'evaluate', input)`. */
  run<Result = unknown>(kind: string, name: string, operation: string, input: unknown): Promise<Result>
  /** The same context for another principal (a flow acting as the system). */
  as(principal: Principal): RunContext
}

/** An operation of a kind that other kinds reach through `ctx.run`. Registered in kinds/index.ts, per kind and name. */
export type KindOperation = (definitionName: string, input: any, ctx: RunContext) => Promise<unknown>
