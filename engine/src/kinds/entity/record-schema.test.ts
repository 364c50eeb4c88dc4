import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import { compileFixture } from '../../../../tests/support/definition-faults.ts'
import type { EntityModel } from '../../metadata/entity-model.ts'
import customer from './fixtures/customer.entity.json' with { type: 'json' }
import order from './fixtures/order.entity.json' with { type: 'json' }
import product from './fixtures/product.entity.json' with { type: 'json' }
import { recordSchema, type RecordSchemaUse } from './record-schema.ts'

const { compiled } = await compileFixture({
  'entities/order.entity.json': order,
  'entities/customer.entity.json': customer,
  'entities/product.entity.json': product,
})
const model = compiled.get('fixture/entity/order')!.compiled as EntityModel
const id = '01890000-0000-7000-8000-000000000001'

const faults = (use: RecordSchemaUse, body: unknown): string[] => {
  const ajv = new Ajv2020({ allErrors: true, strict: false, formats: { decimal: true } })
  addFormats.default(ajv)
  const validate = ajv.compile(recordSchema(model, use))
  return validate(body) ? [] : [...new Set(validate.errors!.map(error => `${error.instancePath} ${error.keyword}`))]
}

const body = { customer: id, lines: [{ product: id, quantity: '1.5' }] }

test('a new record needs its required fields, those of its lines too', () => {
  expect(faults('create', body)).toEqual([])
  expect(faults('create', {})).toEqual([' required'])
  expect(faults('create', { ...body, lines: [{ quantity: '1' }] })).toEqual(['/lines/0 required'])
  expect(faults('create', { ...body, lines: [] })).toEqual(['/lines minItems'])
})

test('what the server sets itself is refused', () => {
  for (const name of ['number', 'amount', 'status', 'level', 'id', 'version']) {
    expect(faults('create', { ...body, [name]: 'x' })).toEqual([' additionalProperties'])
  }
  expect(faults('patch', { lines: [{ product: id, quantity: '1', gross: '1.00' }] })).toEqual([
    '/lines/0 additionalProperties',
  ])
})

test('a decimal is text of its precision and scale, never a number', () => {
  expect(faults('create', { ...body, discount: '12.5' })).toEqual([])
  for (const wrong of [12.5, '12.34567', '1e2', '+1', '01', '1000.1', '', '.5']) {
    expect(faults('create', { ...body, discount: wrong }), String(wrong)).toHaveLength(1)
  }
})

test('a patch may leave fields out and set them to null, but not required ones', () => {
  expect(faults('patch', {})).toEqual([])
  expect(faults('patch', { remark: null, urgent: null })).toEqual([])
  expect(faults('patch', { customer: null })).toEqual(['/customer type'])
  expect(faults('patch', { lines: [{ id, product: id, quantity: '1' }] })).toEqual([])
})

test('a draft may lack anything, but not hold something wrong', () => {
  expect(faults('draft', { customer: null, lines: [{ quantity: null }, {}] })).toEqual([])
  expect(faults('draft', { lines: [{ quantity: 5 }] })).toEqual(['/lines/0/quantity type'])
})

test('whole numbers, enums, dates and moments keep to their range', () => {
  expect(faults('create', { ...body, days: -1 })).toEqual(['/days minimum'])
  expect(faults('create', { ...body, days: 3_000_000_000 })).toEqual(['/days maximum'])
  expect(faults('create', { ...body, ordered_on: '2026-02-30' })).toEqual(['/ordered_on format'])
  expect(faults('create', { ...body, remark: 'x'.repeat(201) })).toEqual(['/remark maxLength'])
})

test('a record as it is given out has its id, its version and all fields', () => {
  expect(
    faults('record', { id, version: 1, ...body, number: null, level: 'a', amount: '1.50', status: 'draft' }),
  ).toEqual([])
  expect(faults('record', { ...body })).toEqual([' required'])
})
