import { afterAll, beforeAll, expect, test } from 'vitest'
import { testRunner, type TestRunner } from '../../../tests/support/command-runner.ts'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { watchPackets } from '../../../tests/support/watch-packets.ts'
import { snapshotWith } from '../../../tests/support/snapshot.ts'
import { defineFunction } from '../host/sdk/define-function.ts'
import { CommandBusy } from './command.ts'
import type { Principal, Statement } from './context.ts'
import { reader } from '../store/transaction.ts'
import { forgetOldKeys, IdempotencyKeyReused } from './idempotency.ts'

const principal: Principal = { accountId: 'a1', personId: null, name: 'test', roles: [], user: {} }
const fact = { action: 'thing.done', subjectKind: 'thing', subjectId: '1' }
const add: Statement = { name: 'test-add', text: 'insert into app.thing (n) values ($1)' }

let db: TestDatabase
let runner: TestRunner

beforeAll(async () => {
  db = await testDatabase()
  await db.database.owner.query('create table app.thing (n int)')
  const double = defineFunction({
    name: 'test.double',
    title: 'double',
    effect: 'pure',
    input: {},
    output: {},
    run: ({ n }: { n: number }) => n * 2,
  })
  const ship = defineFunction({
    name: 'test.ship',
    title: 'ship',
    effect: 'external',
    input: {},
    output: {},
    run: () => 1,
  })
  runner = testRunner({
    database: db.database,
    snapshot: snapshotWith({}),
    functions: [double, ship],
    operations: { thing: { double: (_name, { n }, ctx) => ctx.call('test.double', { n }) } },
  })
})
afterAll(() => db.drop())

const count = async (table: string) =>
  Number((await db.database.app.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]!.n)

test('what a command changes and its audit entries commit together', async () => {
  await runner.commands.run(principal, { name: 'thing.do', cause: 'test' }, async ctx => {
    await ctx.tx.query(add, [1])
    ctx.audit({ ...fact, changes: { n: [null, '1'] }, reason: 'because' })
  })

  const { rows } = await db.database.app.query('select * from jw.audit_entry where subject_kind = $1', ['thing'])
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    account_id: 'a1',
    command: 'thing.do',
    cause: 'test',
    action: 'thing.done',
    changes: { n: [null, '1'] },
    reason: 'because',
  })
  expect(rows[0].at.toISOString()).toBe('2026-03-02T01:00:00.000Z')
  expect(await count('app.thing')).toBe(1)
})

test('a command that throws leaves nothing behind', async () => {
  const before = [await count('app.thing'), await count('jw.audit_entry')]

  const failing = runner.commands.run(principal, { name: 'thing.do', cause: 'test', requestId: 'k0' }, async ctx => {
    await ctx.tx.query(add, [2])
    ctx.audit(fact)
    throw new Error('no')
  })

  await expect(failing).rejects.toThrow('no')
  expect([await count('app.thing'), await count('jw.audit_entry')]).toEqual(before)
  expect(await count('jw.idempotency')).toBe(0)
})

test('a command waits for the database as often as it asks, and once to commit with all that it writes', async () => {
  const act = (work: Parameters<typeof runner.commands.run>[2], requestId?: string) =>
    runner.commands.run(principal, { name: 'thing.do', cause: 'test', ...(requestId && { requestId }) }, async ctx => {
      ctx.audit(fact)
      return work(ctx)
    })
  const { sent, stop } = watchPackets(db.database.app)
  const waitsOf = async (...given: Parameters<typeof act>): Promise<number> => {
    sent.length = 0
    await act(...given)
    return sent.length
  }

  expect(await waitsOf(async ctx => ctx.tx.write(add, [8]))).toBe(1)
  expect(await waitsOf(async ctx => ctx.tx.query(add, [8]))).toBe(2)
  expect(await waitsOf(async ctx => ctx.tx.query(add, [8]), 'k-waits')).toBe(3)
  stop()
})

test('a flush that one flush registers still runs before the commit, each key once', async () => {
  const order: string[] = []
  await runner.commands.run(principal, { name: 'thing.do', cause: 'test' }, async ctx => {
    ctx.beforeCommit('a', async () => {
      order.push('a')
      ctx.beforeCommit('b', async () => void order.push('b'))
    })
    ctx.beforeCommit('a', async () => void order.push('again'))
    ctx.afterCommit(() => order.push('after'))
  })

  expect(order).toEqual(['a', 'b', 'after'])
})

test('the same key gives the same answer and does the work once', async () => {
  let runs = 0
  const once = () =>
    runner.commands.run(
      principal,
      { name: 'thing.do', cause: 'test', requestId: 'k1', requestHash: 'h' },
      async () => ({ run: ++runs }),
    )

  const answers = await Promise.all([once(), once(), once()])

  expect(answers).toEqual([{ run: 1 }, { run: 1 }, { run: 1 }])
  expect(runs).toBe(1)
})

test('the same key for another request is refused', async () => {
  const ask = (requestHash: string) =>
    runner.commands.run(principal, { name: 'thing.do', cause: 'test', requestId: 'k2', requestHash }, async () => 1)
  await ask('one')

  await expect(ask('two')).rejects.toThrow(IdempotencyKeyReused)
})

test('a serialisation failure begins the command anew, three times at most', async () => {
  let runs = 0
  const conflict = (failures: number) =>
    runner.commands.run(principal, { name: 'thing.do', cause: 'test' }, async () => {
      if (runs++ < failures) throw Object.assign(new Error('conflict'), { code: '40001' })
      return runs
    })

  await expect(conflict(3)).resolves.toBe(4)
  runs = 0
  await expect(conflict(4)).rejects.toThrow(CommandBusy)
})

test('kinds and functions are reached by name; external functions are not run inline', async () => {
  const ask = (work: Parameters<typeof runner.commands.run>[2]) =>
    runner.commands.run(principal, { name: 'x', cause: 'test' }, work)

  await expect(ask(ctx => ctx.run('thing', 't', 'double', { n: 2 }))).resolves.toBe(4)
  await expect(ask(ctx => ctx.run('thing', 't', 'triple', {}))).rejects.toMatchObject({
    code: 'runtime.unknown_operation',
  })
  await expect(ask(ctx => ctx.call('test.dubble', {}))).rejects.toThrow('did you mean test.double?')
  await expect(ask(ctx => ctx.call('test.ship', {}))).rejects.toMatchObject({
    code: 'runtime.external_function_inline',
  })
})

test('a read collects nothing', async () => {
  await expect(runner.commands.read(principal, async ctx => ctx.audit(fact))).rejects.toMatchObject({
    code: 'runtime.write_in_read',
  })
})

test('the answer under a key is forgotten after a day, not before', async () => {
  const keys = async () => (await db.database.app.query(`select key from jw.idempotency where key = 'k3'`)).rowCount
  await runner.commands.run(principal, { name: 'thing.do', cause: 'test', requestId: 'k3' }, async () => 1)

  runner.clock.advance(23 * 3_600_000)
  await forgetOldKeys(reader(db.database), runner.clock)
  expect(await keys()).toBe(1)
  runner.clock.advance(2 * 3_600_000)
  await forgetOldKeys(reader(db.database), runner.clock)
  expect(await keys()).toBe(0)
})
