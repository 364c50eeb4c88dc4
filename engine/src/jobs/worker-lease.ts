import type { Pool, PoolClient } from 'pg'
import type { Log } from '../base/log.ts'

/** How often jobs of dead workers are looked for, in milliseconds. */
const SWEEP_MS = 30_000

/**
 * Shows the other nodes that a worker is alive, and frees the jobs of those that aren't. The job library itself frees a
 * job only 4 hours after its worker was killed; a mail must not wait so long. Being alive is a session lock in the
 * database, which ends with the process, however it ends.
 */
export class WorkerLease {
  readonly #pool: Pool
  readonly #workerId: string
  readonly #log: Log
  #holder: PoolClient | undefined
  #timer: NodeJS.Timeout | undefined

  constructor({ pool, workerId, log }: { pool: Pool; workerId: string; log: Log }) {
    this.#pool = pool
    this.#workerId = workerId
    this.#log = log
  }

  async start(): Promise<void> {
    await this.#hold()
    await this.#free()
    this.#timer = setInterval(() => void this.#sweep(), SWEEP_MS).unref()
  }

  stop(): void {
    clearInterval(this.#timer)
    // The lock belongs to the session: the connection is closed, not given back.
    this.#holder?.release(true)
    this.#holder = undefined
  }

  async #sweep(): Promise<void> {
    try {
      await this.#hold()
      await this.#free()
    } catch (error) {
      this.#log.warn({ reason: (error as { code?: string }).code ?? 'unknown' }, 'jobs of dead workers not looked for')
    }
  }

  async #hold(): Promise<void> {
    if (this.#holder !== undefined) return
    const holder = await this.#pool.connect()
    holder.once('error', () => {
      this.#holder = undefined
      holder.release(true)
    })
    await holder.query('select pg_advisory_lock(hashtextextended($1, 0))', [this.#workerId])
    this.#holder = holder
  }

  async #free(): Promise<void> {
    const { rowCount } = await this.#pool.query(FREE_JOBS_OF_THE_DEAD)
    if (rowCount) this.#log.warn({ jobs: rowCount }, 'jobs of a dead worker freed')
  }
}

// The pause leaves a starting worker the time to take its lock before it is taken for dead.
const FREE_JOBS_OF_THE_DEAD = `
  update graphile_worker._private_jobs job
  set locked_by = null, locked_at = null, run_at = greatest(run_at, now())
  where locked_by is not null and locked_at < now() - interval '10 seconds'
    and not exists (
      select from pg_locks alive
      where alive.locktype = 'advisory' and alive.granted and alive.objsubid = 1
        and alive.database = (select oid from pg_database where datname = current_database())
        and (alive.classid::bigint << 32 | alive.objid::bigint) = hashtextextended(job.locked_by, 0))`
