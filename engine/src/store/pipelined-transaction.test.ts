import type { Duplex } from 'node:stream'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { watchPackets } from '../../../tests/support/watch-packets.ts'
import type { Statement, Transaction } from '../runtime/context.ts'
import { isStalePlan } from './stale-plan.ts'
import { CommitUnknown, FailureUnheard, TransactionOver, WriteOutsideTransaction } from './store-errors.ts'
import { inTransaction, reader, transactionOf } from './transaction.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase({ maxConnections: 4 })
  await db.database.owner.query(`
    create table app.step (n int primary key, at xid8 not null default pg_current_xact_id());
    create table app.kept (n int primary key,
      parent int references app.kept (n) deferrable initially deferred);
    create table app.value (amount numeric)`)
})
afterAll(() => db.drop())
beforeEach(() => db.database.owner.query('truncate app.step, app.kept, app.value'))

const add: Statement = { name: 'test-add-step', text: 'insert into app.step (n) values ($1)' }
const steps: Statement = { name: 'test-steps', text: 'select n, at::text from app.step order by n' }
const keep: Statement = { name: 'test-keep', text: 'insert into app.kept (n, parent) values ($1, $2)' }
const backend: Statement = { name: 'test-backend', text: 'select pg_backend_pid() as pid' }
const dieHere: Statement = { name: 'test-die', text: 'select pg_terminate_backend(pg_backend_pid())' }

const numbers = async () => (await db.database.owner.query<{ n: number }>(`select n from app.step order by n`)).rows
const run = <T>(work: (tx: Transaction) => Promise<T>) => inTransaction(db.database, work)
const writing = (work: (tx: Transaction) => void) => run(async tx => work(tx))

async function packetsOf(work: (tx: Transaction) => Promise<unknown>): Promise<string[]> {
  // Once before, so that everything is prepared.
  for (let i = 0; i < 4; i++) await run(work).catch(() => {})
  await db.database.owner.query('truncate app.step')
  const { sent, stop } = watchPackets(db.database.app)
  try {
    await run(work)
  } finally {
    stop()
  }
  return sent
}

test('a transaction that only writes is one batch, and one transaction', async () => {
  const sent = await packetsOf(async tx => {
    tx.write(add, [1])
    tx.write(add, [2])
  })

  expect(sent).toEqual(['BEBES'])
  const rows = await reader(db.database).query<{ n: number; at: string }>(steps)
  expect(rows.map(row => row.n)).toEqual([1, 2])
  expect(new Set(rows.map(row => row.at)).size).toBe(1)
})

test('begin goes with the first query, writes with what comes next, the last ones with the commit', async () => {
  const sent = await packetsOf(async tx => {
    await tx.query(steps)
    tx.write(add, [1])
    await tx.query(steps)
    tx.write(add, [2])
  })

  // The first: begin, its setting, the query.
  expect(sent).toEqual(['BEBEBES', 'BEBES', 'BEBES'])
})

