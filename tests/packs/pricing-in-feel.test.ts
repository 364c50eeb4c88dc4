import { expect, test } from 'vitest'
import { compileFeel, feelFunctions, feelToJson, type ScopeShape } from '../../engine/src/expression/index.ts'
import pricing from '../../modules/pricing/src/index.ts'

const functions = feelFunctions(pricing.functions)

function value(text: string, scope: ScopeShape = {}, values: Record<string, unknown> = {}): unknown {
  const { expression, faults } = compileFeel(text, scope, { functions })
  expect(faults).toEqual([])
  return feelToJson(expression!.evaluate(values))
}

test('EX-P5: margin of a line, in money and per cent', () => {
  expect(value('pricing.margin(37168.14, 500 * 61.20)')).toEqual({ margin: '6568.14', margin_pct: '17.6714' })
})

test('a margin without turnover has no percentage', () => {
  expect(value('pricing.margin(0, 10)')).toEqual({ margin: '-10', margin_pct: null })
})

test.each([
  ['100', '86.5', '13.5'],
  ['3', '2', '33.3333'],
  ['100', '110', '-10'],
  ['0', '10', null],
])('the discount of list price %s sold at %s is %s', (list, unit, expected) => {
  expect(value('pricing.discount(a, b).discount_pct', { a: 'number', b: 'number' }, { a: list, b: unit })).toBe(
    expected,
  )
})

test('a computed field calls it with the fields of its line and of its record', () => {
  const scope = {
    quantity: 'number',
    unit_price: 'number',
    tax_rate: 'number',
    record: { context: { tax_basis: 'string' } },
  } as const
  const line = { quantity: '7', unit_price: '3860.00', tax_rate: '13', record: { tax_basis: 'incl' } }
  const text = 'pricing.line_amounts(quantity, unit_price, tax_rate, record.tax_basis).net'

  expect(value(text, scope, line)).toBe('23911.5')
  expect(value(text, scope, { ...line, tax_rate: null })).toBeNull()
  expect(value(text, scope, { ...line, tax_rate: '-13' })).toBeNull()
})

test('a split runs in FEEL', () => {
  expect(value('pricing.allocate(100, [1, 1, 1]).shares')).toEqual(['33.34', '33.33', '33.33'])
})
