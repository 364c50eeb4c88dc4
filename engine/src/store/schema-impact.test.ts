import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { entityModel } from '../../../tests/support/entity-model.ts'
import { silentLog } from '../base/log.ts'
import type { EntityModel } from '../metadata/entity-model.ts'
import { applySchemaChange } from './schema-change.ts'
import { schemaImpact } from './schema-impact.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await applySchemaChange(db.database, before, silentLog)
  await db.database.app.query(
    `insert into app.customer (id, created_at, updated_at, name) select $1, now(), now(), 'one'`,
    [id(1)],
  )
  for (const [n, number, amount, kind, days] of ROWS)
    await db.database.app.query(
      `insert into app.contract (id, created_at, updated_at, number, amount, kind, days, customer)
       values ($1, now(), now(), $2, $3, $4, $5, $6)`,
      [id(n), number, amount, kind, days, id(1)],
    )
  await db.database.app.query(
    `insert into app.contract_lines (id, parent, position, note) values ($1, $2, 1, 'a long note')`,
    [id(90), id(11)],
  )
})
afterAll(() => db.drop())

const id = (n: number): string => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`
const ROWS: [number, string | null, string, string, string][] = [
  [11, 'A', '1.2500', 'sale', '30'],
  [12, 'A', '99999.0000', 'frame', 'a month'],
  [13, null, '3.1234', 'frame', '7'],
]

const customer = entityModel('customer', [{ name: 'name', type: 'text' }])
const enumOf = (...values: string[]) => ({
  name: 'kind',
  type: 'enum' as const,
  options: values.map(value => ({ value, title: value })),
})
const number = { name: 'number', type: 'text' as const, maxLength: 40 }
const amount = { name: 'amount', type: 'decimal' as const, precision: 18, scale: 4 }
const days = { name: 'days', type: 'text' as const }
const reference = { name: 'customer', type: 'reference' as const, target: 'customer' }
const note = { name: 'note', title: 'note', type: 'text' as const, required: false, readOnly: false }
const lines = (field: object = {}) => ({ name: 'lines', type: 'lines' as const, fields: [{ ...note, ...field }] })
const fields = [number, amount, enumOf('sale', 'frame'), days, reference, lines()]
const contract = (list: Parameters<typeof entityModel>[1] = fields, more: Partial<EntityModel> = {}): EntityModel =>
  entityModel('contract', list, more)
const before = [customer, contract()]

const impact = (...models: EntityModel[]) => schemaImpact(db.database, models, before)
const changed = (index: number, change: object) =>
  fields.map((field, i) => (i === index ? { ...field, ...change } : field))
const breaksOf = async (model: EntityModel) => (await impact(customer, model)).breaks

test('what is in force already breaks nothing', async () => {
  expect(await impact(...before)).toEqual({
    statements: [],
    breaks: [],
    removed: [],
    added: [],
    renamed: [],
    removedEntities: [],
    estimated: false,
  })
})

test('stricter rules list the rows that break them, and do not block', async () => {
  const found = await breaksOf(
    contract([
      { ...number, required: true },
      { ...amount, precision: 7, scale: 3, maximum: '1000' },
      enumOf('sale'),
      days,
      reference,
      lines({ maxLength: 5 }),
    ]),
  )

  expect(found).toEqual([
    expect.objectContaining({ field: 'number', problem: 'null_in_required', rows: 1, sample: [id(13)], blocks: false }),
    expect.objectContaining({ field: 'amount', problem: 'out_of_range', rows: 1, sample: [id(12)] }),
    expect.objectContaining({
      field: 'amount',
      problem: 'too_many_digits',
      rows: 2,
      sample: expect.arrayContaining([id(12), id(13)]),
      fixUp: { kind: 'round', scale: 3 },
    }),
    expect.objectContaining({
      field: 'kind',
      problem: 'not_an_option',
      rows: 2,
      fixUp: { kind: 'map_values', values: [{ value: 'frame', rows: 2 }], options: ['sale'] },
    }),
    expect.objectContaining({ field: 'lines.note', problem: 'too_long', rows: 1, sample: [id(11)] }),
  ])
  await expect(applySchemaChange(db.database, [customer, contract()], silentLog)).resolves.toBeDefined()
})

test('a required field that is new is empty in every row', async () => {
  const more = { name: 'region', type: 'text' as const, required: true, default: { literal: 'south' } }

  const { breaks, added } = await impact(customer, contract([...fields, more]))

  expect(breaks).toEqual([
    expect.objectContaining({ field: 'region', rows: 3, fixUp: { kind: 'set_value', value: 'south' } }),
  ])
  expect(added).toEqual([{ entity: 'contract', field: 'region', rowsWithValue: 0 }])
})

test('rows that are equal in what becomes unique block', async () => {
  const [found] = await breaksOf(contract(fields, { unique: [['number']] }))

  expect(found).toMatchObject({ field: 'number', problem: 'not_unique', blocks: true, rows: 2 })
  expect(found!.sample).toHaveLength(2)
})

test('a field of another type blocks, and can go on under a new name when its values fit', async () => {
  const [inPlace] = await breaksOf(contract(changed(3, { type: 'integer' })))
  const renamed = await impact(
    customer,
    contract(changed(3, { name: 'payment_days', type: 'integer', renamedFrom: 'days' })),
  )

  expect(inPlace).toMatchObject({ field: 'days', problem: 'other_type', blocks: true, rows: 3 })
  expect(renamed.breaks).toEqual([
    expect.objectContaining({
      field: 'payment_days',
      problem: 'not_a_number',
      blocks: true,
      rows: 1,
      sample: [id(12)],
    }),
  ])
  expect(renamed.renamed).toEqual([{ entity: 'contract', from: 'days', to: 'payment_days', rows: 3 }])
  expect(renamed.removed).toEqual([])
})

test('references to records that the new target does not have block', async () => {
  const account = entityModel('account', [{ name: 'name', type: 'text' }])

  const { breaks } = await impact(customer, account, contract(changed(4, { target: 'account' })))

  expect(breaks).toEqual([expect.objectContaining({ field: 'customer', problem: 'unknown_reference', rows: 3 })])
})

test('removed fields, line items and entities are listed with what they keep', async () => {
  const found = await impact(contract(fields.filter(field => field.name === 'number' || field.name === 'amount')))

  expect(found.removed).toEqual([
    { entity: 'contract', field: 'kind', rowsWithValue: 3 },
    { entity: 'contract', field: 'days', rowsWithValue: 3 },
    { entity: 'contract', field: 'customer', rowsWithValue: 3 },
    { entity: 'contract', field: 'lines', rowsWithValue: 1 },
  ])
  expect(found.removedEntities).toEqual([{ entity: 'customer', rows: 1 }])
  expect(found.statements).toContain('Hides customer; its records are kept until they are purged (1).')
})

test('looking writes nothing and leaves the connections as they were', async () => {
  await impact(customer, contract([{ ...number, required: true }]))

  const { rows } = await db.database.app.query(`select current_setting('default_transaction_read_only') as only`)
  expect(rows).toEqual([{ only: 'off' }])
})
