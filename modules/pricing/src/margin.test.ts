import { expect, test } from 'vitest'
import { margin, type MarginInput } from './margin.ts'

test.each<[string, MarginInput, { margin: string; margin_pct: string | null }]>([
  ['EX-P5', { net: '37168.14', cost_total: '30600.00' }, { margin: '6568.14', margin_pct: '17.6714' }],
  ['a loss', { net: '100.00', cost_total: '110.00' }, { margin: '-10.00', margin_pct: '-10.0000' }],
  ['a cost finer than a cent', { net: '100.00', cost_total: '61.2049' }, { margin: '38.80', margin_pct: '38.8000' }],
  ['no turnover, no percentage', { net: '0.00', cost_total: '10.00' }, { margin: '-10.00', margin_pct: null }],
])('%s', (_, input, expected) => expect(margin.run(input, undefined as never)).toEqual(expected))
