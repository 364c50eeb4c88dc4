import type pg from 'pg'
import type { Statement, Transaction } from '../runtime/context.ts'
import { orDatabaseAway } from './database-away.ts'
import type { Database } from './database.ts'
import { PipelinedTransaction } from './pipelined-transaction.ts'
import { isStalePlan } from './stale-plan.ts'
import { WriteOutsideTransaction } from './store-errors.ts'

/**
 * Runs `work` on one connection of the app role inside one transaction (read committed): commits when it resolves,
 * rolls back when it throws, and throws its error on. Throws DatabaseAway when there is no connection, or it is lost on the
 * way; CommitUnknown when it is lost in the commit.
 */
export async function inTransaction<T>(database: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await connect(database)
  const tx = new PipelinedTransaction(client)
  let broken: Error | undefined
  try {
    const result = await work(tx)
    await tx.commit()
    return result
  } catch (error) {
    const { reason, lost } = await tx.undo(error)
    broken = lost ?? (isStalePlan(error) ? (error as Error) : undefined)
    throw orDatabaseAway(reason)
  } finally {
    // A connection that can't even roll back, or whose plans are stale, is not given to the next one.
    client.release(broken)
  }
}

async function connect({ app }: Database): Promise<pg.PoolClient> {
  try {
    return await app.connect()
  } catch (error) {
    throw orDatabaseAway(error)
  }
}

/** Statements outside of a transaction, each on any free connection of the app role. Throws DatabaseAway. */
export function reader(database: Database): Transaction {
  const tx = transactionOf(database.app)
  return { ...tx, query: (statement, values) => onFreshPlans(() => tx.query(statement, values)) }
}

/** The pool closes a connection on which a statement failed, so that there are only so many with stale plans. */
async function onFreshPlans<T>(attempt: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt()
    } catch (error) {
      if (!isStalePlan(error) || attempts > MAX_STALE_CONNECTIONS) throw orDatabaseAway(error)
    }
  }
}

export const MAX_STALE_CONNECTIONS = 100

/**
 * Statements on a connection that somebody else opened and closes (the owner's, say): each is sent and answered at once.
 * Its `write` throws, since here nobody would hear of its error.
 */
export const transactionOf = (connection: Pick<pg.ClientBase, 'query'> | pg.Pool): Transaction => ({
  query: async <Row extends object>(statement: Statement, values: readonly unknown[] = []) =>
    (await (connection as pg.ClientBase).query<Row & pg.QueryResultRow>({ ...statement, values: values as unknown[] }))
      .rows,
  write: ({ name }) => {
    throw new WriteOutsideTransaction(name)
  },
})
