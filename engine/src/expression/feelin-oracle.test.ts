import { expect, test } from 'vitest'
import { compileFeel } from './compile-feel.ts'
import { compileUnaryTest } from './compile-unary-test.ts'
import { deliberateDifferences } from './deliberate-differences.ts'
import { agreed } from './fixtures/feelin/index.ts'
import { comparable, plain, reference, referenceTest, scope, values } from './fixtures/feelin/scope.ts'
import { unaryTests } from './fixtures/feelin/unary-tests.ts'
import { feelToJson } from './values/feel-json.ts'

const ours = (text: string): unknown => {
  const { expression, faults } = compileFeel(text, scope)
  expect(faults).toEqual([])
  return feelToJson(expression!.evaluate(values))
}

test('the oracle is worth its name', () => {
  const texts = Object.values(agreed).flat()

  expect(new Set(texts).size).toBe(texts.length)
  expect(texts.length + unaryTests.length).toBeGreaterThanOrEqual(900)
  expect(texts.filter(text => ours(text) !== null).length).toBeGreaterThanOrEqual(800)
})

test.each(Object.entries(agreed).flatMap(([topic, texts]) => texts.map(text => ({ topic, text }))))(
  'as the reference interpreter, $topic: $text',
  ({ text }) => expect(comparable(ours(text))).toEqual(comparable(reference(text))),
)

test.each(unaryTests)('as the reference interpreter, unary tests: $text of $input', ({ text, input }) => {
  const { test: compiled, faults } = compileUnaryTest(text, 'any', scope)

  expect(faults).toEqual([])
  expect(compiled!.matches(input, values)).toBe(referenceTest(text, input))
})

test.each(deliberateDifferences)('differs from the reference interpreter on $text: $because', difference => {
  expect(ours(difference.text)).toEqual(difference.ours)
  if ('theirs' in difference) expect(plain(reference(difference.text))).toEqual(difference.theirs)
  else expect(() => reference(difference.text)).toThrow()
})

/** Refused when compiled, where the reference answers null at run time (or worse, something). */
test.each([
  'amount + kind',
  '"a" * 2 = null',
  'lines.nothing',
  '{a: 1}.b',
  'nothing',
  'nothing(1)',
  'if amount then 1 else 2',
  'kind in [1..2]',
  '1 in [[1], [2]]',
  '5 in (not(4))',
  'sum(kind)',
  '@"P1M1D"',
  'date("2026-01-31") + @"P1Y1D"',
])('refuses before it runs: %s', text => expect(compileFeel(text, scope).faults).toHaveLength(1))
