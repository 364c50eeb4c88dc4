import { Decimal } from '../../../base/decimal.ts'
import { decimalText } from '../../values/number.ts'

/** A result as JSON: see `JuelExpression.evaluate`. */
export function jsonResult(value: unknown): unknown {
  return value instanceof Decimal ? jsonNumber(value) : (value ?? null)
}

function jsonNumber(value: Decimal): number | string {
  // Adding zero turns -0 into 0.
  const number = value.toNumber() + 0
  const isClose = Number.isFinite(number) && (new Decimal(number).equals(value) || value.precision() > EXACT_DIGITS)
  return isClose ? number : decimalText(value)
}

/**
 * Sums and products of amounts and identifiers have fewer digits; a quotient that doesn't end has 34. The latter is inexact
 * anyway: as decimal text it would gain nothing, and two of them would be compared as texts by the next expression.
 */
const EXACT_DIGITS = 20
