import { Decimal, defineFunction } from '@jingwei/engine/sdk'
import { decimal, decimalOrNull } from './decimal-schema.ts'
import { toMoney, toPercent } from './money.ts'

export interface MarginInput {
  /** Amount without tax. */
  net: string
  /** Cost of the same goods, without tax. */
  cost_total: string
}

export interface Margin {
  margin: string
  margin_pct: string | null
}

/**
 * Gross margin (price rounding rules of the README): margin = net − cost, to the cent;
 * margin_pct = margin ÷ net × 100, half-up to 4 decimals, null when net is zero.
 */
export const margin = defineFunction<MarginInput, Margin>({
  name: 'pricing.margin',
  title: '毛利',
  effect: 'pure',
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['net', 'cost_total'],
    properties: { net: decimal('不含税金额'), cost_total: decimal('成本合计(不含税)') },
  },
  output: {
    type: 'object',
    required: ['margin', 'margin_pct'],
    properties: { margin: decimal('毛利'), margin_pct: decimalOrNull('毛利率(%)') },
  },
  run: ({ net, cost_total }) => {
    const amount = toMoney(new Decimal(net).minus(cost_total))
    return {
      margin: amount,
      margin_pct: new Decimal(net).isZero() ? null : toPercent(new Decimal(amount).dividedBy(net).times(100)),
    }
  },
})
