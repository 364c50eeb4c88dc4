import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { Decimal } from '../base/decimal.ts'
import { compileFeel } from './compile-feel.ts'
import type { ScopeShape } from './feel-type.ts'
import { feelFromJson, feelToJson } from './values/feel-json.ts'
import { equalValues } from './values/equality.ts'
import { formatValue } from './values/format-value.ts'

vi.setConfig({ testTimeout: 300_000 })

const parameters = { numRuns: process.env.JINGWEI_LONG ? 20_000 : 500, seed: 20260101 }

const evaluate = (text: string, values: Record<string, unknown> = {}, scope: ScopeShape = {}) => {
  const { expression, faults } = compileFeel(text, scope)
  expect(faults).toEqual([])
  return expression!.evaluate(values)
}

/** Up to 34 digits, as money and quantities have. */
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 14 }))
  .map(([units, scale]) => new Decimal(units.toString()).times(new Decimal(10).pow(-scale)))

const numbers = { a: 'number', b: 'number' } as const

/** The arithmetic of IEEE 754 decimal128, said independently: exact, then cut to 34 digits. */
const Exact = Decimal.clone({ precision: 200 })
const operators: Readonly<Record<string, (a: Decimal, b: Decimal) => Decimal>> = {
  '+': (a, b) => new Exact(a).plus(b),
  '-': (a, b) => new Exact(a).minus(b),
  '*': (a, b) => new Exact(a).times(b),
  '/': (a, b) => new Exact(a).dividedBy(b),
}

test.each(Object.keys(operators))('numbers are exact to 34 digits: %s', operator => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      if (operator === '/' && b.isZero()) return
      const result = evaluate(`a ${operator} b`, { a, b }, numbers) as Decimal
      const expected = operators[operator]!(a, b).toSignificantDigits(34, Decimal.ROUND_HALF_EVEN)

      expect(result.toString()).toBe(new Decimal(expected.toString()).toString())
    }),
    parameters,
  )
})

test('order and equality of numbers are those of their values', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      const order = new Exact(a).comparedTo(b)

      expect(evaluate('[a < b, a <= b, a = b, a > b]', { a, b }, numbers)).toEqual([
        order < 0,
        order <= 0,
        order === 0,
        order > 0,
      ])
    }),
    parameters,
  )
})

test('half up is half away from zero', () => {
  fc.assert(
    fc.property(decimal, fc.integer({ min: 0, max: 6 }), (a, scale) => {
      const unit = new Exact(10).pow(-scale)
      const expected = new Exact(a)
        .abs()
        .dividedBy(unit)
        .plus(0.5)
        .floor()
        .times(unit)
        .times(a.isNegative() ? -1 : 1)

      expect(String(evaluate(`round half up(a, ${scale})`, { a }, numbers))).toBe(String(expected.plus(0)))
    }),
    parameters,
  )
})

test('modulo takes the sign of its divisor, and the quotient is whole', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      if (b.isZero()) return
      const rest = evaluate('modulo(a, b)', { a, b }, numbers) as Decimal

      expect(rest.isZero() || rest.isNegative() === b.isNegative()).toBe(true)
      expect(rest.abs().lt(b.abs())).toBe(true)
    }),
    parameters,
  )
})

const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map(units => new Decimal(units).dividedBy(100))

test('net and tax of a gross amount add up to it, to the cent', () => {
  fc.assert(
    fc.property(cents, fc.constantFrom('0', '3', '6', '9', '13'), (a, rate) => {
      const [net, tax] = evaluate(`[net of gross(a, ${rate}), tax of gross(a, ${rate})]`, { a }, numbers) as [
        Decimal,
        Decimal,
      ]

      expect(net.plus(tax).equals(a)).toBe(true)
      expect(
        net
          .times(100 + Number(rate))
          .dividedBy(100)
          .minus(a)
          .abs()
          .lte('0.0057'),
      ).toBe(true)
    }),
    parameters,
  )
})

