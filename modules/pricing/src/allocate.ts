import { Decimal, InvalidInput, defineFunction } from '@jingwei/engine/sdk'
import { decimal } from './decimal-schema.ts'

export interface AllocateInput {
  /** What is split; no more decimals than `scale`. */
  amount: string
  /** In what proportion; zero or more each, not all zero. */
  weights: string[]
  /** Decimals of the smallest unit. Default 2: a cent. */
  scale?: number
}

/**
 * Splits an amount so that the shares add up to it exactly (price rounding rules of the README): every share is
 * its proportion cut to the smallest unit; the units left over go one each to the largest remainders, of equal ones to the lower
 * index. A negative amount is split as its mirror image. Throws UnsplittableAmount, UnusableWeights.
 */
export const allocate = defineFunction<AllocateInput, { shares: string[] }>({
  name: 'pricing.allocate',
  title: '金额分摊',
  effect: 'pure',
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['amount', 'weights'],
    properties: {
      amount: decimal('金额'),
      weights: { type: 'array', title: '权重', minItems: 1, maxItems: 10_000, items: decimal('权重') },
      scale: { type: 'integer', title: '小数位', minimum: 0, maximum: 8, default: 2 },
    },
  },
  output: {
    type: 'object',
    required: ['shares'],
    properties: { shares: { type: 'array', items: decimal('分摊金额') } },
  },
  run: ({ amount, weights, scale = 2 }) => {
    const total = new Decimal(amount)
    if (total.decimalPlaces() > scale) throw new UnsplittableAmount(amount, scale)
    const shares = split(toUnits(total.abs(), scale), wholeWeights(weights))
    const sign = total.isNegative() ? -1 : 1
    return {
      shares: shares.map(share =>
        new Decimal(share.toString())
          .times(sign)
          .dividedBy(10 ** scale)
          .plus(0)
          .toFixed(scale),
      ),
    }
  },
})

export class UnsplittableAmount extends InvalidInput {
  constructor(amount: string, scale: number) {
    super('pricing.unsplittable_amount', `${amount} has more than ${scale} decimals. Round it before it is split.`)
  }
}

export class UnusableWeights extends InvalidInput {
  constructor() {
    super('pricing.unusable_weights', 'Weights must be zero or more, and one of them above zero.')
  }
}

const toUnits = (value: Decimal, scale: number): bigint => BigInt(value.times(10 ** scale).toFixed(0))

/** The weights as whole numbers in the same proportion, so that remainders are exact. */
function wholeWeights(weights: readonly string[]): bigint[] {
  const decimals = weights.map(weight => new Decimal(weight))
  const scale = Math.max(...decimals.map(weight => weight.decimalPlaces()))
  // Shifted as text: a product would be rounded to 34 digits.
  const whole = decimals.map(weight => BigInt(weight.toFixed(scale).replace('.', '')))
  if (whole.some(weight => weight < 0n) || whole.every(weight => weight === 0n)) throw new UnusableWeights()
  return whole
}

function split(units: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n)
  const shares = weights.map(weight => (units * weight) / total)
  const left = Number(units - shares.reduce((sum, share) => sum + share, 0n))
  for (const index of byRemainder(units, weights, total).slice(0, left)) shares[index] = shares[index]! + 1n
  return shares
}

/** Indexes, largest remainder first; the sort is stable, so equal ones keep their order. */
function byRemainder(units: bigint, weights: readonly bigint[], total: bigint): number[] {
  const remainders = weights.map(weight => (units * weight) % total)
  return weights
    .map((_, i) => i)
    .sort((a, b) => Number(remainders[a]! < remainders[b]!) - Number(remainders[a]! > remainders[b]!))
}
