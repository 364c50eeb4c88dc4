import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { entityModel } from '../../../tests/support/entity-model.ts'
import { silentLog } from '../base/log.ts'
import type { EntityModel } from '../metadata/entity-model.ts'
import { applySchemaChange } from './schema-change.ts'
import { contractSchema } from './schema-contract.ts'

let db: TestDatabase
beforeEach(async () => void (db = await testDatabase()))
afterEach(() => db.drop())

const fields = [
  { name: 'code', type: 'text' as const },
  { name: 'kind', type: 'text' as const },
]
const item = (more: Partial<EntityModel> = {}, list = fields): EntityModel => entityModel('item', list, more)
const strict = item({ unique: [['code'], ['code', 'kind']], indexes: [['kind']] })
const apply = (...models: EntityModel[]) => applySchemaChange(db.database, models, silentLog)
const contract = (...models: EntityModel[]) => contractSchema(db.database, models, silentLog)
const indexes = async (): Promise<string[]> => {
  const { rows } = await db.database.app.query(
    `select indexname as name from pg_indexes where schemaname = 'app' and indexname !~ '(pkey|created_at_id_index)$' order by 1`,
  )
  return rows.map(row => row.name)
}

test('constraints that a definition gives up stand until it is in force', async () => {
  await apply(strict)

  await apply(item())
  expect(await indexes()).toEqual(['item_code_kind_unique', 'item_code_unique', 'item_kind_index'])

  await contract(item())
  expect(await indexes()).toEqual([])
})

test('also those over a field that is removed', async () => {
  const without = item({}, fields.slice(0, 1))
  await apply(strict)

  await apply(without)
  await contract(without)

  expect(await indexes()).toEqual([])
})

test('a publication that never came into force leaves nothing that binds those in force', async () => {
  await apply(item())
  await apply(strict)

  await contract(item())

  expect(await indexes()).toEqual([])
})

test('nor does one that was killed halfway through its tables', async () => {
  await apply(item())
  await apply(strict)
  await db.database.owner.query(`update jw.schema_state set shape_hash = '', tables = '{}'`)

  await contract(item())

  expect(await indexes()).toEqual([])
})

test('another node that started meanwhile takes nothing from the definitions that come into force', async () => {
  await apply(item())
  await apply(strict)
  // a node that starts now applies what is in force, and does not hold the publishing lock
  await apply(item())

  await contract(strict)

  expect(await indexes()).toEqual(['item_code_kind_unique', 'item_code_unique', 'item_kind_index'])
})

test('indexes that a killed engine left unfinished are made again', async () => {
  await apply(item())
  const { owner } = db.database
  await owner.query(`
    insert into app.item (id, created_at, updated_at, code) select gen_random_uuid(), now(), now(), 'same' from generate_series(1, 2)`)
  await expect(
    owner.query('create unique index concurrently item_code_unique on app.item (code)'),
  ).rejects.toMatchObject({ code: '23505' })
  await owner.query(`update app.item set code = id::text`)

  await apply(strict)

  const { rows } = await owner.query(
    `select indisvalid as valid, conname as name from pg_index i join pg_class c on c.oid = indexrelid
     left join pg_constraint x on x.conindid = i.indexrelid where c.relname = 'item_code_unique'`,
  )
  expect(rows).toEqual([{ valid: true, name: 'item_code_unique' }])
})
