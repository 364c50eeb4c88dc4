import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileFixture } from '../../../../tests/support/definition-faults.ts'
import type { EntityModel } from '../../metadata/entity-model.ts'
import { computeRecord, withDefaults } from './compute.ts'
import customer from './fixtures/customer.entity.json' with { type: 'json' }
import order from './fixtures/order.entity.json' with { type: 'json' }
import product from './fixtures/product.entity.json' with { type: 'json' }
import { recordProblems } from './record-problems.ts'

const { compiled } = await compileFixture({
  'entities/order.entity.json': order,
  'entities/customer.entity.json': customer,
  'entities/product.entity.json': product,
})
const model = compiled.get('fixture/entity/order')!.compiled as EntityModel
const ambient = { user: {}, today: '2026-03-01', now: '2026-03-01T08:00:00Z' }

test('a new record gets its defaults and the first state, and keeps what was given', () => {
  const record = withDefaults(model, { days: 10, urgent: null }, ambient)

  expect(record).toEqual({ days: 10, urgent: null, ordered_on: '2026-03-01', status: 'draft', lines: [] })
})

test('lines are computed first, sums of them next, all in exact decimals', () => {
  const record = computeRecord(
    model,
    {
      discount: '10',
      lines: [
        { quantity: '0.1', price: '0.2' },
        { quantity: '3', price: '33.335' },
      ],
    },
    ambient,
  )

  expect(record['lines']).toEqual([
    { quantity: '0.1', price: '0.2', gross: '0.02' },
    { quantity: '3', price: '33.335', gross: '100.01' },
  ])
  expect(record['amount']).toBe('100.03')
  expect(record['payable']).toBe('90.03')
})

test('what needs a missing value is null, and the given record is not touched', () => {
  const given = { lines: [{ quantity: '2' }] }

  const record = computeRecord(model, given, ambient)

  expect(record).toMatchObject({ lines: [{ gross: null }], payable: null })
  expect(given).toEqual({ lines: [{ quantity: '2' }] })
})

test('a draft without lines is computed too', () => {
  expect(computeRecord(model, {}, ambient)).toMatchObject({ lines: [], payable: null })
})

test('the total is the sum of the lines to the cent, whatever they are', () => {
  const cents = fc
    .integer({ min: 0, max: 1_000_000 })
    .map(n => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`)
  const lines = fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 99 }).map(String), price: cents }), {
    minLength: 1,
    maxLength: 20,
  })
  fc.assert(
    fc.property(lines, given => {
      const record = computeRecord(model, { lines: given }, ambient)

      const sum = (record['lines'] as { gross: string }[]).reduce(
        (total, line) => total + BigInt(line.gross.replace('.', '')),
        0n,
      )
      expect((record['amount'] as string).replace('.', '').replace(/^0+(?=\d)/, '')).toBe(String(sum))
    }),
    { numRuns: 50 },
  )
})

const complete = {
  customer: '01890000-0000-7000-8000-000000000001',
  days: 30,
  lines: [{ product: '01890000-0000-7000-8000-000000000002', quantity: '1', price: '1' }],
}

test('a complete record has no problems', () => {
  expect(recordProblems(model, computeRecord(model, complete, ambient), ambient)).toEqual([])
})

test('missing values, bounds of decimals and checks are named with their pointers', () => {
  const wrong = {
    ...complete,
    customer: null,
    days: 91,
    discount: '100.01',
    lines: [{ ...complete.lines[0], quantity: '0' }],
  }

  const problems = recordProblems(model, wrong, ambient)

  expect(problems.map(({ pointer, code }) => [pointer, code])).toEqual([
    ['/customer', 'record.required'],
    ['/discount', 'record.out_of_range'],
    ['/lines/0/quantity', 'record.out_of_range'],
    ['/days', 'record.validation.not_late'],
  ])
})

test('a number that its column could not hold is refused before the database sees it', () => {
  const problems = recordProblems(model, { ...complete, amount: '10000000000000000.00' }, ambient)

  expect(problems.map(({ pointer, code }) => [pointer, code])).toEqual([['/amount', 'record.number_too_large']])
})

test('a check that lacks a value does not fail', () => {
  expect(recordProblems(model, { ...complete, days: null }, ambient)).toEqual([])
})
