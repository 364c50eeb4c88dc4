import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { SchemaChangeBusy } from './store-errors.ts'

/** Whoever waits for an exclusive lock makes everybody else wait behind it: rather give up and try again. */
const LOCK_TIMEOUT_MS = 250
const PATIENCE_MS = 4_000
const FIRST_PAUSE_MS = 50

/** An index is built beside the writers, but waits for every transaction that was there before it. */
const BUILD_PATIENCE_MS = 60_000

interface Bound {
  text: string
  values: unknown[]
}

/**
 * Runs these statements, then `last` and `work`, in one transaction that never waits long for a lock; it is tried again
 * as a whole. Throws SchemaChangeBusy.
 */
export async function inShortTransaction(
  client: pg.ClientBase,
  statements: readonly string[],
  last?: Bound,
  work?: () => Promise<void>,
): Promise<void> {
  await patiently(async () => {
    await client.query('begin')
    try {
      await client.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`)
      for (const statement of statements) await client.query(statement)
      if (last) await client.query(last)
      await work?.()
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw error
    }
  })
}

/** For statements that can't run in a transaction, and that others hardly feel. Throws SchemaChangeBusy. */
export async function besideWriters(client: pg.ClientBase, statement: string): Promise<void> {
  await client.query(`set lock_timeout = ${BUILD_PATIENCE_MS}`)
  try {
    await client.query(statement)
  } catch (error) {
    throw isLockTimeout(error) ? new SchemaChangeBusy(error) : error
  } finally {
    await client.query('set lock_timeout = 0')
  }
}

async function patiently(attempt: () => Promise<void>): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  for (let wait = FIRST_PAUSE_MS; ; wait *= 2) {
    try {
      return await attempt()
    } catch (error) {
      if (!isLockTimeout(error)) throw error
      if (performance.now() + wait > until) throw new SchemaChangeBusy(error)
      await pause(wait)
    }
  }
}

/** 55P03 lock_not_available; 40P01 deadlock_detected with somebody who takes the same locks in another order. */
const isLockTimeout = (error: unknown): boolean => ['55P03', '40P01'].includes((error as pg.DatabaseError).code ?? '')
