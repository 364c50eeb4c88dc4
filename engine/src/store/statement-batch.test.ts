import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import type { Statement, Transaction } from '../runtime/context.ts'
import { inTransaction, reader } from './transaction.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase({ maxConnections: 4 })
  await db.database.owner.query(`
    create table app.step (n int primary key);
    create table app.value (n int, amount numeric, at timestamptz, body jsonb, bytes bytea, tags text[], flag boolean);
    create function app.tell() returns int language plpgsql as $$
      begin raise notice 'hear, hear'; perform pg_notify('told', 'news'); return 1; end $$`)
})
afterAll(() => db.drop())
beforeEach(() => db.database.owner.query('truncate app.step, app.value'))

const add: Statement = { name: 'test-add-step', text: 'insert into app.step (n) values ($1)' }
const backend: Statement = { name: 'test-backend', text: 'select pg_backend_pid() as pid' }

const run = <T>(work: (tx: Transaction) => Promise<T>) => inTransaction(db.database, work)
const writing = (work: (tx: Transaction) => void) => run(async tx => work(tx))

test('the rows of a write are thrown away, those of the query behind it are not', async () => {
  const rows = await run(tx => {
    tx.write({ name: 'test-many', text: 'select generate_series(1, 1000) as n' })
    return tx.query({ name: 'test-two', text: 'select 2 as n' })
  })

  expect(rows).toEqual([{ n: 2 }])
})

test('values come out of a batch as they come out of the pool', async () => {
  const values = [
    1,
    '10.10',
    new Date('2026-01-01T00:00:00Z'),
    { a: [1, 'ü"\\'], b: null },
    Buffer.from([0, 1, 255]),
    ['a', null, 'with "quotes", and \\'],
    true,
  ]
  const insert = { name: 'test-value', text: 'insert into app.value values ($1, $2, $3, $4, $5, $6, $7)' }
  const read = { name: 'test-values', text: 'select *, null::int as "nothing" from app.value order by n' }
  await writing(tx => {
    tx.write(insert, values)
    tx.write(insert, [2, null, undefined, null, null, null, null])
  })

  // the second time the columns are known
  const [first, second] = [await run(tx => tx.query(read)), await run(tx => tx.query(read))]
  expect(first).toEqual((await db.database.app.query(read.text)).rows)
  expect(second).toEqual(first)
  expect(first[0]).toEqual({
    n: 1,
    amount: '10.10',
    at: new Date('2026-01-01T00:00:00Z'),
    body: { a: [1, 'ü"\\'], b: null },
    bytes: Buffer.from([0, 1, 255]),
    tags: ['a', null, 'with "quotes", and \\'],
    flag: true,
    nothing: null,
  })
})

test('values count as they were when the statement was given', async () => {
  const tags = ['before']
  await writing(tx => {
    tx.write({ name: 'test-tags', text: 'insert into app.value (tags) values ($1)' }, [tags])
    tags.push('after')
  })

  expect((await db.database.app.query('select tags from app.value')).rows).toEqual([{ tags: ['before'] }])
})

test('a value that can not be sent fails where it was given, and leaves the connection whole', async () => {
  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  const working = { name: 'test-circle', text: 'select $1::jsonb' }

  await expect(writing(tx => tx.write(working, [circle]))).rejects.toThrow('circular')
  await expect(run(tx => tx.query(working, [circle]))).rejects.toThrow('circular')
  for (let i = 0; i < 8; i++) await writing(tx => tx.write(working, [{ fine: i }]))
})

test('a parameter and an answer of many megabytes go through', async () => {
  const text = 'ä0123456789'.repeat(1_000_000)

  const [row] = await run(tx => {
    for (let i = 0; i < 4; i++) tx.write({ name: 'test-length', text: 'select length($1)' }, [text])
    return tx.query<{ back: string }>({ name: 'test-echo', text: 'select $1::text as back' }, [text])
  })

  expect(row!.back === text).toBe(true)
})

test('a statement that is prepared in a batch that fails is known afterwards, one that was not reached is not', async () => {
  const early = { name: 'test-early', text: 'select 1 as early' }
  const wrong = { name: 'test-wrong', text: 'select 1 / $1::int as wrong' }
  const late = { name: 'test-late', text: 'select 1 as late' }
  const client = await db.database.app.connect()
  const pool = { app: { connect: async () => Object.assign(client, { release: () => {} }) } } as never
  const { release } = client
  const all = (divisor: number) =>
    inTransaction(pool, async tx => {
      tx.write(early)
      tx.write(wrong, [divisor])
      return tx.query(late)
    })

  await expect(all(0)).rejects.toMatchObject({ code: '22012' })
  await expect(all(0)).rejects.toMatchObject({ code: '22012' })
  expect(await all(1)).toEqual([{ late: 1 }])
  // pg itself goes on with the same ones
  expect((await client.query(late)).rows).toEqual([{ late: 1 }])
  release.call(client)
})

test('what pg has prepared is known here, and a name that stands for another text is refused before anything is sent', async () => {
  const named = { name: 'test-named', text: 'select 1 as one' }
  await Promise.all([1, 2, 3, 4].map(() => reader(db.database).query(named)))
  expect(await run(tx => tx.query(named))).toEqual([{ one: 1 }])

  await expect(run(tx => tx.query({ ...named, text: 'select 2' }))).rejects.toThrow('test-named')
  const twice = writing(tx => {
    tx.write({ name: 'test-twice', text: 'select 1' })
    tx.write({ name: 'test-twice', text: 'select 2' })
  })
  await expect(twice).rejects.toThrow('test-twice')
  expect(await run(tx => tx.query(named))).toEqual([{ one: 1 }])
})

test('notices and notifications in between disturb nobody', async () => {
  const client = await db.database.app.connect()
  const heard: string[] = []
  client.on('notice', notice => heard.push(notice.message!))
  client.on('notification', ({ payload }) => heard.push(payload!))
  await client.query('listen told')
  const { release } = client
  const pool = { app: { connect: async () => Object.assign(client, { release: () => {} }) } } as never

  const rows = await inTransaction(pool, async tx => {
    tx.write({ name: 'test-tell', text: 'select app.tell()' })
    const told = await tx.query({ name: 'test-told', text: 'select app.tell() as told' })
    tx.write(add, [1])
    return told
  })

  expect(rows).toEqual([{ told: 1 }])
  await client.query('unlisten told')
  expect(heard.toSorted()).toEqual(['hear, hear', 'hear, hear', 'news'])
  release.call(client)
})

test('a copy in a batch is refused, and only its connection is lost', async () => {
  const copy = { name: 'test-copy', text: 'copy app.step (n) from stdin' }
  await expect(run(tx => tx.query(copy))).rejects.toThrow('no rows to copy')
  for (let i = 0; i < 8; i++) await run(tx => tx.query(backend))
})
