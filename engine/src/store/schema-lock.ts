import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Database } from './database.ts'
import { SchemaChangeBusy } from './store-errors.ts'

const LOCK = 7_493_003
const ASK_EVERY_MS = 50
/** Building the indexes of big tables takes minutes. */
const PATIENCE_MS = 10 * 60_000

/**
 * Runs `work` as the only one that changes tables, over all nodes. Asks again and again instead of waiting in the
 * database: building an index waits for all statements that run, and so for those who wait for whoever builds it.
 */
export async function aloneInSchema<T>(database: Database, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await database.owner.connect()
  try {
    // The server then notices that a killed engine is gone, and gives its lock back. Windows has no such setting.
    await client.query(`set client_connection_check_interval = '1s'`).catch(() => {})
    await takeLock(client)
    return await work(client)
  } finally {
    // Ends the session, and with it the lock.
    client.release(true)
  }
}

async function takeLock(client: pg.ClientBase): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [LOCK])
    if (rows[0]!.taken) return
    if (performance.now() > until) throw new SchemaChangeBusy(new Error('another node changes tables'))
    await pause(ASK_EVERY_MS)
  }
}
