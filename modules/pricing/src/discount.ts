import { Decimal, defineFunction } from '@jingwei/engine/sdk'
import { decimal, decimalOrNull } from './decimal-schema.ts'
import { toPercent } from './money.ts'

export interface DiscountInput {
  list_price: string
  unit_price: string
}

/**
 * Discount of a unit price against the list price of its price level, in per cent, half-up to 4 decimals (price rounding rules of
 * the README): (list − unit) ÷ list × 100. Negative above the list price; null when the list price is zero.
 */
export const discount = defineFunction<DiscountInput, { discount_pct: string | null }>({
  name: 'pricing.discount',
  title: '折扣率',
  effect: 'pure',
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['list_price', 'unit_price'],
    properties: { list_price: decimal('标准单价'), unit_price: decimal('成交单价') },
  },
  output: { type: 'object', required: ['discount_pct'], properties: { discount_pct: decimalOrNull('折扣(%)') } },
  run: ({ list_price, unit_price }) => {
    const list = new Decimal(list_price)
    return { discount_pct: list.isZero() ? null : toPercent(list.minus(unit_price).dividedBy(list).times(100)) }
  },
})
