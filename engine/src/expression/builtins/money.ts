import { Decimal } from '../../base/decimal.ts'
import type { Evaluation } from '../compile/evaluation.ts'
import { toInteger } from '../values/number.ts'
import { maybe, wants, type Builtin, type Builtins } from './builtin.ts'

const SCALE = maybe('scale', 'number')

/**
 * The rounding rules of prices. Not in DMN. Amounts are rounded half up (away from zero) to `scale` decimals, 2 when it is
 * left out; a tax rate is in per cent. Null where DMN would say so: a null, a scale that is no whole number from 0 to 12.
 */
export const moneyBuiltins: Builtins = {
  'round amount': [
    {
      parameters: [wants('amount', 'number'), SCALE],
      result: 'number',
      run: ([amount, scale]) => scaled(scale, places => half(amount, places)),
      cost: 4,
    },
  ],
  /** Tax-inclusive basis: net = round(gross ÷ (1 + rate)). */
  'net of gross': [taxed('gross', (gross, rate, scale) => netOf(gross, rate, scale))],
  /** Tax-inclusive basis: tax = gross − net, so that both add up. */
  'tax of gross': [
    taxed('gross', (gross, rate, scale) => netOf(gross, rate, scale)?.negated().plus(half(gross, scale)) ?? null),
  ],
  /** Tax-exclusive basis: tax = round(net × rate). */
  'tax of net': [taxed('net', (net, rate, scale) => half(net.times(rate).dividedBy(100), scale))],
  /** In proportion to the weights; the smallest units left over go to the largest remainders, of equal ones to the first. */
  'split amount': [
    {
      parameters: [wants('amount', 'number'), wants('weights', { list: 'number' }), SCALE],
      result: { list: 'number' },
      run: ([amount, weights, scale], evaluation) =>
        scaled(scale, places => split(evaluation, { amount, weights, scale: places })),
    },
  ],
}

const half = (amount: Decimal, scale: number) => amount.toDecimalPlaces(scale, Decimal.ROUND_HALF_UP)

const MOST_DECIMALS = 12

function scaled<Result>(scale: Decimal | null, use: (places: number) => Result): Result | null {
  const places = scale === null ? 2 : toInteger(scale, MOST_DECIMALS)
  return places === null || places < 0 ? null : use(places)
}

function taxed(amount: string, compute: (amount: Decimal, rate: Decimal, scale: number) => Decimal | null): Builtin {
  return {
    parameters: [wants(amount, 'number'), wants('tax rate', 'number'), SCALE],
    result: 'number',
    run: ([value, rate, scale]) => scaled(scale, places => (rate.isNegative() ? null : compute(value, rate, places))),
    cost: 10,
  }
}

/** Rounded as soon as it is exact enough: both in per cent, so that nothing is lost before the division. */
const netOf = (gross: Decimal, rate: Decimal, scale: number): Decimal | null =>
  half(gross.times(100).dividedBy(rate.plus(100)), scale)

/** Whole units only; null when the amount has a part of one, or when there is nothing to go by. */
function split(
  evaluation: Evaluation,
  { amount, weights, scale }: { amount: Decimal; weights: readonly unknown[]; scale: number },
): Decimal[] | null {
  if (!weights.every(usable) || amount.decimalPlaces() > scale || amount.e > LARGEST_AMOUNT) return null
  evaluation.spend(20 + weights.length * 40)
  const parts = wholeNumbers(weights)
  const total = parts.reduce((sum, part) => sum + part, 0n)
  if (total === 0n) return null
  const unit = new Decimal(10).pow(-scale).times(amount.isNegative() ? -1 : 1)
  const shares = largestRemainder(
    BigInt(
      amount
        .abs()
        .times(10 ** scale)
        .toFixed(0),
    ),
    parts,
    total,
  )
  return evaluation.madeList(shares.map(share => new Decimal(share.toString()).times(unit)))
}

/** Exponents beyond which units would not fit 34 digits, and whole numbers would grow without bounds. */
const LARGEST_AMOUNT = 20

const usable = (weight: unknown): weight is Decimal =>
  weight instanceof Decimal && !weight.isNegative() && Math.abs(weight.e) <= LARGEST_AMOUNT

/** The weights as whole numbers in the same proportion, so that remainders are exact. */
function wholeNumbers(weights: readonly Decimal[]): bigint[] {
  const places = weights.reduce((most, weight) => Math.max(most, weight.decimalPlaces()), 0)
  return weights.map(weight => BigInt(weight.toFixed(places).replace('.', '')))
}

function largestRemainder(units: bigint, weights: readonly bigint[], total: bigint): bigint[] {
  const shares = weights.map(weight => (units * weight) / total)
  const remainders = weights.map(weight => (units * weight) % total)
  const left = Number(units - shares.reduce((sum, share) => sum + share, 0n))
  const order = weights.map((_, i) => i).toSorted((a, b) => compare(remainders[b]!, remainders[a]!))
  for (const index of order.slice(0, left)) shares[index]! += 1n
  return shares
}

const compare = (a: bigint, b: bigint) => Number(a > b) - Number(a < b)
