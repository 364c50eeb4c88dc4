import { expect, test } from 'vitest'
import { compileUnaryTest } from './compile-unary-test.ts'
import type { FeelType } from './feel-type.ts'

const matches = (text: string, type: FeelType, input: unknown, limit: unknown = null) => {
  const { test: compiled, faults } = compileUnaryTest(text, type, { limit: 'number' })
  expect(faults).toEqual([])
  return compiled!.matches(input, { limit })
}

test.each<[string, FeelType, unknown, boolean | null]>([
  ['-', 'number', null, true],
  ['5', 'number', '5.00', true],
  ['< 5', 'number', '5', false],
  ['<= 5', 'number', 5, true],
  ['!= 5', 'number', '4', true],
  ['= 5', 'number', '5', true],
  ['[1..10]', 'number', '10', true],
  ['[1..10)', 'number', '10', false],
  ['> 3, null', 'number', null, true],
  ['> 3, null', 'number', '2', false],
  ['1, 2, [5..7]', 'number', '6', true],
  ['not(1, 2)', 'number', '3', true],
  ['not(1, 2)', 'number', '2', false],
  ['"sale", "frame"', 'string', 'frame', true],
  ['["sale", "frame"]', 'string', 'other', false],
  ['not("sale")', 'string', 'sale', false],
  ['true', 'boolean', true, true],
  ['false', 'boolean', true, false],
  ['< @"2026-02-01"', 'date', '2026-01-31', true],
  ['? > 3 and ? < 5', 'number', '4', true],
  ['ends with(?, "b")', 'string', 'ab', true],
  ['< 5', 'number', null, null],
])('%s of a %s: %s gives %s', (text, type, input, expected) => expect(matches(text, type, input)).toBe(expected))

test('a test may look at the scope', () => {
  expect(matches('<= limit', 'number', '5', '5')).toBe(true)
  expect(matches('<= limit', 'number', '5', null)).toBeNull()
  expect(compileUnaryTest('<= limit', 'number', { limit: 'number' }).test!.paths).toEqual([['limit']])
})

test.each([
  ['"a"', 'expression.type'],
  ['< "a"', 'expression.type'],
  ['< limt', 'expression.unknown_name'],
  ['< ', 'expression.syntax'],
  ['', 'expression.syntax'],
])('a cell that can never pass is refused: %s', (text, code) => {
  expect(compileUnaryTest(text, 'number', { limit: 'number' }).faults.map(fault => fault.code)).toEqual([code])
})
