import { expect, test } from 'vitest'
import pg from 'pg'
import { testDatabase } from '../../../tests/support/database.ts'
import { DatabaseAway, orDatabaseAway } from './database-away.ts'
import { inTransaction, reader } from './transaction.ts'

const one = { name: 'one', text: 'select 1 as one' }
const coded = (code: string): Error => Object.assign(new Error('x'), { code })

test.each([
  coded('ECONNREFUSED'),
  coded('57P03'),
  coded('08006'),
  new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]),
  new Error('Connection terminated unexpectedly'),
  new Error('timeout exceeded when trying to connect'),
])('a connection that is lost or can not be made is told as such: %s', error => {
  expect(orDatabaseAway(error)).toBeInstanceOf(DatabaseAway)
  expect(orDatabaseAway(error)).toMatchObject({ status: 503, code: 'store.database_away', cause: error })
})

test.each([coded('23505'), coded('40001'), new TypeError('Connection is not a function'), 'away'])(
  'every other error stays what it is: %s',
  error => expect(orDatabaseAway(error)).toBe(error),
)

test('no server, and no free connection in time: reading and changing both say so', async () => {
  const { database, drop } = await testDatabase()
  const pools = [
    new pg.Pool({ host: '127.0.0.1', port: 1, max: 1 }),
    new pg.Pool({ connectionString: database.appUrl, max: 1, connectionTimeoutMillis: 50 }),
  ]
  const held = await pools[1]!.connect()

  for (const app of pools) {
    await expect(inTransaction({ ...database, app }, tx => tx.query(one))).rejects.toBeInstanceOf(DatabaseAway)
    await expect(reader({ ...database, app }).query(one)).rejects.toBeInstanceOf(DatabaseAway)
  }

  held.release()
  await Promise.all(pools.map(pool => pool.end()))
  await drop()
})

test('a server that ends the connection between two statements', async () => {
  const { database, drop } = await testDatabase()
  const die = { name: 'die', text: 'select pg_terminate_backend(pg_backend_pid())' }

  await expect(reader(database).query(die)).rejects.toBeInstanceOf(DatabaseAway)
  await expect(inTransaction(database, tx => tx.query(die))).rejects.toMatchObject({ cause: { code: '57P01' } })
  expect(await reader(database).query(one)).toEqual([{ one: 1 }])
  await drop()
})
