import { expect, test } from 'vitest'
import { compareDecimals, formatDecimal, readDecimal, significantScale, sumDecimals } from './decimal-text.ts'

test.each([
  ['1,234.50', '1234.50'],
  ['¥ 12', '12'],
  ['１３．５％', '13.5'],
  ['  007 ', '7'],
  ['.5', '0.5'],
  ['5.', '5'],
  ['+3', '3'],
  ['-0.00', '0.00'],
  ['-1，000。25', '-1000.25'],
  ['0', '0'],
])('reads %s as %s', (typed, text) => {
  expect(readDecimal(typed)).toBe(text)
})

test.each(['', ' ', '-', '.', 'abc', '1.2.3', '1e5', '--1', '12a', '%'])('refuses %j', typed => {
  expect(readDecimal(typed)).toBeNull()
})

test('a number longer than any float keeps every digit', () => {
  expect(readDecimal('12345678901234567890.1234')).toBe('12345678901234567890.1234')
  expect(formatDecimal('12345678901234567890.1234', 2)).toBe('12,345,678,901,234,567,890.1234')
})

test.each([
  ['1234567.5000', 2, '1,234,567.50'],
  ['5.0000', 0, '5'],
  ['8.2500', 0, '8.25'],
  ['0.00', 2, '0.00'],
  ['-1200', 2, '−1,200.00'],
  ['100', 0, '100'],
])('shows %s with at least %i decimals as %s', (text, scale, shown) => {
  expect(formatDecimal(text, scale)).toBe(shown)
})

test('compares without floats', () => {
  expect(compareDecimals('0.30000000000000000001', '0.3')).toBe(1)
  expect(compareDecimals('-2', '1.5')).toBe(-1)
  expect(compareDecimals('10.00', '10')).toBe(0)
})

test('adds exactly', () => {
  expect(sumDecimals(['0.1', '0.2'])).toBe('0.3')
  expect(sumDecimals(['23911.50', '-0.01', '3108.5'])).toBe('27019.99')
  expect(sumDecimals(['-0.05', '0.02'])).toBe('-0.03')
  expect(sumDecimals([])).toBe('0')
})

test('counts the decimals that carry digits', () => {
  expect(significantScale('12.5000')).toBe(1)
  expect(significantScale('12')).toBe(0)
})
