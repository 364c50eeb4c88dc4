import { expect, test } from 'vitest'
import { compileFixture, testAllCodes, testFaults } from '../../../../tests/support/definition-faults.ts'
import type { EntityModel } from '../../metadata/entity-model.ts'
import product from './fixtures/product.entity.json' with { type: 'json' }
import { entityFaults, files } from './fixtures/faults.ts'

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

entityFaults.forEach(testFaults)
testAllCodes(new URL('./', import.meta.url), 'entity', [
  ...entityFaults.flatMap(table => table.rows),
  { code: 'entity.table_name', put: '', wrong: null },
])

test('lines and an entity can’t share a table', async () => {
  const lines = { ...product, name: 'order_lines' }

  const { diagnostics } = await compileFixture({ ...files, 'entities/order_lines.entity.json': lines })

  expect(diagnostics.map(each => [each.code, each.pointer])).toEqual([['entity.table_name', '/properties/lines']])
})
