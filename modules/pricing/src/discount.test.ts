import { expect, test } from 'vitest'
import { discount } from './discount.ts'

test.each([
  ['100', '86.5', '13.5000'],
  ['3', '2', '33.3333'],
  ['6', '1', '83.3333'],
  ['0.3', '0.1', '66.6667'],
  ['100', '100', '0.0000'],
  ['100', '110', '-10.0000'],
  ['0', '10', null],
])('list price %s sold at %s is a discount of %s %%', (list_price, unit_price, discount_pct) => {
  expect(discount.run({ list_price, unit_price }, undefined as never)).toEqual({ discount_pct })
})
