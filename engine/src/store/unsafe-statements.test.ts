import { expect, test } from 'vitest'
import { widens } from './unsafe-statements.ts'

test.each([
  ['numeric(7,4)', 'numeric(9,4)', true],
  ['numeric(7,4)', 'numeric(7,5)', false],
  ['numeric(7,4)', 'numeric', true],
  ['numeric', 'numeric(18,2)', false],
  ['integer', 'numeric(18,2)', true],
  ['integer', 'numeric(9,0)', false],
  ['text', 'integer', false],
])('%s to %s keeps every value: %s', (from, to, expected) => {
  expect(widens(from, to)).toBe(expected)
})
