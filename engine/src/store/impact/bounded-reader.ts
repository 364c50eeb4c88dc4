import type pg from 'pg'
import type { Database } from '../database.ts'

/** Reads rows for a dry run: never writes, and never longer than somebody waits for an answer. */
export interface BoundedReader {
  client: pg.ClientBase
  /** Rows of the table (alias `t`) for which each condition holds. */
  count(table: string, conditions: readonly Condition[]): Promise<number[]>
  /** Undefined when it took too long. */
  read<Row extends object>(sql: string, values: readonly unknown[]): Promise<Row[] | undefined>
  /** True when something took too long and was only looked at in part. */
  wasCut(): boolean
  close(): void
}

/** An SQL condition over alias `t`, with parameters of its own from $1 on. */
export interface Condition {
  sql: string
  values: readonly unknown[]
}

const STATEMENT_TIMEOUT_MS = 5_000
/** Of all statements together; what comes behind it sees the first rows of each table only. */
const BUDGET_MS = 20_000
const FIRST_ROWS = 5_000
/** query_canceled */
const CANCELED = '57014'

export async function boundedReader(database: Database): Promise<BoundedReader> {
  const client = await database.app.connect()
  await client.query(`set default_transaction_read_only = on; set statement_timeout = ${STATEMENT_TIMEOUT_MS}`)
  const until = performance.now() + BUDGET_MS
  let cut = false
  const read = async <Row extends object>(sql: string, values: readonly unknown[]): Promise<Row[] | undefined> => {
    try {
      return (await client.query<Row & pg.QueryResultRow>(sql, values as unknown[])).rows
    } catch (error) {
      if ((error as pg.DatabaseError).code !== CANCELED) throw error
      cut = true
      return undefined
    }
  }
  return {
    client,
    read,
    wasCut: () => cut,
    close: () => client.release(true),
    async count(table, conditions) {
      if (conditions.length === 0) return []
      const whole = performance.now() < until ? await read<Counts>(...countQuery(table, conditions)) : undefined
      if (whole) return whole[0]!.counts
      cut = true
      const some = `(select * from ${table} limit ${FIRST_ROWS})`
      return (await read<Counts>(...countQuery(some, conditions)))?.[0]!.counts ?? conditions.map(() => 0)
    },
  }
}

interface Counts {
  counts: number[]
}

/** One look at the table, however many conditions there are. */
function countQuery(from: string, conditions: readonly Condition[]): [string, unknown[]] {
  const values: unknown[] = []
  const counts = conditions.map(condition => {
    const shift = values.push(...condition.values) - condition.values.length
    return `count(*) filter (where ${shifted(condition.sql, shift)})`
  })
  return [`select array[${counts.join(', ')}]::float8[] as counts from ${from} t`, values]
}

const shifted = (sql: string, by: number): string => sql.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + by}`)