test('the shares of an amount add up to it, and none is a cent off its proportion', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(cents, weights, (a, all) => {
      const total = all.reduce((sum, each) => sum + each, 0)
      const shares = evaluate(`split amount(a, [${all.join(', ')}])`, { a }, numbers) as Decimal[] | null
      if (total === 0) {
        expect(shares).toBeNull()
        return
      }

      expect(shares!.reduce((sum, share) => sum.plus(share), new Decimal(0)).equals(a)).toBe(true)
      shares!.forEach((share, i) => expect(a.times(all[i]!).dividedBy(total).minus(share).abs().lt('0.01')).toBe(true))
    }),
    parameters,
  )
})

const temporal = fc.oneof(
  fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map(date => date.toISOString().slice(0, 10)),
  fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map(date => date.toISOString()),
  fc
    .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
    .map(date => `${date.toISOString().slice(11, 19)}+08:00`),
  fc.integer({ min: -100_000, max: 100_000 }).map(months => `${months < 0 ? '-' : ''}P${Math.abs(months)}M`),
  fc.integer({ min: -1e12, max: 1e12 }).map(seconds => `${seconds < 0 ? '-' : ''}PT${Math.abs(seconds) % 1e9}S`),
)

const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`

/** The literal of a FEEL value. */
const literal: fc.Arbitrary<string> = fc.letrec<{ value: string }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3 },
    decimal.map(number => number.toFixed()),
    fc.string({ unit: 'grapheme', maxLength: 12 }).map(quoted),
    fc.constantFrom('true', 'false', 'null'),
    temporal.map(text => `@"${text}"`),
    fc.array(tie('value'), { maxLength: 4 }).map(items => `[${items.join(', ')}]`),
    fc
      .uniqueArray(fc.tuple(fc.string({ maxLength: 6 }), tie('value')), { maxLength: 3, selector: ([key]) => key })
      .map(entries => `{${entries.map(([key, value]) => `${quoted(key)}: ${value}`).join(', ')}}`),
  ),
})).value

const payer = { spend: () => undefined }

test('a value that is printed and read again is the same', () => {
  fc.assert(
    fc.property(literal, text => {
      const value = evaluate(text)
      const printed = formatInList(value)

      expect(equalValues(evaluate(printed), [value], payer), printed).toBe(true)
    }),
    parameters,
  )
})

/** As `string` prints it inside a list; a date or a duration is printed bare there, so it is made a literal again. */
function formatInList(value: unknown): string {
  if (Array.isArray(value)) return `[[${value.map(item => formatInList(item).slice(1, -1)).join(', ')}]]`
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    const entries = Object.entries(value).map(([key, entry]) => `${quoted(key)}: ${formatInList(entry).slice(1, -1)}`)
    return `[{${entries.join(', ')}}]`
  }
  const text = formatValue([value])
  return /^\[(null|true|false|-?\d+(\.\d+)?|".*")\]$/s.test(text) ? text : `[@"${text.slice(1, -1)}"]`
}

test('a value that goes out as JSON and comes back is the same', () => {
  fc.assert(
    fc.property(literal, text => {
      const { expression } = compileFeel(text, {})
      const value = expression!.evaluate({})
      const back = feelFromJson(JSON.parse(JSON.stringify(feelToJson(value))), expression!.type)

      if (!/union|any/.test(JSON.stringify(expression!.type))) expect(equalValues(back, value, payer), text).toBe(true)
    }),
    parameters,
  )
})

test('a range is read as it is printed', () => {
  fc.assert(
    fc.property(decimal, decimal, fc.constantFrom('[', '('), fc.constantFrom(']', ')'), (a, b, low, high) => {
      const text = `${low}${a.toFixed()}..${b.toFixed()}${high}`

      expect(evaluate(`range(string(${text})) = ${text}`)).toBe(true)
    }),
    parameters,
  )
})
