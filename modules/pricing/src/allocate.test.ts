import { Decimal } from '@jingwei/engine/sdk'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate, UnsplittableAmount, UnusableWeights, type AllocateInput } from './allocate.ts'

const shares = (input: AllocateInput) => (allocate.run(input, undefined as never) as { shares: string[] }).shares

test.each<[string, AllocateInput, string[]]>([
  ['EX-P4', { amount: '176543.21', weights: ['180000', '12000', '8000'] }, ['158888.89', '10592.59', '7061.73']],
  ['a discount over two lines', { amount: '200.00', weights: ['5400', '3600'] }, ['120.00', '80.00']],
  ['a tie goes to the lower index', { amount: '0.01', weights: ['1', '1'] }, ['0.01', '0.00']],
  ['ties in a row', { amount: '1.00', weights: ['1', '1', '1'] }, ['0.34', '0.33', '0.33']],
  ['nothing for no weight', { amount: '10.00', weights: ['0', '0.5', '0.5'] }, ['0.00', '5.00', '5.00']],
  ['a negative amount', { amount: '-1.00', weights: ['1', '1', '1'] }, ['-0.34', '-0.33', '-0.33']],
  ['pieces', { amount: '7', weights: ['2', '1'], scale: 0 }, ['5', '2']],
  ['nothing', { amount: '0', weights: ['1', '2'] }, ['0.00', '0.00']],
])('%s', (_, input, expected) => expect(shares(input)).toEqual(expected))

test('what can not be split is refused', () => {
  expect(() => shares({ amount: '0.001', weights: ['1'] })).toThrow(UnsplittableAmount)
  expect(() => shares({ amount: '1', weights: ['1', '-1'] })).toThrow(UnusableWeights)
  expect(() => shares({ amount: '1', weights: ['0', '0.00'] })).toThrow(UnusableWeights)
})

const cents = fc
  .integer({ min: -1_000_000_000, max: 1_000_000_000 })
  .map(units => new Decimal(units).dividedBy(100).toFixed(2))
const weight = fc.integer({ min: 0, max: 1_000_000 }).map(units => new Decimal(units).dividedBy(1000).toFixed(3))
const weights = fc.array(weight, { minLength: 1, maxLength: 12 }).filter(all => all.some(each => Number(each) > 0))

test('shares add up exactly, and none is a whole unit off its proportion', () => {
  fc.assert(
    fc.property(cents, weights, (amount, all) => {
      const given = shares({ amount, weights: all })
      const total = all.reduce((sum, each) => sum.plus(each), new Decimal(0))

      expect(given.reduce((sum, share) => sum.plus(share), new Decimal(0)).equals(amount)).toBe(true)
      given.forEach((share, i) => {
        const exact = new Decimal(amount).times(all[i]!).dividedBy(total)
        expect(exact.minus(share).abs().lt('0.01')).toBe(true)
      })
    }),
    { seed: 20260101 },
  )
})

test('more weight never gets less', () => {
  fc.assert(
    fc.property(cents, weights, (amount, all) => {
      const given = shares({ amount: amount.replace('-', ''), weights: all }).map(share => new Decimal(share))

      all.forEach((heavy, i) =>
        all.forEach((light, j) => Number(heavy) > Number(light) && expect(given[i]!.gte(given[j]!)).toBe(true)),
      )
    }),
    { seed: 20260101 },
  )
})
