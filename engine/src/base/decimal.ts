import { Decimal as DecimalJs } from 'decimal.js'

/**
 * Decimals with 34 significant digits, as DMN 1.5 §10.3.2.3.4 asks of numbers (IEEE 754-2008 decimal128).
 * A clone of our own, so that another library's settings can't change ours.
 */
export const Decimal = DecimalJs.clone({
  precision: 34,
  rounding: DecimalJs.ROUND_HALF_EVEN,
  toExpNeg: -40,
  toExpPos: 40,
})
export type Decimal = DecimalJs

const DECIMAL_TEXT = /^-?(0|[1-9]\d{0,33})(\.\d{1,34})?$/

/** True for the JSON string form of a decimal: no exponent, no leading zeros, no plus sign. */
export function isDecimalText(text: unknown): text is string {
  return typeof text === 'string' && DECIMAL_TEXT.test(text)
}

/** Rounds half away from zero to `scale` decimals: the rounding of all money. Returns text with exactly `scale` decimals. */
export function roundHalfUp(value: DecimalJs.Value, scale: number): string {
  return new Decimal(value).toDecimalPlaces(scale, DecimalJs.ROUND_HALF_UP).toFixed(scale)
}
