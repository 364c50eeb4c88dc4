import { Decimal } from '../../base/decimal.ts'
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
  abs: [unary(n => n.abs())],
  modulo: [
    {
      parameters: [wants('dividend', 'number'), wants('divisor', 'number')],
      result: 'number',
      run: ([a, b]) => modulo(a, b),
    },
  ],
  sqrt: [unary(n => (n.isNegative() && !n.isZero() ? null : n.sqrt()))],
  odd: [
    {
      parameters: [wants('number', 'number')],
      result: 'boolean',
      run: ([n]) => (n.isInteger() ? !n.mod(2).isZero() : null),
    },
  ],
  even: [
    {
      parameters: [wants('number', 'number')],
      result: 'boolean',
      run: ([n]) => (n.isInteger() ? n.mod(2).isZero() : null),
    },
  ],
}

function rounding(mode: Rounding, scale: 'required' | 'optional' = 'required'): Builtin {
  return {
    parameters: [wants('n', 'number'), scale === 'optional' ? maybe('scale', 'number') : wants('scale', 'number')],
    result: 'number',
    run: ([n, scale]) => round(n, scale === null ? 0 : toInteger(scale, 6176), mode),
  }
}

function unary(compute: (n: Decimal) => Decimal | null): Builtin {
  return { parameters: [wants('number', 'number')], result: 'number', run: ([n]) => compute(n) }
}

/** decimal.js cuts after the point only; a negative scale shifts the point there and back. */
function round(n: Decimal, scale: number | null, mode: Rounding): Decimal | null {
  if (scale === null) return null
  if (scale >= 0) return n.toDecimalPlaces(scale, mode)
  const unit = new Decimal(10).pow(-scale)
  return bounded(n.dividedBy(unit).toDecimalPlaces(0, mode).times(unit))
}

/** The remainder takes the sign of the divisor: dividend − divisor × floor(dividend / divisor). */
function modulo(dividend: Decimal, divisor: Decimal): Decimal | null {
  if (divisor.isZero()) return null
  const rest = dividend.mod(divisor)
  return rest.isZero() || rest.isNegative() === divisor.isNegative() ? rest : rest.plus(divisor)
}
