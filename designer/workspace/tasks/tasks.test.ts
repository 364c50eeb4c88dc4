import { expect, test } from 'vitest'
import { urgency } from './deadline.ts'
import { neighbourOf, opinionNeeded } from './task-list-state.ts'

const items = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]

test('deciding opens the next task below, at the end the one above', () => {
  expect(neighbourOf(items, 'a')).toBe('b')
  expect(neighbourOf(items, 'c')).toBe('b')
  expect(neighbourOf([{ id: 'a' }], 'a')).toBeNull()
})

test('a task that is no longer in the list leads to its top', () => {
  expect(neighbourOf(items, 'gone')).toBe('a')
  expect(neighbourOf([], 'gone')).toBeNull()
})

test.each([
  ['optional', 'reject', false],
  ['on_return', 'approve', false],
  ['on_return', 'return', true],
  ['on_return', 'reject', true],
  ['required', 'approve', true],
] as const)('with rule %s, outcome %s needs an opinion: %s', (rule, outcome, needed) => {
  expect(opinionNeeded(rule, outcome)).toBe(needed)
})

test('a deadline is calm, then soon, then over', () => {
  const now = new Date('2026-03-10T12:00:00Z')
  expect(urgency('2026-03-12T12:00:00Z', now)).toBe('calm')
  expect(urgency('2026-03-11T11:00:00Z', now)).toBe('soon')
  expect(urgency('2026-03-10T11:59:59Z', now)).toBe('overdue')
})
