import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { entityModel } from '../../../tests/support/entity-model.ts'
import { systemClock } from '../base/clock.ts'
import { silentLog } from '../base/log.ts'
import type { EntityModel } from '../metadata/entity-model.ts'
import { applySchemaChange } from '../store/schema-change.ts'
import { contractSchema } from '../store/schema-contract.ts'
import { systemPrincipal } from './command-runner.ts'
import { keptData, purgeData } from './purge-data.ts'

let db: TestDatabase
beforeEach(async () => {
  db = await testDatabase()
  await apply(...before)
  await query(
    `insert into app.customer (id, created_at, updated_at, name) values ('018f0000-0000-7000-8000-000000000001', now(), now(), 'one')`,
  )
  await query(
    `insert into app.contract (id, created_at, updated_at, number, remark, customer)
     values (gen_random_uuid(), now(), now(), 'C-1', 'secret', '018f0000-0000-7000-8000-000000000001')`,
  )
})
afterEach(() => db.drop())

const number = { name: 'number', type: 'text' as const }
const remark = { name: 'remark', type: 'text' as const }
const reference = { name: 'customer', type: 'reference' as const, target: 'customer' }
const customer = entityModel('customer', [{ name: 'name', type: 'text' }])
const before = [customer, entityModel('contract', [number, remark, reference])]
const after = [entityModel('contract', [number])]

const apply = (...models: EntityModel[]) => applySchemaChange(db.database, models, silentLog)
const query = async (sql: string) => (await db.database.app.query(sql)).rows
const purge = (subject: string, inForce = after) =>
  purgeData({ database: db.database, clock: systemClock, log: silentLog }, inForce, {
    subject,
    reason: 'asked for',
    by: systemPrincipal,
  })

test('removed fields and entities keep their data until it is purged, which the audit trail knows', async () => {
  await apply(...after)
  expect(await keptData(db.database, after)).toEqual([
    { subject: 'contract.remark', rows: 1 },
    { subject: 'contract.customer', rows: 1 },
    { subject: 'customer', rows: 1 },
  ])

  await purge('contract.remark')
  await purge('customer')

  expect(await keptData(db.database, after)).toEqual([{ subject: 'contract.customer', rows: 1 }])
  expect(await query('select action, subject_id, reason, changes from jw.audit_entry order by seq')).toEqual([
    { action: 'data.purged', subject_id: 'contract.remark', reason: 'asked for', changes: { rows: 1 } },
    { action: 'data.purged', subject_id: 'customer', reason: 'asked for', changes: { rows: 1 } },
  ])
  expect(await query('select number from app.contract')).toEqual([{ number: 'C-1' }])
})

test('what is hidden does not keep anybody from deleting what it refers to', async () => {
  const inForce = [customer, entityModel('contract', [number])]
  await apply(...inForce)
  await contractSchema(db.database, inForce, silentLog)

  await query('delete from app.customer')

  await expect(apply(...before)).rejects.toMatchObject({ code: 'store.schema_change_conflict' })
  await query('update app.contract set customer = null')
  await apply(...before)
})

test('a field that comes back has its values again; one of another type is refused until they are purged', async () => {
  await apply(...after)

  await apply(...before)
  expect(await query('select remark from app.contract')).toEqual([{ remark: 'secret' }])

  await apply(...after)
  const other = entityModel('contract', [number, { name: 'remark', type: 'integer' }])
  await expect(apply(other)).rejects.toMatchObject({
    code: 'store.unsafe_schema_change',
    message: expect.stringContaining('purge'),
  })
  await purge('contract.remark')
  await apply(other)
  expect(await query('select remark from app.contract')).toEqual([{ remark: null }])
})

test('what is in force can not be purged, and a wrong name is told with the nearest one', async () => {
  await apply(...after)

  await expect(purge('contract.number')).rejects.toMatchObject({ code: 'data.still_in_force' })
  await expect(purge('contract')).rejects.toMatchObject({ code: 'data.still_in_force' })
  await expect(purge('contract.remarks')).rejects.toMatchObject({
    code: 'data.nothing_kept',
    message: expect.stringContaining('contract.remark?'),
  })
})
