import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { silentLog } from '../base/log.ts'
import type { EntityModel, FieldModel } from '../metadata/entity-model.ts'
import { applySchemaChange, planSchemaChange } from './schema-change.ts'

let db: TestDatabase
beforeEach(async () => void (db = await testDatabase()))
afterEach(() => db.drop())

const field = (name: string, type: FieldModel['type'], more: Partial<FieldModel> = {}): FieldModel => ({
  name,
  title: `标题 '${name}';\n二`,
  type,
  required: true,
  readOnly: false,
  ...more,
})

const entity = (name: string, fields: FieldModel[], more: Partial<EntityModel> = {}): EntityModel => ({
  name,
  title: name,
  display: 'name',
  search: [],
  unique: [],
  indexes: [],
  reference: false,
  retention: null,
  fields,
  byName: Object.fromEntries(fields.map(f => [f.name, f])),
  states: null,
  validations: [],
  computeOrder: [],
  lookupOrder: [],
  ...more,
})

const money = { precision: 18, scale: 2 }
const customer = entity('customer', [field('name', 'text', { maxLength: 80 })])
const lines = field('lines', 'lines', { fields: [field('product', 'text'), field('gross', 'decimal', money)] })
const contract = (...more: FieldModel[]): EntityModel =>
  entity(
    'contract',
    [
      field('number', 'text'),
      field('customer', 'reference', { target: 'customer' }),
      field('kind', 'enum'),
      field('days', 'integer'),
      field('discount_pct', 'decimal', { precision: 7, scale: 4 }),
      field('anything', 'decimal'),
      field('urgent', 'boolean'),
      field('signed_on', 'date'),
      field('sent_at', 'instant'),
      field('tags', 'texts'),
      field('replaces', 'reference', { target: 'contract' }),
      lines,
      ...more,
    ],
    { unique: [['number']], indexes: [['kind', 'signed_on']] },
  )

const apply = (...models: EntityModel[]) => applySchemaChange(db.database, models, silentLog)

test('entities become tables in which the app role works and line items go with their record', async () => {
  await apply(customer, contract())

  const { app } = db.database
  const [c, k, l] = [
    '018f0000-0000-7000-8000-000000000001',
    '018f0000-0000-7000-8000-000000000002',
    '018f0000-0000-7000-8000-000000000003',
  ]
  await app.query('insert into app.customer (id, created_at, updated_at) values ($1, now(), now())', [c])
  await app.query(
    'insert into app.contract (id, created_at, updated_at, customer, discount_pct) values ($1, now(), now(), $2, $3)',
    [k, c, '12.5'],
  )
  await app.query('insert into app.contract_lines (id, parent, position, gross) values ($1, $2, 1, $3)', [
    l,
    k,
    '9999999999999999.99',
  ])

  expect(
    (
      await app.query(
        'select discount_pct, k.version, name from app.contract k join app.customer c on c.id = k.customer',
      )
    ).rows,
  ).toEqual([{ discount_pct: '12.5000', version: 1, name: null }])
  await expect(app.query('delete from app.customer')).rejects.toThrow(/foreign key constraint/)
  await app.query('delete from app.contract')
  expect((await app.query('select from app.contract_lines')).rowCount).toBe(0)
})

test('unchanged entities need no statement, also when the stored hash is not asked', async () => {
  await apply(customer, contract())
  expect(await apply(customer, contract())).toMatchObject({ statements: [] })

  await db.database.owner.query('delete from jw.schema_state')

  expect(await planSchemaChange(db.database, [customer, contract()])).toMatchObject({ statements: [] })
})

test('a new field becomes a column of the rows that are there', async () => {
  await apply(customer, contract())

  const change = await apply(customer, contract(field('remark', 'text')))

  expect(change.statements[0]).toBe('alter table "app"."contract" add "remark" text null;')
  expect(change.statements.every(statement => /remark/.test(statement))).toBe(true)
})

test('fields and entities that no definition names any more keep their data', async () => {
  await apply(customer, contract(field('remark', 'text')))

  const change = await apply(entity('contract', [field('number', 'text')]))

  expect(change.statements.join()).not.toMatch(/drop column|drop table/i)
  expect((await db.database.app.query('select remark, kind from app.contract')).rowCount).toBe(0)
})

