import pg from 'pg'
import type { Database } from './database.ts'
import { valueTypes } from './value-types.ts'

/**
 * One more connection of the app role beside the pool, opened when it is first needed: for work that a command waits for
 * while it holds a pooled one, which could otherwise wait for ever. Its commits do not wait for the disk; what a command
 * commits later makes them durable too, because the log is written in order.
 */
export function onlyConnection(database: Database): pg.Pool {
  const pool = new pg.Pool({
    connectionString: database.appUrl,
    max: 1,
    types: valueTypes,
    application_name: 'jingwei',
    options: '-c synchronous_commit=off',
    connectionTimeoutMillis: 10_000,
  })
  // A broken idle connection is opened anew by the next one who asks.
  pool.on('error', () => {})
  return pool
}
