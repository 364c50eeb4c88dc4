import type { Snapshot } from '../metadata/snapshot.ts'
import type { Principal, RunContext } from './context.ts'

export interface CommandOptions {
  /** `record.create`, `task.complete`, `timer.fire` …; kept in the audit entries. */
  name: string
  /** `http` | `timer` | `flow` | `demo` | `cli` … */
  cause: string
  /** From the client's header; the stored answer is given again for the same key and principal. */
  requestId?: string
  /** Hash of what was asked under `requestId`: the same key for another request is refused. */
  requestHash?: string
}

/** Everything that changes something goes through `run`: one command, one transaction. */
export interface CommandRunner {
  /** Runs `work` in one transaction on the present snapshot; serialisation failures and deadlocks are retried ≤ 3 times, then Unavailable. */
  run<T>(principal: Principal, options: CommandOptions, work: (ctx: RunContext) => Promise<T>): Promise<T>
  /** Reads without a transaction of its own. */
  read<T>(principal: Principal, work: (ctx: RunContext) => Promise<T>): Promise<T>
  /** The snapshot in force now. */
  snapshot(): Snapshot
}

/** The principal of timers, jobs and flows acting for themselves. May do everything; is named as `system` in the audit trail. */
export const systemPrincipal: Principal = {
  accountId: 'system',
  personId: null,
  name: 'system',
  roles: [],
  user: {},
}
