import { expect, test } from 'vitest'
import { compileFixture, testAllCodes, testFaults, type FaultRow } from '../../../../tests/support/definition-faults.ts'
import type { EntityModel } from '../../metadata/entity-model.ts'
import customer from './fixtures/customer.entity.json' with { type: 'json' }
import order from './fixtures/order.entity.json' with { type: 'json' }
import product from './fixtures/product.entity.json' with { type: 'json' }

const files = {
  'entities/order.entity.json': order,
  'entities/customer.entity.json': customer,
  'entities/product.entity.json': product,
}

const compiledOrder = async (): Promise<EntityModel> => {
  const { compiled } = await compileFixture(files)
  return compiled.get('fixture/entity/order')!.compiled as EntityModel
}

test('an entity compiles to a model with its fields in the author’s order', async () => {
  const model = await compiledOrder()

  expect(model.fields.map(field => [field.name, field.type])).toEqual([
    ['number', 'text'],
    ['customer', 'reference'],
    ['level', 'enum'],
    ['remark', 'text'],
    ['days', 'integer'],
    ['discount', 'decimal'],
    ['urgent', 'boolean'],
    ['ordered_on', 'date'],
    ['sent_at', 'instant'],
    ['tags', 'texts'],
    ['amount', 'decimal'],
    ['payable', 'decimal'],
    ['status', 'enum'],
    ['lines', 'lines'],
  ])
  expect(model.byName['amount']).toMatchObject({ precision: 18, scale: 2, currency: 'CNY', readOnly: true })
  expect(model.byName['customer']).toMatchObject({ target: 'customer', required: true, readOnly: false })
  expect(model.states).toMatchObject({ field: 'status', initial: 'draft' })
})

test('lines are computed before the record’s totals, and totals before what is made of them', async () => {
  const model = await compiledOrder()

  expect(model.computeOrder).toEqual(['lines.gross', 'amount', 'payable'])
  expect(model.lookupOrder).toEqual(['lines.price', 'lines.agreed', 'level'])
})

test('what an entity uses is known, for where-used and rename', async () => {
  const { references } = await compileFixture(files)

  expect(references.get('fixture/entity/order')!.map(({ to }) => to)).toEqual(
    expect.arrayContaining([
      'entity/customer',
      'entity/customer#level',
      'entity/product#price',
      'entity/customer#prices.price',
    ]),
  )
})

