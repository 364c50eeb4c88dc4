import crypto from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { silentLog } from '../base/log.ts'
import { openDatabase } from './database.ts'
import { migrate, readMigrations, type Migration } from './migrate.ts'

let db: TestDatabase
beforeEach(async () => void (db = await testDatabase()))
afterEach(() => db.drop())

const extra = (text: string, file = '9001-extra.sql'): Migration => ({
  file,
  text,
  hash: crypto.createHash('sha256').update(text).digest('hex'),
})

test('a migrated database has nothing left to apply', async () => {
  expect(await migrate(db.database, silentLog)).toEqual([])
})

test('a new file is applied once, also when two nodes start at once', async () => {
  const migrations = [...readMigrations(), extra('create table jw.extra (id int)')]

  const applied = await Promise.all([
    migrate(db.database, silentLog, migrations),
    migrate(db.database, silentLog, migrations),
  ])

  expect(applied.flat()).toEqual(['9001-extra.sql'])
})

test('a file that fails leaves nothing behind and can be applied when it is repaired', async () => {
  const broken = [...readMigrations(), extra('create table jw.extra (id int); select 1/0')]
  await expect(migrate(db.database, silentLog, broken)).rejects.toThrow('division by zero')

  const repaired = [...readMigrations(), extra('create table jw.extra (id int)')]

  expect(await migrate(db.database, silentLog, repaired)).toEqual(['9001-extra.sql'])
})

test('an applied file that was edited is refused by name', async () => {
  await migrate(db.database, silentLog, [...readMigrations(), extra('select 1')])

  const edited = migrate(db.database, silentLog, [...readMigrations(), extra('select 2')])

  await expect(edited).rejects.toMatchObject({
    code: 'store.migration_changed',
    message: expect.stringContaining('9001-extra.sql'),
  })
})

test('a file that comes before an applied one is refused', async () => {
  await migrate(db.database, silentLog, [...readMigrations(), extra('select 1')])

  const late = migrate(db.database, silentLog, [
    ...readMigrations(),
    extra('select 1', '9000-late.sql'),
    extra('select 1'),
  ])

  await expect(late).rejects.toMatchObject({ code: 'store.migration_out_of_order' })
})

test('a database of a newer engine is refused', async () => {
  await migrate(db.database, silentLog, [...readMigrations(), extra('select 1')])

  await expect(migrate(db.database, silentLog)).rejects.toMatchObject({ code: 'store.database_newer' })
})

test('the app role may neither change tables nor forge a migration', async () => {
  await expect(db.database.app.query('alter table jw.migration add column x int')).rejects.toThrow(/must be owner/)
  await expect(db.database.app.query("insert into jw.migration values ('9999-x.sql', '')")).rejects.toThrow(
    /permission denied/,
  )
})

test('a right that was taken from the app role stays taken when its rights are granted again', async () => {
  await db.database.owner.query(
    "create table jw.locked (id int); select jw.restrict_app('jw.locked', '{update,delete}')",
  )

  await db.database.owner.query('select jw.grant_to_app()')

  await db.database.app.query('insert into jw.locked values (1)')
  await expect(db.database.app.query('delete from jw.locked')).rejects.toThrow(/permission denied/)
})

test('a user of another name gets the rights of the app role', async () => {
  const name = `other_app_${process.pid}`
  await db.database.owner.query(`create role ${name} login password 'secret'`)
  const url = Object.assign(new URL(db.url), { username: name, password: 'secret' }).href
  const database = await openDatabase({ url, ownerUrl: db.ownerUrl, log: silentLog })

  await migrate(database, silentLog)

  expect((await database.app.query('select count(*)::int as n from jw.migration')).rows[0].n).toBeGreaterThan(0)
  await database.close()
  await db.database.owner.query(`revoke jingwei_app from ${name}; drop role ${name}`)
})
