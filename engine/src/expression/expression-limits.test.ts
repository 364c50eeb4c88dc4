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

test('an evaluation ends when its time is over, on the clock of the caller', () => {
  const { expression } = compileFeel('sum(for i in 1..50000 return i * 2)', {})
  let asked = 0
  const clock = { now: () => (asked += 10), until: 50 }

  expect(() => expression!.evaluate({}, clock)).toThrow('not done in the time it was given')
  expect(asked).toBeGreaterThan(50)
  expect(asked).toBeLessThan(100)
  expect(String(expression!.evaluate({}, { now: () => 0, until: 50 }))).toBe('2500050000')
})

test('a small evaluation does not ask for the time twice', () => {
  let asked = 0
  compileFeel('1 + count([1, 2])', {}).expression!.evaluate({}, { now: () => asked++, until: 50 })

  expect(asked).toBeLessThanOrEqual(1)
})

test('a range of a billion costs nothing until it is gone through', () => {
  expect(run('some i in 1..1000000000 satisfies i = 3')()).toBe(true)
})

test('a value may not reach deeper or wider than can be walked through', () => {
  expect(run('for i in 1..100 return if i = 1 then [1] else [partial[-1]]')).toThrow('64 levels')
  expect(run('for i in 1..60 return if i = 1 then {a: 1} else {a: partial[-1], b: partial[-1]}')).toThrow(
    'elements in one value',
  )
  expect(run('for x in 1..2000 return partial.a')).toThrow(ExpressionLimitExceeded)
})

test.each([
  ['a word', 'a'.repeat(expressionLimits.nameLength + 1)],
  ['a name', 'a '.repeat(expressionLimits.nameWords + 1)],
  ['a context', `{${Array.from({ length: expressionLimits.declaredNames + 1 }, (_, i) => `a${i}: 1`).join(', ')}}`],
  [
    'a function',
    `function(${Array.from({ length: expressionLimits.declaredNames + 1 }, (_, i) => `a${i}`).join(', ')}) 1`,
  ],
])('%s that would take the parser too long is refused', (_, text) => {
  expect(compileFeel(text, {}).faults.map(fault => fault.code)).toEqual(['expression.too_long'])
})