const line = '/properties/lines/items/properties'
const rows: FaultRow[] = [
  { code: 'entity.reserved_name', put: '/properties/version', wrong: { type: 'integer' }, right: undefined },
  { code: 'entity.reserved_name', put: `${line}/position`, wrong: { type: 'integer' }, right: undefined },
  { code: 'entity.reserved_name', put: '/properties/then', wrong: { type: 'boolean' }, right: undefined },
  { code: 'entity.field_form', put: '/properties/urgent/maxLength', wrong: 5, right: undefined },
  { code: 'entity.field_form', put: '/properties/days/format', wrong: 'date', right: undefined },
  {
    code: 'entity.field_form',
    put: '/properties/sent_at',
    wrong: { type: 'string', format: 'uuid' },
    at: '/properties/sent_at/format',
  },
  {
    code: 'entity.field_form',
    put: '/properties/sent_at',
    wrong: { type: 'string', format: 'decimal' },
    at: '/properties/sent_at/format',
  },
  {
    code: 'entity.field_form',
    put: '/properties/discount/x-money',
    wrong: { currency: 'CNY' },
    at: '/properties/discount/x-decimal',
  },
  {
    code: 'entity.field_form',
    put: '/properties/tags/items',
    wrong: { type: 'object', properties: { a: { type: 'boolean' } } },
  },
  { code: 'entity.field_form', put: '/properties/days/x-default', wrong: '30', right: undefined },
  {
    code: 'entity.field_form',
    put: `${line}/parts`,
    wrong: { type: 'array', 'x-lines': true, items: { type: 'object', properties: { a: { type: 'boolean' } } } },
    at: `${line}/parts/x-lines`,
  },
  {
    code: 'entity.unknown_entity',
    put: '/properties/customer/x-ref',
    wrong: 'custmer',
    nearest: 'customer',
    right: 'customer',
  },
  { code: 'entity.unknown_field', put: '/required/0', wrong: 'custmer', nearest: 'customer' },
  { code: 'entity.unknown_field', put: '/x-display', wrong: 'numbr', nearest: 'number' },
  { code: 'entity.unknown_field', put: '/x-search/1', wrong: 'customer.nme', right: 'customer.region' },
  { code: 'entity.unknown_field', put: '/x-unique/0/0', wrong: 'numbr', right: 'remark' },
  { code: 'entity.unknown_field', put: '/properties/level/x-lookup/field', wrong: 'lvel', nearest: 'level' },
  { code: 'entity.unknown_field', put: `${line}/agreed/x-lookup/lines`, wrong: 'price', nearest: 'prices' },
  { code: 'entity.unknown_field', put: '/x-validations/0/fields/0', wrong: 'day', nearest: 'days' },
  { code: 'entity.unknown_field', put: '/x-states/field', wrong: 'statu', nearest: 'status' },
  { code: 'entity.field_not_usable', put: '/x-display', wrong: 'lines', right: 'remark' },
  { code: 'entity.field_not_usable', put: '/x-search/0', wrong: 'amount', right: 'remark' },
  { code: 'entity.field_not_usable', put: '/x-indexes/0/0', wrong: 'tags', right: 'ordered_on' },
  { code: 'entity.renamed_from', put: '/properties/days/x-renamed-from', wrong: 'remark', right: 'term' },
  { code: 'entity.renamed_from', put: '/properties/lines/x-renamed-from', wrong: 'items', right: undefined },
  { code: 'entity.invalid_default', put: '/properties/days/default', wrong: 'thirty', right: 31 },
  { code: 'entity.invalid_bound', put: '/properties/discount/maximum', wrong: 100, right: '99.5' },
  { code: 'entity.invalid_pattern', put: '/properties/remark/pattern', wrong: '(?=a)b', right: '^[a-z]*$' },
  {
    code: 'entity.invalid_sequence',
    put: '/properties/number/x-sequence',
    wrong: { pattern: 'SO-{yyyy}' },
    right: { pattern: '{000}' },
  },
  {
    code: 'entity.duplicate_key',
    put: '/x-states/transitions/1',
    wrong: order['x-states'].transitions[0],
    at: '/x-states/transitions/1/key',
  },
  { code: 'entity.reserved_transition', put: '/x-states/transitions/0/key', wrong: 'update', right: 'put_down' },
  { code: 'entity.state_field', put: '/properties/status/readOnly', wrong: false, at: '/x-states/field' },
  { code: 'entity.unknown_state', put: '/x-states/transitions/0/to', wrong: 'plced', nearest: 'placed' },
  {
    code: 'entity.computed_cycle',
    put: '/properties/amount/x-computed',
    wrong: 'payable + 1',
    right: 'sum(lines.gross) + 1',
  },
  { code: 'entity.lookup_form', put: `${line}/price/x-lookup`, wrong: { field: 'price' } },
  { code: 'entity.lookup_type', put: '/properties/level/x-lookup/field', wrong: 'days', right: 'level' },
  { code: 'entity.lookup_type', put: '/properties/level/x-lookup/field', wrong: 'rank', right: 'level' },
  {
    code: 'entity.lookup_on_computed',
    put: '/properties/remark',
    wrong: { type: 'string', 'x-lookup': { entity: 'product', where: { price: 'amount' }, field: 'name' } },
    right: { type: 'string', 'x-lookup': { entity: 'product', where: { price: 'discount' }, field: 'name' } },
    at: '/properties/remark/x-lookup',
  },
  { code: 'expression.unknown_name', put: `${line}/gross/x-computed`, wrong: 'quantiy * price', nearest: 'quantity' },
  {
    code: 'expression.unknown_name',
    put: `${line}/gross/x-computed`,
    wrong: 'record.amount',
    right: 'price * record.days',
  },
  { code: 'expression.wrong_result', put: '/properties/amount/x-computed', wrong: '"much"', right: '1' },
  { code: 'expression.wrong_result', put: '/x-validations/0/expr', wrong: 'days + 1', right: 'days > 1' },
]

testFaults({ files, path: 'entities/order.entity.json', rows })
testAllCodes(new URL('./', import.meta.url), 'entity', [...rows, { code: 'entity.table_name', put: '', wrong: null }])

test('lines and an entity can’t share a table', async () => {
  const lines = { ...product, name: 'order_lines' }

  const { diagnostics } = await compileFixture({ ...files, 'entities/order_lines.entity.json': lines })

  expect(diagnostics.map(each => [each.code, each.pointer])).toEqual([['entity.table_name', '/properties/lines']])
})
