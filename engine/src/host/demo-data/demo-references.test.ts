import { expect, test } from 'vitest'
import { BadDemoData } from './demo-files.ts'
import { DemoReferences, shifted } from './demo-references.ts'

const now = new Date('2026-03-10T08:00:00Z')

test('a row names another by its natural key, also inside line items', () => {
  const references = new DemoReferences(now)
  references.remember('product', { code: 'P1', price: 3 }, 'id-of-p1')

  const { data, later } = references.resolve({
    title: 'x',
    lines: [{ product: { $ref: 'product', code: 'P1' }, quantity: '2' }],
  })

  expect(data).toEqual({ title: 'x', lines: [{ product: 'id-of-p1', quantity: '2' }] })
  expect(later).toEqual([])
})

test('a reference to a row that comes later is given back to be set then', () => {
  const { data, later } = new DemoReferences(now).resolve({ code: 'U1', head: { $ref: 'person', code: 'P9' } })

  expect(data).toEqual({ code: 'U1' })
  expect(later).toEqual(['head'])
})

test('dates are relative to the day of loading', () => {
  expect(new DemoReferences(now).resolve({ on: { $date: '-10d' } }).data).toEqual({ on: '2026-02-28' })
  expect(shifted(now, '+2h').toISOString()).toBe('2026-03-10T10:00:00.000Z')
  expect(() => shifted(now, 'yesterday')).toThrow(BadDemoData)
})
