import { Decimal } from '../../base/decimal.ts'

const NUMBER_TEXT = /^[+-]?(\d{1,400}(\.\d{0,400})?|\.\d{1,400})([eE][+-]?\d{1,5})?$/

/** Exponents of IEEE 754 decimal128; what lies outside is not a number of FEEL. */
const MAX_EXPONENT = 6144

/** The number itself, or null when it is no finite decimal128. */
export const bounded = (value: Decimal): Decimal | null =>
  value.isFinite() && Math.abs(value.e) <= MAX_EXPONENT ? value : null

/** Reads a number from a JSON number, a decimal text or a Decimal; rounds to 34 digits; null for anything else. */
export function toNumber(value: unknown): Decimal | null {
  if (value instanceof Decimal) return value
  if (typeof value === 'number') return Number.isFinite(value) ? new Decimal(value) : null
  if (typeof value === 'bigint') return bounded(new Decimal(value.toString()).plus(0))
  return typeof value === 'string' && NUMBER_TEXT.test(value) ? fromText(value) : null
}

/** `plus(0)` rounds: the constructor of decimal.js keeps every digit. Short texts have nothing to round. */
const fromText = (text: string): Decimal | null =>
  bounded(text.length <= 34 ? new Decimal(text) : new Decimal(text).plus(0))

/** Digits up to which a number is written out. */
const LONGEST_WRITTEN = 400

/** A number as JSON carries it: no exponent below 10^400, no trailing zeros, at most 34 decimals. `toNumber` reads it. */
export const decimalText = (value: Decimal): string => {
  if (value.e >= LONGEST_WRITTEN) return value.toExponential()
  const text = value.decimalPlaces() > 34 ? value.toDecimalPlaces(34).toFixed() : value.toFixed()
  return text === '-0' ? '0' : text
}

/** A whole number in `range`, as a JavaScript number; null otherwise. */
export function toInteger(value: Decimal, limit = Number.MAX_SAFE_INTEGER): number | null {
  return value.isInteger() && value.abs().lte(limit) ? value.toNumber() : null
}
