import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { silentLog } from '../base/log.ts'
import { openDatabase } from './database.ts'

let db: TestDatabase
beforeAll(async () => void (db = await testDatabase()))
afterAll(() => db.drop())

test('an address of another kind is named as such', async () => {
  await expect(openDatabase({ url: 'mysql://host/db', log: silentLog })).rejects.toMatchObject({
    code: 'store.bad_database_url',
  })
  await expect(openDatabase({ url: 'not an address', log: silentLog })).rejects.toMatchObject({
    code: 'store.bad_database_url',
  })
})

test('a server that does not answer is named without its password', async () => {
  const opening = openDatabase({ url: 'postgresql://me:secret@127.0.0.1:9/db', log: silentLog })

  await expect(opening).rejects.toMatchObject({
    code: 'store.database_unreachable',
    message: expect.stringContaining('127.0.0.1:9/db'),
  })
  await expect(opening).rejects.not.toMatchObject({ message: expect.stringContaining('secret') })
})

test('one address means one role and one pool', async () => {
  const database = await openDatabase({ url: db.ownerUrl, log: silentLog })

  expect(database.singleRole).toBe(true)
  expect(database.app).toBe(database.owner)
  expect(database.serverVersion).toBeGreaterThanOrEqual(150_000)
  await database.close()
})

test('two addresses mean two roles', () => {
  expect(db.database.singleRole).toBe(false)
  expect(db.database.app).not.toBe(db.database.owner)
})