test('a command that sends nothing asks the server nothing, whether it ends or throws', async () => {
  expect(await packetsOf(async () => 1)).toEqual([])
  const { sent, stop } = watchPackets(db.database.app)
  await expect(run(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(writing(tx => (tx.write(add, [1]), fail()))).rejects.toThrow('no')
  stop()
  expect(sent).toEqual([])
})

const fail = (): never => {
  throw new Error('no')
}

test('queries and writes take effect in the order they were given, also those that are not awaited one by one', async () => {
  const seen = await run(async tx => {
    tx.write(add, [1])
    const first = tx.query<{ n: number }>(steps)
    tx.write(add, [2])
    const second = tx.query<{ n: number }>(steps)
    return Promise.all([first, second])
  })

  expect(seen.map(rows => rows.map(row => row.n))).toEqual([[1], [1, 2]])
})

test('an error in the middle of a batch undoes all of it, and the connection serves the next one', async () => {
  const failing = writing(tx => {
    tx.write(add, [1])
    tx.write(add, [1])
    tx.write(add, [2])
  })

  await expect(failing).rejects.toBeInstanceOf(pg.DatabaseError)
  await expect(failing).rejects.toMatchObject({ code: '23505', table: 'step' })
  expect(await numbers()).toEqual([])
  for (let i = 0; i < 8; i++) await writing(tx => tx.write(add, [10 + i]))
  expect(await numbers()).toHaveLength(8)
})

test('an error of a write is thrown by the query that carries it, and undoes what was before', async () => {
  const failing = run(async tx => {
    await tx.query(add, [1])
    tx.write(add, [1])
    await tx.query(steps)
  })

  await expect(failing).rejects.toMatchObject({ code: '23505' })
  expect(await numbers()).toEqual([])
})

test('an error of a write in the batch of the commit undoes everything', async () => {
  const failing = run(async tx => {
    await tx.query(add, [1])
    tx.write(add, [2])
    tx.write(add, [1])
  })

  await expect(failing).rejects.toMatchObject({ code: '23505' })
  expect(await numbers()).toEqual([])
})

test('an error of the commit itself undoes everything, with begin and without', async () => {
  const orphan = writing(tx => {
    tx.write(add, [1])
    tx.write(keep, [2, 1])
  })
  const later = run(async tx => {
    await tx.query(add, [1])
    tx.write(keep, [2, 1])
  })

  for (const failing of [orphan, later]) await expect(failing).rejects.toMatchObject({ code: '23503', table: 'kept' })
  expect(await numbers()).toEqual([])
  for (let i = 0; i < 8; i++) await writing(tx => tx.write(keep, [i, null]))
})

test('a failure that the work did not heed is told at the commit, which the server made a rollback', async () => {
  const deaf = run(async tx => {
    await tx.query(add, [1])
    await tx.query(add, [1]).catch(() => {})
  })

  await expect(deaf).rejects.toBeInstanceOf(FailureUnheard)
  await expect(deaf).rejects.toMatchObject({ cause: { code: '23505' } })
  expect(await numbers()).toEqual([])
})

test('a connection that is killed before the commit: nothing was done, and that is certain', async () => {
  const killed = [
    run(async tx => {
      await tx.query(add, [1])
      await tx.query(dieHere)
    }),
    writing(tx => {
      tx.write(add, [2])
      tx.write(dieHere)
      tx.write(add, [3])
    }),
    run(async tx => {
      await tx.query(add, [4])
      tx.write(dieHere)
    }),
  ].map(failing => failing.catch((error: unknown) => error))

  for (const error of await Promise.all(killed))
    expect(error).toMatchObject({ code: 'store.database_away', cause: { code: '57P01' } })
  expect(await numbers()).toEqual([])
  for (let i = 0; i < 8; i++) await run(tx => tx.query(backend))
})

test('a connection that is killed while nothing is asked of it is found by the next statement', async () => {
  const failing = run(async tx => {
    const [row] = await tx.query<{ pid: number }>(backend)
    tx.write(add, [1])
    await db.database.owner.query('select pg_terminate_backend($1, 5000)', [row!.pid])
  })

  await expect(failing).rejects.not.toBeInstanceOf(CommitUnknown)
  await expect(failing).rejects.toThrow()
  expect(await numbers()).toEqual([])
})

test('a connection that is lost in the commit: what was done is unknown, and is said to be', async () => {
  const { owner } = db.database
  await owner.query(`
    create function app.wait_for_owner() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock(77); return null; end $$;
    create constraint trigger wait_for_owner after insert on app.step deferrable initially deferred
      for each row execute function app.wait_for_owner()`)
  const holder = await owner.connect()

  for (const work of [
    async (tx: Transaction) => tx.write(add, [1]),
    async (tx: Transaction) => void (await tx.query(add, [2])),
  ]) {
    await holder.query('select pg_advisory_lock(77)')
    const acquired = new Promise<pg.PoolClient>(resolve => db.database.app.once('acquire', resolve))
    const outcome = run(work).catch((error: unknown) => error)
    await until(async () => (await holder.query('select from pg_locks where not granted')).rowCount === 1)
    const { connection } = (await acquired) as unknown as { connection: { stream: Duplex } }
    connection.stream.destroy(new Error('cable cut'))

    const error = await outcome
    expect(error).toBeInstanceOf(CommitUnknown)
    expect(error).toMatchObject({ code: 'store.commit_unknown', status: 503, cause: { message: 'cable cut' } })
    await holder.query('select pg_advisory_unlock(77)')
  }

  // both went on without us
  await until(async () => (await numbers()).length === 2)
  holder.release()
  await owner.query('drop trigger wait_for_owner on app.step')
})

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo()));
}

test('a plan that a change of the tables made stale fails as a whole, each time on one connection less', async () => {
  const amounts = { name: 'test-amounts', text: 'select amount from app.value' }
  // four transactions at once are on four connections
  const [begun, allBegun] = [new Set<object>(), Promise.withResolvers<void>()]
  const readAtOnce = async (tx: Transaction): Promise<void> => {
    await tx.query(amounts)
    if (begun.add(tx).size === 4) allBegun.resolve()
    await allBegun.promise
  }
  await Promise.all([1, 2, 3, 4].map(() => run(readAtOnce)))
  await db.database.owner.query('alter table app.value alter amount type text')

  const answers: unknown[] = []
  for (let i = 0; i < 5; i++) answers.push(await run(tx => tx.query(amounts)).catch(isStalePlan))

  expect(answers).toEqual([true, true, true, true, []])
  await db.database.owner.query('alter table app.value alter amount type numeric using null')
})

test('statements after the end are refused, and a reader takes no writes', async () => {
  let late!: Transaction
  await run(async tx => void (late = tx))

  await expect(late.query(backend)).rejects.toBeInstanceOf(TransactionOver)
  expect(() => late.write(add, [1])).toThrow(TransactionOver)
  expect(() => reader(db.database).write(add, [1])).toThrow(WriteOutsideTransaction)
  expect(() => transactionOf(db.database.owner).write(add, [1])).toThrow(WriteOutsideTransaction)
})

test('many at once on few connections: each sees its own, and all are there', async () => {
  const all = Array.from({ length: 200 }, (_, i) => i)
  const answers = await Promise.all(
    all.map(i =>
      run(async tx => {
        tx.write(add, [i])
        const [mine] = await tx.query<{ n: number }>(
          { name: 'test-mine', text: 'select n from app.step where n = $1' },
          [i],
        )
        tx.write(keep, [i, null])
        if (i % 10 === 0) tx.write(keep, [i, null])
        return mine!.n
      }).catch((error: pg.DatabaseError) => error.code),
    ),
  )

  expect(answers).toEqual(all.map(i => (i % 10 === 0 ? '23505' : i)))
  expect(await numbers()).toHaveLength(180)
})
