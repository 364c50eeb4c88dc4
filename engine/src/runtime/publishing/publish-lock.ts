import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { Unavailable } from '../../base/errors.ts'
import type { Database } from '../../store/database.ts'
import { transactionOf } from '../../store/transaction.ts'
import type { Transaction } from '../context.ts'

/** The owner's connection while it is alone among publications. Losing the connection loses lock and transaction alike. */
export interface PublishSession {
  /** Every statement commits by itself. */
  tx: Transaction
  /** One small transaction: all or nothing. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
}

export interface PublishLock {
  /** Runs `work` alone among publications, over all nodes. Throws PublishingBusy when others take too long. */
  alone<T>(work: (session: PublishSession) => Promise<T>): Promise<T>
}

/** Any number that nobody else uses as an advisory lock. */
const LOCK = 7_493_004
const RETRY_MS = 50
const PATIENCE_MS = 30_000

/**
 * A session lock, not one of a transaction: expanding tables can take minutes, and an open transaction would hold back
 * vacuum and concurrent indexes. It ends with its process, however that ends; so a publication that is recorded as
 * running while nobody holds the lock was killed, and whoever takes the lock may finish it.
 */
export function createPublishLock({ owner }: Database, patienceMs = PATIENCE_MS): PublishLock {
  // Those who wait here hold no connection: the one in front needs further ones to change tables.
  let queue: Promise<unknown> = Promise.resolve()
  return {
    alone(work) {
      const turn = queue.then(() => lockedBy(owner, patienceMs, work))
      queue = turn.catch(() => {})
      return turn
    },
  }
}

async function lockedBy<T>(
  owner: pg.Pool,
  patienceMs: number,
  work: (session: PublishSession) => Promise<T>,
): Promise<T> {
  const client = await owner.connect()
  let broken: Error | undefined
  try {
    await takeLock(client, patienceMs)
    return await work(sessionOf(client))
  } catch (error) {
    broken = error as Error
    throw error
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch((error: Error) => (broken = error))
    // A connection that could not give the lock back is closed, which does.
    client.release(broken)
  }
}

async function takeLock(client: pg.PoolClient, patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [LOCK])
    if (rows[0]!.taken) return
    if (performance.now() > until) throw new PublishingBusy()
    await pause(RETRY_MS)
  }
}

function sessionOf(client: pg.PoolClient): PublishSession {
  const tx = transactionOf(client)
  return {
    tx,
    async transaction(work) {
      await client.query('begin')
      try {
        const result = await work(tx)
        await client.query('commit')
        return result
      } catch (error) {
        await client.query('rollback').catch(() => {})
        throw error
      }
    },
  }
}

export class PublishingBusy extends Unavailable {
  constructor() {
    super('publication.busy', 'Another publication is still running. Nothing was published; try again in a moment.', {
      details: { retryAfterSeconds: 30 },
    })
  }
}
