import { expect, test } from 'vitest'
import { typeName, widened } from './column-types.ts'

test.each([
  ['numeric(7,4)', 'numeric(9,4)', 'numeric(9,4)'],
  ['numeric(7,4)', 'numeric(9,2)', 'numeric(11,4)'],
  ['numeric(7,4)', 'numeric(7,5)', 'numeric'],
  ['numeric(7,4)', 'numeric', 'numeric'],
  ['numeric(18,4)', 'numeric(18,2)', 'numeric(20,4)'],
  ['numeric(18,4)', 'numeric(16,2)', null],
  ['numeric', 'numeric(18,2)', null],
  ['text', 'text', null],
  ['integer', 'numeric(18,2)', undefined],
  ['text', 'integer', undefined],
])('a column of type %s comes to hold %s as: %s', (from, to, expected) => {
  expect(widened(from, to)).toBe(expected)
})

test('types are named as PostgreSQL names them', () => {
  const column = { name: 'x', title: '', notNull: false }

  expect(typeName({ ...column, type: 'timestamptz' })).toBe('timestamp with time zone')
  expect(typeName({ ...column, type: 'numeric', precision: 18, scale: 2 })).toBe('numeric(18,2)')
  expect(typeName({ ...column, type: 'numeric' })).toBe('numeric')
})
