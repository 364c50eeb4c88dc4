import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'

test('a slip of the pen finds the name that was meant', () => {
  const names = ['amount', 'net_amount', 'customer', '客户']

  expect(nearest('ammount', names)).toBe('amount')
  expect(nearest('cusotmer', names)).toBe('customer')
  expect(nearest('Amount', names)).toBe('amount')
})

test('a name that resembles nothing finds nothing', () => {
  expect(nearest('warehouse', ['amount', 'customer'])).toBeUndefined()
  expect(nearest('x', [])).toBeUndefined()
})
