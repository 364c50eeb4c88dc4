import type pg from 'pg'
import type { Statement, Transaction } from '../runtime/context.ts'
import type { Database } from './database.ts'
import { isStalePlan } from './stale-plan.ts'

/**
 * Runs `work` on one connection of the app role inside one transaction (read committed): commits when it resolves,
 * rolls back when it throws, and throws its error on.
 */
export async function inTransaction<T>(database: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await database.app.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(transactionOf(client))
    await client.query('commit')
    return result
  } catch (error) {
    broken = (await rollBack(client)) ?? (isStalePlan(error) ? (error as Error) : undefined)
    throw error
  } finally {
    // A connection that can't even roll back, or whose plans are stale, is not given to the next one.
    client.release(broken)
  }
}

/** Reads outside of a transaction: every statement on any free connection of the app role. */
export function reader(database: Database): Transaction {
  const tx = transactionOf(database.app)
  return { query: (statement, values) => onFreshPlans(() => tx.query(statement, values)) }
}

/** The pool closes a connection on which a statement failed, so that there are only so many with stale plans. */
async function onFreshPlans<T>(attempt: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt()
    } catch (error) {
      if (!isStalePlan(error) || attempts > MAX_STALE_CONNECTIONS) throw error
    }
  }
}

export const MAX_STALE_CONNECTIONS = 100

/** Statements on a connection that somebody else opened and closes (the owner's, say). */
export const transactionOf = (connection: Pick<pg.ClientBase, 'query'> | pg.Pool): Transaction => ({
  query: async <Row extends object>(statement: Statement, values: readonly unknown[] = []) =>
    (await (connection as pg.ClientBase).query<Row & pg.QueryResultRow>({ ...statement, values: values as unknown[] }))
      .rows,
})

async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback')
    return undefined
  } catch (error) {
    return error as Error
  }
}