test('a field that gets another type is refused and nothing is changed', async () => {
  await apply(customer)
  const changed = entity('customer', [field('name', 'date'), field('city', 'text')])

  await expect(apply(changed)).rejects.toMatchObject({
    code: 'store.unsafe_schema_change',
    message: expect.stringContaining('"name"'),
  })

  await expect(db.database.app.query('select city from app.customer')).rejects.toThrow(/does not exist/)
})

test('a reference may change its target as long as no value contradicts it', async () => {
  const account = entity('account', [field('name', 'text')])
  const order = (target: string) => entity('order', [field('customer', 'reference', { target })])
  await apply(customer, account, order('customer'))

  await apply(customer, account, order('account'))

  const { rows } = await db.database.app.query(
    `select confrelid::regclass::text as target, convalidated as looked from pg_constraint
     where contype = 'f' and conrelid = 'app.order'::regclass`,
  )
  expect(rows).toEqual([{ target: 'app.account', looked: true }])
})

test('a decimal that gets more digits after the point loses none before it, and rewrites no row', async () => {
  await apply(entity('item', [field('price', 'decimal', money)]))
  const file = `select pg_relation_filenode('app.item') as file`
  const { rows: before } = await db.database.owner.query(file)

  const change = await apply(entity('item', [field('price', 'decimal', { precision: 18, scale: 4 })]))

  expect(change.statements).toEqual(['alter table "app"."item" alter column "price" type numeric;'])
  expect((await db.database.owner.query(file)).rows).toEqual(before)
  expect((await apply(entity('item', [field('price', 'decimal', money)]))).statements).toEqual([])
})

test('a decimal may get more digits', async () => {
  await apply(entity('item', [field('price', 'decimal', money)]))

  const change = await apply(entity('item', [field('price', 'decimal', { precision: 20, scale: 4 })]))

  expect(change.statements).toHaveLength(1)
})

test('a uniqueness that stored rows break is refused with the reason', async () => {
  await apply(customer)
  await db.database.app.query(
    "insert into app.customer (id, created_at, updated_at, name) select gen_random_uuid(), now(), now(), 'same' from generate_series(1, 2)",
  )

  const change = apply({ ...customer, unique: [['name']] })

  await expect(change).rejects.toMatchObject({ code: 'store.schema_change_conflict' })
})

test.each(['row exclusive', 'access exclusive'])(
  'a table that others hold in %s mode for long is reported as busy',
  async mode => {
    await apply(customer)
    const other = await db.database.owner.connect()
    await other.query(`begin; lock table app.customer in ${mode} mode`)

    await expect(apply(entity('customer', [field('name', 'text'), field('city', 'text')]))).rejects.toMatchObject({
      code: 'store.schema_change_busy',
    })

    await other.query('rollback')
    other.release()
  },
)

test('two nodes that apply the same change at once both succeed', async () => {
  const changes = await Promise.all([apply(customer, contract()), apply(customer, contract())])

  expect(changes.filter(change => change.statements.length > 0)).toHaveLength(1)
})

test('names that clash or can not be used are refused', async () => {
  await expect(apply(customer, contract(), entity('contract_lines', []))).rejects.toMatchObject({
    code: 'store.table_name_taken',
  })
  await expect(apply(entity('x'.repeat(60), [{ ...lines, name: 'lines' }]))).rejects.toMatchObject({
    code: 'store.table_name_too_long',
  })
  await expect(apply(entity('thing', [field('constructor', 'text')]))).rejects.toMatchObject({
    code: 'store.column_name_reserved',
  })
})

test('long names of columns make index names that stay the same', async () => {
  const long = entity('very_long_entity_name_for_the_test', [
    field('an_even_longer_name_of_a_field_that_is_indexed', 'text'),
  ])
  const models = [
    {
      ...long,
      unique: [['an_even_longer_name_of_a_field_that_is_indexed']],
      indexes: [['an_even_longer_name_of_a_field_that_is_indexed']],
    },
  ]
  await apply(...models)

  await db.database.owner.query('delete from jw.schema_state')

  expect((await apply(...models)).statements).toEqual([])
})
