import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { entityModel } from '../../../tests/support/entity-model.ts'
import { silentLog } from '../base/log.ts'
import type { EntityModel, FieldModel } from '../metadata/entity-model.ts'
import { applySchemaChange } from './schema-change.ts'
import { contractSchema } from './schema-contract.ts'
import { BATCH } from './schema-copy.ts'

let db: TestDatabase
beforeEach(async () => void (db = await testDatabase()))
afterEach(() => db.drop())

const item = (name: string, type: FieldModel['type'], more: Partial<FieldModel> = {}): EntityModel =>
  entityModel('item', [{ name, type, ...more }])
const apply = (...models: EntityModel[]) => applySchemaChange(db.database, models, silentLog)
const contract = (...models: EntityModel[]) => contractSchema(db.database, models, silentLog)
const query = async (sql: string, values: unknown[] = []) => (await db.database.app.query(sql, values)).rows
const insert = (column: string, value: unknown) =>
  query(`insert into app.item (id, created_at, updated_at, ${column}) values (gen_random_uuid(), now(), now(), $1)`, [
    value,
  ])
const columns = async (): Promise<string[]> =>
  (
    await query(
      `select attname from pg_attribute where attrelid = 'app.item'::regclass and attnum > 6 and not attisdropped order by attnum`,
    )
  ).map(row => row.attname)
/** As if the switch had been long ago. */
const later = () => db.database.owner.query(`update jw.schema_copy set changed_at = now() - interval '1 hour'`)

test('a renamed field takes its values along, and both names work until the old one is out of use', async () => {
  await apply(item('amount', 'integer'))
  await query(
    `insert into app.item (id, created_at, updated_at, amount) select gen_random_uuid(), now(), now(), n from generate_series(1, $1::int) n`,
    [BATCH + 10],
  )
  const renamed = item('total', 'integer', { renamedFrom: 'amount' })

  await apply(renamed)
  await insert('amount', 5)
  await insert('total', 6)
  await query('update app.item set amount = 50 where total = 5')
  await query('update app.item set total = 60 where amount = 6')

  expect(await query('select from app.item where total is distinct from amount or total is null')).toEqual([])
  expect(await query('select total from app.item where total in (50, 60)')).toHaveLength(6)

  // when it is in force, and when nobody runs on the old name any more
  await contract(renamed)
  expect(await columns()).toEqual(['amount', 'total'])
  await later()
  await contract(renamed)

  expect(await columns()).toEqual(['total'])
  expect(await query('select count(total)::int as n from app.item')).toEqual([{ n: BATCH + 12 }])
  expect(
    await query(`select proname from pg_proc where pronamespace = 'jw'::regnamespace and proname like 'copy%'`),
  ).toEqual([])
})

test('a field may get another type with its new name; what was written before is kept as it was', async () => {
  await apply(item('code', 'text'))
  for (const value of ['012', '-7', null]) await insert('code', value)
  const renamed = item('number', 'integer', { renamedFrom: 'code' })

  await apply(renamed)
  await contract(renamed)
  await later()
  await contract(renamed)

  expect(await query('select code, number from app.item order by number')).toEqual([
    { code: '-7', number: -7 },
    { code: '012', number: 12 },
    { code: null, number: null },
  ])
})

test('values that are none of the new type refuse the rename before anything is copied', async () => {
  await apply(item('code', 'text'))
  await insert('code', 'twelve')

  await expect(apply(item('number', 'integer', { renamedFrom: 'code' }))).rejects.toMatchObject({
    code: 'store.schema_change_conflict',
    message: expect.stringContaining('item.code'),
  })

  expect(await columns()).toEqual(['code'])
})

test('the values of a field that was removed before are not overwritten by a rename', async () => {
  await apply(
    entityModel('item', [
      { name: 'amount', type: 'integer' },
      { name: 'total', type: 'integer' },
    ]),
  )
  await insert('total', 1)
  await apply(item('amount', 'integer'))

  await expect(apply(item('total', 'integer', { renamedFrom: 'amount' }))).rejects.toMatchObject({
    code: 'store.schema_change_conflict',
    message: expect.stringContaining('purge'),
  })
})

test.each([
  ['at once', false],
  ['long after', true],
])('restoring the definition before a rename brings the values back under the old name, %s', async (_, isLong) => {
  const before = item('amount', 'integer')
  await apply(before)
  await insert('amount', 1)
  const renamed = item('total', 'integer', { renamedFrom: 'amount' })
  await apply(renamed)
  await contract(renamed)
  if (isLong) {
    await later()
    await contract(renamed)
  }
  await insert('total', 2)

  await apply(before)
  await contract(before)

  expect(await query('select amount from app.item order by 1')).toEqual([{ amount: 1 }, { amount: 2 }])
  // and forward once more
  await insert('amount', 3)
  await apply(renamed)
  expect(await query('select total from app.item order by 1')).toEqual([{ total: 1 }, { total: 2 }, { total: 3 }])
})

test('an old name that is used for something new begins empty, and a later rename does not touch it', async () => {
  await apply(item('amount', 'integer'))
  await insert('amount', 1)
  const renamed = item('total', 'integer', { renamedFrom: 'amount' })
  await apply(renamed)
  await contract(renamed)
  await later()
  await contract(renamed)

  await apply(
    entityModel('item', [
      { name: 'total', type: 'integer' },
      { name: 'amount', type: 'integer' },
    ]),
  )
  expect(await query('select total, amount from app.item')).toEqual([{ total: 1, amount: null }])
  await query('update app.item set amount = 9')

  await apply(item('amount', 'integer'))
  expect(await query('select amount from app.item')).toEqual([{ amount: 9 }])
})

test('a copy that was cut short goes on behind the last batch', async () => {
  await apply(item('amount', 'integer'))
  await query(
    `insert into app.item (id, created_at, updated_at, amount) select gen_random_uuid(), now(), now(), n from generate_series(1, $1::int) n`,
    [3 * BATCH],
  )
  const renamed = item('total', 'integer', { renamedFrom: 'amount' })
  await apply(renamed)
  // given the state after the first batch
  await db.database.owner.query(`
    update jw.schema_copy set state = 'copying', last_id = (select id from app.item order by id offset ${BATCH - 1} limit 1);
    delete from jw.schema_state;
    alter table app.item disable trigger all;
    update app.item set total = null where id > (select last_id from jw.schema_copy);
    alter table app.item enable trigger all`)

  await apply(renamed)

  expect(await query('select from app.item where total is distinct from amount')).toEqual([])
})
