import { Decimal } from '@jingwei/engine/sdk'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineAmounts, NegativeTaxRate, type LineAmounts, type LineAmountsInput } from './line-amounts.ts'

const amounts = (input: LineAmountsInput) => lineAmounts.run(input, undefined as never) as LineAmounts

test.each([
  [
    'EX-P1',
    { quantity: '7', unit_price: '3860.00', tax_rate: '13', basis: 'incl' },
    ['27020.00', '23911.50', '3108.50'],
  ],
  [
    'EX-P5',
    { quantity: '500', unit_price: '84.00', tax_rate: '13', basis: 'incl' },
    ['42000.00', '37168.14', '4831.86'],
  ],
  [
    'without tax in the price',
    { quantity: '3', unit_price: '100', tax_rate: '13', basis: 'excl' },
    ['339.00', '300.00', '39.00'],
  ],
  [
    'a return',
    { quantity: '-7', unit_price: '3860.00', tax_rate: '13', basis: 'incl' },
    ['-27020.00', '-23911.50', '-3108.50'],
  ],
  [
    'export without tax',
    { quantity: '12', unit_price: '1250', tax_rate: '0', basis: 'excl' },
    ['15000.00', '15000.00', '0.00'],
  ],
  [
    'half a cent goes up',
    { quantity: '1', unit_price: '0.005', tax_rate: '0', basis: 'incl' },
    ['0.01', '0.01', '0.00'],
  ],
  [
    'half a cent of a return goes down',
    { quantity: '-1', unit_price: '0.005', tax_rate: '0', basis: 'incl' },
    ['-0.01', '-0.01', '0.00'],
  ],
  ['nothing', { quantity: '0', unit_price: '84', tax_rate: '13', basis: 'incl' }, ['0.00', '0.00', '0.00']],
] as const)('%s', (_, input, [gross, net, tax]) => {
  expect(amounts(input)).toEqual({ gross, net, tax })
})

test('a tax rate below zero is refused', () => {
  expect(() => amounts({ quantity: '1', unit_price: '1', tax_rate: '-1', basis: 'incl' })).toThrow(NegativeTaxRate)
})

const decimals = (max: number, scale: number) =>
  fc.integer({ min: 0, max: max * 10 ** scale }).map(units => new Decimal(units).dividedBy(10 ** scale).toFixed(scale))

const line = fc.record({
  quantity: decimals(10_000, 4),
  unit_price: decimals(100_000, 4),
  tax_rate: decimals(30, 2),
  basis: fc.constantFrom('incl' as const, 'excl' as const),
})

test('net and tax always make up gross, and no cent is off by more than a half', () => {
  fc.assert(
    fc.property(line, input => {
      const { gross, net, tax } = amounts(input)
      const exact = new Decimal(input.quantity).times(input.unit_price)
      const rate = new Decimal(input.tax_rate).dividedBy(100)

      expect(new Decimal(net).plus(tax).toFixed(2)).toBe(gross)
      expect(
        exact
          .minus(input.basis === 'incl' ? gross : net)
          .abs()
          .lte('0.005'),
      ).toBe(true)
      expect(new Decimal(net).times(rate).minus(tax).abs().lte(rate.times('0.005').plus('0.005'))).toBe(true)
    }),
    { seed: 20260101 },
  )
})

test('more of the same never costs less', () => {
  fc.assert(
    fc.property(line, decimals(1000, 4), (input, more) => {
      const small = amounts(input)
      const large = amounts({ ...input, quantity: new Decimal(input.quantity).plus(more).toFixed(4) })

      for (const part of ['gross', 'net'] as const) expect(new Decimal(large[part]).gte(small[part])).toBe(true)
    }),
    { seed: 20260101 },
  )
})

test('a return is the mirror image of its sale', () => {
  fc.assert(
    fc.property(line, input => {
      const sale = amounts(input)
      const back = amounts({ ...input, quantity: new Decimal(input.quantity).negated().toFixed(4) })

      for (const part of ['gross', 'net', 'tax'] as const)
        expect(new Decimal(sale[part]).plus(back[part]).isZero()).toBe(true)
    }),
    { seed: 20260101 },
  )
})
