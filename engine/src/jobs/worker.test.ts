import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { silentLog, type Log } from '../base/log.ts'
import { inTransaction } from '../store/transaction.ts'
import { migrateJobs } from './job-schema.ts'
import { writeOutbox } from './outbox.ts'
import { startWorker, type JobTask } from './worker.ts'

let fresh: TestDatabase

beforeAll(async () => {
  fresh = await testDatabase()
  await migrateJobs(fresh.database.owner, silentLog)
})
afterAll(() => fresh.drop())

test('the application role, which owns nothing, enqueues in its transaction and a worker does the jobs', async () => {
  const { database } = fresh
  const seen = collector(3)
  const worker = await startWorker({
    pool: database.app,
    tasks: { greet: seen.task },
    log: silentLog,
    pollIntervalMs: 50,
  })

  await inTransaction(database, async tx =>
    writeOutbox(
      tx,
      ['a', 'b', 'c'].map(who => ({ task: 'greet', payload: { who } })),
    ),
  )
  const payloads = await seen.all
  await worker.stop()

  expect(new Set(payloads.map(p => p['who']))).toEqual(new Set(['a', 'b', 'c']))
  expect(await waiting('greet')).toEqual([])
})

test('a message of a transaction that was rolled back is never sent', async () => {
  const { database } = fresh
  const command = inTransaction(database, async tx => {
    writeOutbox(tx, [{ task: 'lost', payload: {} }])
    await tx.query({ name: 'test-send-what-waits', text: 'select 1' })
    throw new Error('changed my mind')
  })

  await expect(command).rejects.toThrow('changed my mind')
  expect(await waiting('lost')).toEqual([])
})

test('the later of two messages with one key replaces the earlier, in one command and across commands', async () => {
  const { database } = fresh
  const send = (...values: number[]) =>
    inTransaction(database, async tx =>
      writeOutbox(
        tx,
        values.map(value => ({ task: 'keyed', payload: { value }, key: 'k' })),
      ),
    )

  await send(1, 2)
  await send(3)

  expect(await waiting('keyed')).toEqual([{ value: 3 }])
})

test('a failing job is tried again and its failures are logged without the words of the error', async () => {
  const { database } = fresh
  const lines: { level: string; fields: object }[] = []
  const done = collector(1)
  const flaky: JobTask = async (payload, job) => {
    if (job.attempt === 1) throw new Error('mailbox wang@example.com unknown')
    await done.task(payload, job)
  }
  const worker = await startWorker({ pool: database.app, tasks: { flaky }, log: recording(lines), pollIntervalMs: 50 })

  await inTransaction(database, async tx => writeOutbox(tx, [{ task: 'flaky', payload: { n: 1 } }]))
  // Without this the test would wait e seconds for the back-off of the worker.
  await makeDueOnceFailed('flaky')
  await done.all
  await worker.stop()

  expect(lines.filter(line => line.level === 'warn')).toHaveLength(1)
  expect(JSON.stringify(lines)).not.toContain('wang@example.com')
})

test('stopping lets the running job finish', async () => {
  const { database } = fresh
  const started = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  let finished = false
  const slow: JobTask = async () => {
    started.resolve()
    await release.promise
    finished = true
  }
  const worker = await startWorker({ pool: database.app, tasks: { slow }, log: silentLog, pollIntervalMs: 50 })
  await inTransaction(database, async tx => writeOutbox(tx, [{ task: 'slow', payload: {} }]))
  await started.promise

  const stopped = worker.stop()
  release.resolve()
  await stopped

  expect(finished).toBe(true)
  expect(await waiting('slow')).toEqual([])
})

test('a job whose worker was killed is done by the next one, a job of a living worker is left to it', async () => {
  const { database } = fresh
  await inTransaction(database, async tx =>
    writeOutbox(
      tx,
      ['dead', 'alive'].map(of => ({ task: 'left', payload: { of } })),
    ),
  )
  await database.owner.query(
    `update graphile_worker._private_jobs set attempts = 1, locked_at = now() - interval '1 minute', locked_by = 'pool-' || (payload->>'of')
     where payload->>'of' is not null`,
  )
  const living = await database.owner.connect()
  await living.query(`select pg_advisory_lock(hashtextextended('pool-alive', 0))`)
  const done = collector(1)

  const worker = await startWorker({
    pool: database.app,
    tasks: { left: done.task },
    log: silentLog,
    pollIntervalMs: 50,
  })
  const payloads = await done.all
  await worker.stop()
  living.release(true)

  expect(payloads).toEqual([{ of: 'dead' }])
  expect(await waiting('left')).toEqual([{ of: 'alive' }])
})

test('preparing the queue twice, also at the same time, changes nothing', async () => {
  const { owner } = fresh.database

  await expect(Promise.all([migrateJobs(owner, silentLog), migrateJobs(owner, silentLog)])).resolves.toBeDefined()
})

function collector(count: number): { task: JobTask; all: Promise<Record<string, unknown>[]> } {
  const payloads: Record<string, unknown>[] = []
  const { promise, resolve } = Promise.withResolvers<Record<string, unknown>[]>()
  const task: JobTask = async payload => {
    if (payloads.push(payload) === count) resolve(payloads)
  }
  return { task, all: promise }
}

function recording(lines: { level: string; fields: object }[]): Log {
  const at = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, fields: { ...fields, message } })
  const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error'), child: () => log }
  return log
}

async function waiting(task: string): Promise<unknown[]> {
  const { rows } = await fresh.database.owner.query<{ payload: unknown }>(
    'select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = $1',
    [task],
  )
  return rows.map(row => row.payload)
}

async function makeDueOnceFailed(task: string): Promise<void> {
  for (;;) {
    const { rowCount } = await fresh.database.owner.query(
      `update graphile_worker._private_jobs j set run_at = now() from graphile_worker._private_tasks t
       where t.id = j.task_id and t.identifier = $1 and j.attempts = 1 and j.locked_at is null`,
      [task],
    )
    if (rowCount === 1) return
    await new Promise(resolve => setImmediate(resolve))
  }
}
