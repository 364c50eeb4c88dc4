import { expect, test } from 'vitest'
import { capitalAmount } from './capital-amount.ts'

// The examples of 支付结算办法, annex 1, and the borders of the rules.
test.each([
  ['1409.50', '壹仟肆佰零玖元伍角整'],
  ['6007.14', '陆仟零柒元壹角肆分'],
  ['1680.32', '壹仟陆佰捌拾元叁角贰分'],
  ['107000.53', '壹拾万柒仟元伍角叁分'],
  ['16409.02', '壹万陆仟肆佰零玖元零贰分'],
  ['325.04', '叁佰贰拾伍元零肆分'],
  ['0', '零元整'],
  ['0.05', '伍分'],
  ['0.50', '伍角整'],
  ['10', '壹拾元整'],
  ['100000000', '壹亿元整'],
  ['100010000', '壹亿零壹万元整'],
  ['100000001.1', '壹亿零壹元壹角整'],
  ['20030040', '贰仟零叁万零肆拾元整'],
  ['1000000000000', '壹万亿元整'],
  ['1000100000000', '壹万零壹亿元整'],
  ['2999.995', '叁仟元整'],
  ['-15.20', '负壹拾伍元贰角整'],
  ['-0.001', '零元整'],
])('%s is %s', (amount, words) => {
  expect(capitalAmount(amount)).toBe(words)
})

test('an amount past all names is refused', () => {
  expect(() => capitalAmount('10000000000000000')).toThrow(RangeError)
})
