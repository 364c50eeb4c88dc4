import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { isStalePlan } from './stale-plan.ts'
import { inTransaction, reader } from './transaction.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase({ maxConnections: 2 })
  await db.database.owner.query(
    'create table app.note (id bigint primary key, amount numeric(18,2), "on" date, days date[], at timestamptz)',
  )
})
afterAll(() => db.drop())

const addNote = { name: 'add_note', text: 'insert into app.note (id) values ($1)' }
const countNotes = { name: 'count_notes', text: 'select count(*) from app.note' }

test('what a transaction did is there after it, and only when it resolved', async () => {
  await inTransaction(db.database, tx => tx.query(addNote, [1]))
  const failed = inTransaction(db.database, async tx => {
    await tx.query(addNote, [2])
    throw new Error('changed my mind')
  })

  await expect(failed).rejects.toThrow('changed my mind')
  expect(await reader(db.database).query(countNotes)).toEqual([{ count: '1' }])
})

test('a connection that broke inside a transaction is not used again', async () => {
  const broken = inTransaction(db.database, tx =>
    tx.query({ name: 'kill_me', text: 'select pg_terminate_backend(pg_backend_pid())' }),
  )

  await expect(broken).rejects.toThrow()
  for (let i = 0; i < 4; i++) await db.database.ping()
})

test('numbers and dates come as exact text, instants as Date', async () => {
  await reader(db.database).query({
    name: 'add_full_note',
    text: `insert into app.note values (9007199254740993, 10.10, '2026-02-28', '{2026-01-01}', '2026-01-01T00:00:00Z')`,
  })

  const rows = await reader(db.database).query({ name: 'big_note', text: 'select * from app.note where id > 100' })

  expect(rows).toEqual([
    {
      id: '9007199254740993',
      amount: '10.10',
      on: '2026-02-28',
      days: ['2026-01-01'],
      at: new Date('2026-01-01T00:00:00Z'),
    },
  ])
})

test('a column that gets more digits does not disturb those who prepared statements on it', async () => {
  const amounts = { name: 'read_amounts', text: 'select amount from app.note where id = 0' }
  const readTwice = () => Promise.all([1, 2].map(() => reader(db.database).query(amounts)))
  await readTwice()

  await db.database.owner.query('alter table app.note alter amount type numeric(20,2)')
  expect(await readTwice()).toEqual([[], []])

  // in a transaction it fails as a whole, and each time on one connection less
  await db.database.owner.query('alter table app.note alter amount type numeric')
  const attempts = [1, 2, 3].map(() => () => inTransaction(db.database, tx => tx.query(amounts)).catch(isStalePlan))
  const answers: unknown[] = []
  for (const attempt of attempts) answers.push(await attempt())
  expect(answers.at(-1)).toEqual([])
})
