import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { createPublishLock, PublishingBusy } from './publish-lock.ts'

let db: TestDatabase
beforeAll(async () => void (db = await testDatabase()))
afterAll(() => db.drop())

const insert = { name: 'test-insert', text: 'insert into test_step (n) values ($1)' }

test('two nodes never work at the same time', async () => {
  const nodes = [createPublishLock(db.database), createPublishLock(db.database)]
  let inside = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++inside)
    await new Promise(resolve => setTimeout(resolve, 5))
    inside--
  }

  await Promise.all([0, 1, 0, 1, 0, 1].map(i => nodes[i]!.alone(work)))

  expect(most).toBe(1)
})

test('those who wait hold no connection: the one in front can open further ones', async () => {
  const lock = createPublishLock(db.database)
  const query = () => db.database.owner.query('select 1')

  const all = Array.from({ length: 12 }, () => lock.alone(() => Promise.all([query(), query(), query()])))

  expect(await Promise.all(all)).toHaveLength(12)
})

test('who waits too long is told to come back', async () => {
  const [first, second] = [createPublishLock(db.database), createPublishLock(db.database, 0)]

  await first.alone(async () => {
    await expect(second.alone(async () => {})).rejects.toThrow(PublishingBusy)
  })

  expect(await second.alone(async () => 'free again')).toBe('free again')
})

test('work that throws gives the lock back, and its transaction leaves nothing', async () => {
  await db.database.owner.query('create table test_step (n int)')
  const lock = createPublishLock(db.database, 0)

  const failing = lock.alone(session =>
    session.transaction(async tx => {
      await tx.query(insert, [1])
      throw new Error('no')
    }),
  )

  await expect(failing).rejects.toThrow('no')
  expect(await lock.alone(session => session.tx.query({ name: 'test-read', text: 'select n from test_step' }))).toEqual(
    [],
  )
})
