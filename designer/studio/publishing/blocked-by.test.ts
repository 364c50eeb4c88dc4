import { expect, test } from 'vitest'
import { blockedBy } from './blocked-by.ts'
import type { ChangeImpact, FailedCase } from './publishing-api.ts'
import { sortedCases } from './set-aside.ts'

const failed = (key: string, rest: Partial<FailedCase> = {}): FailedCase => ({
  of: 'rule-set/discount',
  key,
  file: 'discount.cases.json',
  title: key,
  differences: [],
  ...rest,
})
const impact = (rest: Partial<ChangeImpact> = {}): ChangeImpact => ({
  diagnostics: [],
  comparisons: [],
  cases: null,
  schema: null,
  runs: [],
  ...rest,
})
const name = { of: 'rule-set/discount', key: 'ten' }

test('a failing case blocks until it is set aside, and then a note is asked for', () => {
  expect(blockedBy(impact(), { open: true, names: [] }, 'a reason')).toBe('cases')
  expect(blockedBy(impact(), { open: true, names: [name] }, 'a reason')).toBe('cases')
  expect(blockedBy(impact(), { open: false, names: [name] }, ' ')).toBe('note')
  expect(blockedBy(impact(), { open: false, names: [name] }, 'a reason')).toBeUndefined()
})

test('without a case set aside no note is asked for', () => {
  expect(blockedBy(impact(), { open: false, names: [] }, '')).toBeUndefined()
})

test('errors come first: no mark lets them through', () => {
  const error = { code: 'x', severity: 'error', message: '', file: '', line: 1, column: 1 } as const
  expect(blockedBy(impact({ diagnostics: [error] }), { open: true, names: [] }, '')).toBe('errors')
})

test('what failed before and what is set aside blocks nothing', () => {
  const cases = {
    passed: 3,
    failed: [failed('a'), failed('b', { tolerated: 'known' }), failed('c', { tolerated: 'set_aside' })],
  }
  const keys = Object.entries(sortedCases(cases)).map(([group, each]) => [group, each.map(({ key }) => key)])
  expect(Object.fromEntries(keys)).toEqual({ blocking: ['a'], known: ['b'], setAside: ['c'] })
})
