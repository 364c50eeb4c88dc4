import { Decimal } from '../../../base/decimal.ts'
import { DivisionByZero } from '../juel-errors.ts'
import { inRange, toDecimal } from './coerce.ts'

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%'

/**
 * EL 2.2 §1.7 over decimals: both sides are read as numbers, so that `'1' + '2'` is 3 and null is 0. The remainder has the
 * sign of the dividend. Throws NotConvertible, DivisionByZero, OutOfRange.
 */
export function calculate(operator: ArithmeticOperator, a: unknown, b: unknown): Decimal {
  const [left, right] = [toDecimal(a), toDecimal(b)]
  if (operator !== '/' && operator !== '%') return inRange(operations[operator](left, right))
  if (isNull(a) && isNull(b)) return ZERO
  if (right.isZero()) throw new DivisionByZero()
  return inRange(operations[operator](left, right))
}

const operations: Record<ArithmeticOperator, (a: Decimal, b: Decimal) => Decimal> = {
  '+': (a, b) => a.plus(b),
  '-': (a, b) => a.minus(b),
  '*': (a, b) => a.times(b),
  '/': (a, b) => a.dividedBy(b),
  '%': (a, b) => a.modulo(b),
}

const isNull = (value: unknown) => value === null || value === undefined

const ZERO = new Decimal(0)
