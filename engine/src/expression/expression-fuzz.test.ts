import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { compileFeel } from './compile-feel.ts'
import { compileUnaryTest } from './compile-unary-test.ts'
import { ExpressionLimitExceeded } from './expression-limits.ts'
import { anyScope, anyValues, brokenText, junkText, shapedText } from './fixtures/generated-texts.ts'
import { monsters } from './fixtures/monsters.ts'
import { feelToJson } from './values/feel-json.ts'

vi.setConfig({ testTimeout: 300_000 })

/** Each of the four properties below runs so many texts. */
const RUNS = process.env.JINGWEI_LONG ? 3_000 : 600

/** The result as JSON, the codes of its faults, or the limit it went over. Anything else that is thrown is a defect. */
function outcome(text: string): unknown {
  try {
    const { expression, faults } = compileFeel(text, anyScope)
    return expression
      ? { value: feelToJson(expression.evaluate(anyValues)) }
      : { faults: faults.map(fault => fault.code) }
  } catch (error) {
    if (error instanceof ExpressionLimitExceeded) return { limit: error.details.limit }
    throw error
  }
}

/** Of this process alone, so that a busy machine changes nothing. */
function processorMs(run: () => void): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

test.each(monsters.map(text => ({ text })))('no text holds the node for a second: $text', ({ text }) => {
  expect(processorMs(() => outcome(text))).toBeLessThan(1000)
})

test.each([
  ['of the right shape', shapedText, 2],
  ['that once made sense', brokenText, 1],
  ['that never made sense', junkText, 1],
] as const)('no text %s crashes the compiler or holds it for a second', (_, texts, share) => {
  const longest = { ms: 0, text: '' }
  fc.assert(
    fc.property(texts, text => {
      const ms = processorMs(() => outcome(text))
      if (ms > longest.ms) Object.assign(longest, { ms, text })
    }),
    { numRuns: RUNS * share, seed: 20260101 },
  )

  expect(longest.ms, longest.text).toBeLessThan(1000)
})

test('unary tests do not crash either', () => {
  fc.assert(
    fc.property(fc.oneof(shapedText, brokenText), fc.jsonValue({ maxDepth: 2 }), (text, input) => {
      const { test: compiled } = compileUnaryTest(text, 'any', anyScope)
      try {
        const result = compiled?.matches(input, anyValues) ?? null
        expect([true, false, null]).toContain(result)
      } catch (error) {
        expect(error).toBeInstanceOf(ExpressionLimitExceeded)
      }
    }),
    { numRuns: RUNS, seed: 20260101 },
  )
})

test('watching an evaluation does not change it', () => {
  fc.assert(
    fc.property(shapedText, text => {
      const plain = outcome(text)
      if (!(plain as { value?: unknown }).value) return
      const { expression } = compileFeel(text, anyScope, { trace: true })

      expect(feelToJson(expression!.evaluate(anyValues))).toEqual((plain as { value: unknown }).value)
      const traced = expression!.trace!(anyValues)
      expect(feelToJson(traced.value)).toEqual((plain as { value: unknown }).value)
      if (traced.complete) expect(traced.trace.at(-1)!.value).toEqual((plain as { value: unknown }).value)
    }),
    { numRuns: RUNS / 2, seed: 20260101 },
  )
})
