import { expect, test } from 'vitest'
import { compileFeel } from './compile-feel.ts'
import { ExpressionLimitExceeded, expressionLimits } from './expression-limits.ts'

const run = (text: string) => () => compileFeel(text, {}).expression!.evaluate({})

test.each([
  ['two loops of a million', 'for i in 1..1000000 return count(for j in 1..1000000 return j)'],
  ['a count to the sky', 'for i in 1..1000000000000 return i'],
  ['a list of a million', 'count(for i in 1..300, j in 1..400 return i)'],
  ['a text that doubles', 'for i in 1..100 return if i = 1 then "ab" else partial[-1] + partial[-1]'],
  ['a list that doubles', 'for i in 1..100 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])'],
  ['a quadratic distinct', 'distinct values(for i in 1..5000 return i)'],
])('an expression can not hold the node: %s', (_, text) => {
  expect(run(text)).toThrow(ExpressionLimitExceeded)
})

test('what business needs stays far below the limits', () => {
  expect(String(run('sum(for i in 1..10000 return i * 2)')())).toBe('100010000')
})

test('numbers outside of decimal128 are null, not infinite', () => {
  expect(run('10 ** 6145')()).toBeNull()
  expect(run('(-8) ** 0.5')()).toBeNull()
})

test('too long and too deep texts are refused before they are parsed', () => {
  const code = (text: string) => compileFeel(text, {}).faults[0]?.code

  expect(code(`1${' '.repeat(expressionLimits.textLength)}`)).toBe('expression.too_long')
  expect(code('('.repeat(65) + '1' + ')'.repeat(65))).toBe('expression.too_deep')
  expect(code('if true then 1 else '.repeat(70) + '1')).toBe('expression.too_deep')
  expect(code(`"${'('.repeat(100)}"`)).toBeUndefined()
})
