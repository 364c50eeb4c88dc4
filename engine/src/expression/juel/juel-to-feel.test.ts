import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { compileFeel } from '../compile-feel.ts'
import type { ScopeShape } from '../feel-type.ts'
import { feelToJson } from '../values/feel-json.ts'
import { compileJuel } from './compile-juel.ts'
import { JuelError } from './juel-errors.ts'
import { juelToFeel } from './juel-to-feel.ts'

vi.setConfig({ testTimeout: 300_000 })

const scope: ScopeShape = {
  n: 'number',
  m: 'number',
  s: 'string',
  t: 'string',
  b: 'boolean',
  c: 'boolean',
  list: { list: 'number' },
  order: { context: { total: 'number', note: 'string' } },
  any: 'any',
}

describe('what can be written in FEEL', () => {
  test.each([
    ['${any}', 'any'],
    ['${order.total}', 'order.total'],
    ["${order['total']}", 'order.total'],
    ['${any == null}', 'any = null'],
    ['${null != any.deep}', 'null != any.deep'],
    ['${n == 5}', 'n = 5'],
    ["${s == 'it\\'s \"so\"'}", 's = "it\'s \\"so\\""'],
    ['${s != t}', 's != t'],
    ['${b == true}', 'b = true'],
    ['${n > 5}', 'n != null and n > 5'],
    ['${5 le order.total}', 'order.total != null and 5 <= order.total'],
    ['${n < m}', 'n != null and m != null and n < m'],
    ['${b}', 'b'],
    ['${b && n == 5}', '(b = true) and (n = 5)'],
    ['${!b}', 'not(b = true)'],
    ['${not (n == 5) or c}', 'not(n = 5) or (c = true)'],
    ['${empty s}', 's = null or s = ""'],
    ['${!empty list}', 'not(list = null or count(list) = 0)'],
    ["${n == 1 ? 'a' : 'b'}", 'if n = 1 then "a" else "b"'],
    ['${1 + 2 * 3}', '1 + (2 * 3)'],
    ["${s.startsWith('x')}", 'starts with(s, "x")'],
    ['${s.isEmpty()}', 's = ""'],
  ])('%s is %s', (juel, feel) => expect(juelToFeel(juel, scope)).toBe(feel))
})

describe('what would not surely be the same stays JUEL', () => {
  test.each([
    ['${any == true}', 'the text true is true to EL'],
    ['${any == 5}', 'the text 5 is 5 to EL'],
    ["${any == 'a'}", 'false equals any text but true'],
    ['${any > 5}', 'the text 10 is more than 5 to EL'],
    ['${n <= m}', 'null is at most null'],
    ['${n + 1}', 'null is zero'],
    ["${s > 'a'}", 'other order beyond the first plane'],
    ['${7 % 3}', 'another sign'],
    ['${any && b}', 'the text true is true'],
    ['${list[0]}', 'positions and single values differ'],
    ['${s.length()}', 'units and characters differ'],
    ['${now()}', 'another type'],
    ['${if}', 'a word of FEEL'],
    ['${$a}', 'no name in FEEL'],
    ['Hello ${s}', 'null is empty'],
    ['plain', 'no expression'],
    ['${a +}', 'no JUEL'],
    ['${bean.run()}', 'no JUEL that is evaluated'],
    ["${any['a b']}", 'no plain name'],
  ])('%s: %s', juel => expect(juelToFeel(juel, scope)).toBeNull())
})

const atom = fc.constantFrom(
  ...Object.keys(scope),
  'order.total',
  'order.note',
  '0',
  '1',
  '-1',
  "'a'",
  "''",
  'true',
  'false',
  'null',
)
const operator = fc.constantFrom('==', '!=', '<', '<=', '>', '>=', '&&', '||', '+', '-', '*', '/')
const { text } = fc.letrec<{ text: string }>(tie => {
  const inner = tie('text').map(each => (/\W/.test(each) ? `(${each})` : each))
  return {
    text: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      atom,
      fc.tuple(inner, operator, inner).map(([a, sign, b]) => `${a} ${sign} ${b}`),
      fc.tuple(fc.constantFrom('!', 'empty '), inner).map(([sign, a]) => sign + a),
      fc.tuple(inner, inner, inner).map(([a, b, c]) => `${a} ? ${b} : ${c}`),
      fc.tuple(inner, fc.constantFrom('contains', 'startsWith', 'endsWith')).map(([a, name]) => `${a}.${name}('a')`),
    ),
  }
})

const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.oneof(value, fc.constant(null))
const number = orNull(fc.constantFrom('0', '1', '-1', '2.5', '10', '9'))
const words = orNull(fc.constantFrom('', 'a', 'b', 'ab', 'true', '10'))
const values = fc.record({
  n: number,
  m: number,
  s: words,
  t: words,
  b: orNull(fc.boolean()),
  c: orNull(fc.boolean()),
  list: orNull(fc.constantFrom([], ['1'], ['1', '2'])),
  order: orNull(fc.record({ total: number, note: words })),
  any: orNull(fc.constantFrom<unknown>('true', '5', 5, true, false, [], {}, 'a')),
})

/** Numbers as decimal text, since FEEL tells them so. */
const comparable = (value: unknown) => (typeof value === 'number' ? String(value) : JSON.stringify(value))

test('what is written gives the same wherever the JUEL gives a value', () => {
  let compared = 0
  fc.assert(
    fc.property(text, values, (juel, given) => {
      const feel = juelToFeel(`\${${juel}}`, scope)
      if (feel === null) return
      let expected: unknown
      try {
        expected = compileJuel(`\${${juel}}`, { scope }).expression!.evaluate(given)
      } catch (error) {
        expect(error).toBeInstanceOf(JuelError)
        return
      }
      const result = feelToJson(compileFeel(feel, scope).expression!.evaluate(given))
      expect(comparable(sameForm(result)), `${juel} as ${feel}`).toBe(comparable(sameForm(expected)))
      compared++
    }),
    { numRuns: process.env.JINGWEI_LONG ? 100_000 : 5_000, seed: 20260101 },
  )

  expect(compared).toBeGreaterThan(1_000)
})

/** Numbers that were read and those that were calculated, in one form. */
const sameForm = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
