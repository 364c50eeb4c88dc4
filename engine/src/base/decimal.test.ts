import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal, isDecimalText, roundHalfUp } from './decimal.ts'

test('tenths add up exactly', () => {
  expect(new Decimal('0.1').plus('0.2').toString()).toBe('0.3')
})

test('money rounds half away from zero', () => {
  expect(roundHalfUp('2.345', 2)).toBe('2.35')
  expect(roundHalfUp('-2.345', 2)).toBe('-2.35')
  expect(roundHalfUp('2.3', 2)).toBe('2.30')
})

test('decimal text has no exponent, plus sign or leading zero', () => {
  expect(['0', '-1', '12.50', '0.0001'].every(isDecimalText)).toBe(true)
  expect(['1e3', '+1', '01', '.5', '5.', '', 'NaN', '１'].some(isDecimalText)).toBe(false)
  expect(isDecimalText(5)).toBe(false)
})

test('rounding never moves a value by more than half a unit', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 0, max: 9999 }),
      fc.integer({ min: 0, max: 3 }),
      (whole, part, scale) => {
        const value = new Decimal(`${whole}.${String(part).padStart(4, '0')}`)
        const difference = value.minus(roundHalfUp(value, scale)).abs()
        expect(difference.lte(new Decimal(10).pow(-scale).div(2))).toBe(true)
      },
    ),
  )
})
