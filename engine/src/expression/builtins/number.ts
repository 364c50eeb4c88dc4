import { Decimal } from '../../base/decimal.ts'
import type { Evaluation } from '../compile/evaluation.ts'
import { DaysTimeDuration, YearsMonthsDuration, type Duration } from '../values/durations.ts'
import { bounded, toInteger } from '../values/number.ts'
import { maybe, wants, type Builtin, type Builtins } from './builtin.ts'

const { ROUND_UP, ROUND_DOWN, ROUND_CEIL, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN } = Decimal

type Rounding = Parameters<Decimal['toDecimalPlaces']>[1] & number

/** Numeric functions (DMN 1.5 §10.3.4.5). Scales may be negative: `round half up(1250, -2)` is 1300. */
export const numberBuiltins: Builtins = {
  decimal: [rounding(ROUND_HALF_EVEN)],
  floor: [rounding(ROUND_FLOOR, 'optional')],
  ceiling: [rounding(ROUND_CEIL, 'optional')],
  'round up': [rounding(ROUND_UP)],
  'round down': [rounding(ROUND_DOWN)],
  'round half up': [rounding(ROUND_HALF_UP)],
  'round half down': [rounding(ROUND_HALF_DOWN)],
  'round half even': [rounding(ROUND_HALF_EVEN)],
  abs: [
    unary(n => n.abs(), 2, 'n'),
    { parameters: [wants('n', 'duration')], result: 'duration', run: ([duration]) => size(duration) },
  ],
  modulo: [
    {
      parameters: [wants('dividend', 'number'), wants('divisor', 'number')],
      result: 'number',
      run: ([a, b], evaluation) => modulo(a, b, evaluation),
    },
  ],
  sqrt: [unary(n => (n.isNegative() && !n.isZero() ? null : n.sqrt()), 120)],
  log: [unary(n => (n.greaterThan(0) ? n.ln() : null), 500)],
  exp: [unary(exponential, 1_000)],
  odd: [
    {
      parameters: [wants('number', 'number')],
      result: 'boolean',
      run: ([n]) => (n.isInteger() ? !n.mod(2).isZero() : null),
      cost: 20,
    },
  ],
  even: [
    {
      parameters: [wants('number', 'number')],
      result: 'boolean',
      run: ([n]) => (n.isInteger() ? n.mod(2).isZero() : null),
      cost: 20,
    },
  ],
}

function rounding(mode: Rounding, scale: 'required' | 'optional' = 'required'): Builtin {
  return {
    parameters: [wants('n', 'number'), scale === 'optional' ? maybe('scale', 'number') : wants('scale', 'number')],
    result: 'number',
    run: ([n, scale]) => round(n, scale === null ? 0 : toInteger(scale, 6176), mode),
    cost: 10,
  }
}

function unary(compute: (n: Decimal) => Decimal | null, cost = 2, name = 'number'): Builtin {
  const run: Builtin['run'] = ([n]) => {
    const result = compute(n)
    return result && bounded(result)
  }
  return { parameters: [wants(name, 'number')], result: 'number', run, cost }
}

/** decimal.js cuts after the point only; a negative scale shifts the point there and back. */
function round(n: Decimal, scale: number | null, mode: Rounding): Decimal | null {
  if (scale === null) return null
  if (scale >= 0) return n.toDecimalPlaces(scale, mode)
  const unit = new Decimal(10).pow(-scale)
  return bounded(n.dividedBy(unit).toDecimalPlaces(0, mode).times(unit))
}

/** Beyond this the result is no decimal128, and would take long to find that out. */
const LARGEST_EXPONENT = 14_200

function exponential(n: Decimal): Decimal | null {
  if (n.greaterThan(LARGEST_EXPONENT)) return null
  return n.lessThan(-LARGEST_EXPONENT) ? new Decimal(0) : n.exp()
}

/** The remainder takes the sign of the divisor: dividend − divisor × floor(dividend / divisor). */
function modulo(dividend: Decimal, divisor: Decimal, evaluation: Evaluation): Decimal | null {
  if (divisor.isZero()) return null
  // Digits of the quotient, all of which have to be found.
  const digits = Math.max(0, dividend.e - divisor.e)
  evaluation.spend(2 + digits + ((digits * digits) >> 6))
  const rest = dividend.mod(divisor)
  return rest.isZero() || rest.isNegative() === divisor.isNegative() ? rest : rest.plus(divisor)
}

const size = (duration: Duration): Duration =>
  duration instanceof DaysTimeDuration
    ? new DaysTimeDuration(Math.abs(duration.ms))
    : new YearsMonthsDuration(Math.abs(duration.months))
