import { Decimal, InvalidInput, defineFunction } from '@jingwei/engine/sdk'
import { decimal } from './decimal-schema.ts'
import { toMoney } from './money.ts'

export interface LineAmountsInput {
  quantity: string
  unit_price: string
  /** Per cent: `13` is 13 %. */
  tax_rate: string
  /** Whether the unit price includes the tax. */
  basis: 'incl' | 'excl'
}

export interface LineAmounts {
  gross: string
  net: string
  tax: string
}

/**
 * Gross, net and tax of one line (price rounding rules of the README).
 *
 * With t = tax_rate / 100, and every result half-up to 2 decimals:
 * - price including tax: gross = quantity × price; net = gross ÷ (1 + t); tax = gross − net
 * - price excluding tax: net = quantity × price; tax = net × t; gross = net + tax
 *
 * So net + tax is always gross, to the cent. A header sums its rounded lines. Negative quantities (returns) mirror positive ones.
 * Throws NegativeTaxRate.
 */
export const lineAmounts = defineFunction<LineAmountsInput, LineAmounts>({
  name: 'pricing.line-amounts',
  title: '行金额',
  effect: 'pure',
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['quantity', 'unit_price', 'tax_rate', 'basis'],
    properties: {
      quantity: decimal('数量'),
      unit_price: decimal('单价'),
      tax_rate: decimal('税率(%)'),
      basis: {
        type: 'string',
        title: '计税口径',
        oneOf: [
          { const: 'incl', title: '含税' },
          { const: 'excl', title: '不含税' },
        ],
      },
    },
  },
  output: {
    type: 'object',
    required: ['gross', 'net', 'tax'],
    properties: { gross: decimal('含税金额'), net: decimal('不含税金额'), tax: decimal('税额') },
  },
  run: ({ quantity, unit_price, tax_rate, basis }) => {
    const rate = new Decimal(tax_rate).dividedBy(100)
    if (rate.isNegative() && !rate.isZero()) throw new NegativeTaxRate(tax_rate)
    const amount = toMoney(new Decimal(quantity).times(unit_price))
    return basis === 'incl' ? fromGross(amount, rate) : fromNet(amount, rate)
  },
})

export class NegativeTaxRate extends InvalidInput {
  constructor(taxRate: string) {
    super('pricing.negative_tax_rate', `A tax rate of ${taxRate} % is not possible. Give zero or more.`, {
      problems: [
        { pointer: '/tax_rate', code: 'pricing.negative_tax_rate', message: 'The tax rate must be zero or more.' },
      ],
    })
  }
}

function fromGross(gross: string, rate: Decimal): LineAmounts {
  const net = toMoney(new Decimal(gross).dividedBy(rate.plus(1)))
  return { gross, net, tax: toMoney(new Decimal(gross).minus(net)) }
}

function fromNet(net: string, rate: Decimal): LineAmounts {
  const tax = toMoney(new Decimal(net).times(rate))
  return { gross: toMoney(new Decimal(net).plus(tax)), net, tax }
}
