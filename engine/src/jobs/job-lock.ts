import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import type { Queries } from '../runtime/context.ts'
import { keepFlowJobs } from '../store/statements/flow-jobs.ts'

/** How long a claimed job stays ours without a heartbeat; then another node takes it. */
export const LOCK_MS = 15_000
const HEARTBEAT_MS = 5_000

export interface JobLockParts {
  /** Statements outside of a transaction. */
  tx: Queries
  /** Unique per node. */
  owner: string
  clock: Clock
  log: Log
}

/** The jobs that this node works on at the moment: their locks are renewed as long as it lives. */
export class JobLocks {
  readonly #parts: JobLockParts
  readonly #held = new Set<string>()
  #beat: NodeJS.Timeout | undefined

  constructor(parts: JobLockParts) {
    this.#parts = parts
  }

  start(): void {
    this.#beat = setInterval(() => void this.renew(), HEARTBEAT_MS)
  }

  stop(): void {
    clearInterval(this.#beat)
  }

  hold(jobId: string): void {
    this.#held.add(jobId)
  }

  letGo(jobId: string): void {
    this.#held.delete(jobId)
  }

  async renew(): Promise<void> {
    if (this.#held.size === 0) return
    const { tx, owner, clock, log } = this.#parts
    try {
      await tx.query(keepFlowJobs, [owner, [...this.#held], after(clock.now(), LOCK_MS)])
    } catch (error) {
      log.warn({ err: error }, 'the locks of flow jobs could not be renewed')
    }
  }
}

export const after = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString()
