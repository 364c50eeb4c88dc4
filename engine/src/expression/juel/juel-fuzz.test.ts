import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { ExpressionLimitExceeded } from '../expression-limits.ts'
import { compileJuel } from './compile-juel.ts'
import { JuelError } from './juel-errors.ts'

vi.setConfig({ testTimeout: 300_000 })

const RUNS = process.env.JINGWEI_LONG ? 100_000 : 10_000

const scope = () => ({
  a: 1,
  b: '2.5',
  c: null,
  d: [1, 'x', null, { e: true }],
  e: { a: { b: [1, 2] }, size: 3, text: 'abc' },
  f: true,
  g: '',
  now: '2026-01-31T18:00:00Z',
  execution: { id: 'e1', processInstanceId: 'p1' },
})

const words = (text: string) => fc.constantFrom(...text.split(' '))

const atom = words(
  `a b c d e f g missing execution variables 0 1 2.5 1e3 true false 'x' "2" '' null now() dateTime() e.a.b d[0]
  execution.id execution.getVariable('a')`.replace(/\s+/g, ' '),
)
const operator = words('+ - * / % == != < <= > >= && || and or eq ne lt div mod')
const method = words(
  "size() isEmpty() length() contains(1) get('a') get(0) substring(0,1) toString() equals(a) plusDays(1) toDate() " +
    'intValue() indexOf(1) run() containsKey(b)',
)
const flowable = words('eq ne lt gte contains get getOrDefault empty run')

/** Texts of the right shape: most of them compile, many of them fail when they are evaluated. */
const { expression: shaped } = fc.letrec<{ expression: string }>(tie => {
  const part = tie('expression')
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      atom,
      fc.tuple(part, operator, part).map(([a, sign, b]) => `${a} ${sign} ${b}`),
      part.map(a => `(${a})`),
      fc.tuple(fc.constantFrom('!', '-', 'not ', 'empty '), part).map(([sign, a]) => `${sign}${a}`),
      fc.tuple(part, part, part).map(([a, b, c]) => `${a} ? ${b} : ${c}`),
      fc.tuple(atom, part).map(([a, key]) => `${a}[${key}]`),
      fc.tuple(atom, fc.constantFrom('a', 'b', 'size', 'text', '__proto__')).map(([a, key]) => `${a}.${key}`),
      fc.tuple(part, method).map(([a, call]) => `(${a}).${call}`),
      fc.tuple(flowable, atom, part).map(([name, a, b]) => `vars:${name}(${a}, ${b})`),
    ),
  }
})

const marked = shaped.map(text => `\${${text}}`)
const composite = fc
  .array(fc.oneof(marked, fc.string({ maxLength: 5 }), fc.constantFrom('\\', '\\${', '$', '#{', '}')), { maxLength: 4 })
  .map(parts => parts.join(''))
/** Shaped texts with a piece cut out or put in. */
const broken = fc
  .tuple(
    marked,
    fc.nat(),
    fc.nat(4),
    fc.constantFrom('', '(', ')', '}', "'", '.', '[', '\\', ' eq ', '浙', '\u0000', '?', ':'),
  )
  .map(([text, at, cut, put]) => {
    const from = at % (text.length + 1)
    return text.slice(0, from) + put + text.slice(from + cut)
  })
const junk = fc
  .oneof(fc.string({ maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 40 }))
  .map(text => `\${${text}}`)

/** True when the text compiled. Anything that is thrown but the errors of an evaluation is a defect. */
function survives(text: string): boolean {
  const { expression, faults } = compileJuel(text)
  expect(expression === undefined).toBe(faults.length > 0)
  for (const { offset, length, message } of faults) {
    expect(offset).toBeGreaterThanOrEqual(0)
    expect(offset + length).toBeLessThanOrEqual(text.length)
    expect(message).not.toBe('')
  }
  if (!expression) return false
  const values = scope()
  try {
    expect(JSON.stringify(expression.evaluate(values))).toBeTypeOf('string')
  } catch (error) {
    if (!(error instanceof JuelError) && !(error instanceof ExpressionLimitExceeded)) throw error
  }
  expect(values).toEqual(scope())
  return true
}

test.each([
  ['of the right shape', marked, 0.5],
  ['with something around', composite, 0.2],
  ['that once made sense', broken, 0.2],
  ['that never made sense', junk, 0.1],
] as const)(
  'no text %s gives anything but a value, a fault or an error of its own, and none changes the scope',
  (_, texts, share) => {
    let compiled = 0
    fc.assert(
      fc.property(texts, text => {
        if (survives(text)) compiled++
      }),
      { numRuns: RUNS * share, seed: 20260101 },
    )

    // A generator that makes only faults would look green.
    if (share === 0.5) expect(compiled).toBeGreaterThan(RUNS * share * 0.3)
  },
)

test('an expression gives the same value every time', () => {
  fc.assert(
    fc.property(marked, text => {
      const { expression } = compileJuel(text)
      const once = () => {
        try {
          return expression?.evaluate(scope())
        } catch (error) {
          return (error as JuelError).code
        }
      }
      expect(once()).toEqual(once())
    }),
    { numRuns: RUNS / 20, seed: 20260101 },
  )
})

const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }))
const value = fc.oneof(number, fc.boolean(), fc.constant(null), fc.constantFrom('', '5', '5.0', 'true', 'a', '-1e3'))

/** The value, or the code of the error. */
function valueOr(text: string, values: Record<string, unknown>): unknown {
  try {
    return compileJuel(text).expression!.evaluate(values)
  } catch (error) {
    return (error as JuelError).code
  }
}

test('comparisons agree with each other for all values', () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      const of = (text: string) => valueOr(`\${${text}}`, { a, b })

      expect(of('a == b')).toEqual(of('b == a'))
      expect(of('a < b')).toEqual(of('b > a'))
      expect(of('a <= b')).toEqual(of('b >= a'))
      if (typeof of('a == b') === 'boolean') expect(of('a != b')).toBe(!of('a == b'))
      if (a !== null && b !== null && typeof of('a < b') === 'boolean') expect(of('a >= b')).toBe(!of('a < b'))
      expect(of('a && b')).toEqual(of('!(!a || !b)'))
    }),
    { numRuns: RUNS / 10, seed: 20260101 },
  )
})

test('sums of amounts are exact', () => {
  const cents = fc.integer({ min: -1e12, max: 1e12 })
  const amount = (n: number) =>
    `${n < 0 ? '-' : ''}${Math.trunc(Math.abs(n) / 100)}.${String(Math.abs(n) % 100).padStart(2, '0')}`
  fc.assert(
    fc.property(cents, cents, (a, b) => {
      const text = '${(x + y) * 100 == z && x - y == (z - 2 * y * 100) / 100}'
      expect(valueOr(text, { x: amount(a), y: amount(b), z: a + b })).toBe(true)
    }),
    { numRuns: RUNS / 20, seed: 20260101 },
  )
})
