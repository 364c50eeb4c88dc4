import { expect, test } from 'vitest'
import { nextOccurrence } from './next-occurrence.ts'
import { BadTimer, planTimer } from './plan-timer.ts'

const NOW = '2026-01-05T01:00:00.000Z'

test.each([
  ['duration', 'PT24H', '2026-01-06T01:00:00.000Z'],
  ['duration', 'P1M', '2026-02-05T01:00:00.000Z'],
  ['date', '2026-03-01T09:00:00+08:00', '2026-03-01T01:00:00.000Z'],
  ['date', '2026-03-01', '2026-03-01T00:00:00.000Z'],
  ['date', '2026-03-01T09:00:00', '2026-03-01T09:00:00.000Z'],
  ['cycle', 'R3/PT24H', '2026-01-06T01:00:00.000Z'],
  ['cycle', 'R/2026-01-01T00:00:00Z/P1D', '2026-01-01T00:00:00.000Z'],
] as const)('a %s of %s is first due at %s', (kind, text, dueAt) => {
  expect(planTimer(kind, text, NOW).dueAt).toBe(dueAt)
})

test.each([
  ['duration', '24h'],
  ['duration', ''],
  ['date', 'tomorrow'],
  ['cycle', 'PT24H'],
  ['cycle', 'R0/PT24H'],
  ['cycle', 'R/PT0S'],
  ['cycle', 'R3/soon/PT24H'],
] as const)('a %s of "%s" is refused', (kind, text) => {
  expect(() => planTimer(kind, text, NOW)).toThrow(BadTimer)
})

test('a cycle keeps its grid however late it fires', () => {
  const first = planTimer('cycle', 'R3/PT24H', NOW)

  const second = nextOccurrence(first, '2026-01-06T01:07:00.000Z')!
  expect(second).toMatchObject({ dueAt: '2026-01-07T01:00:00.000Z', repeatsLeft: 2 })

  const third = nextOccurrence(second, '2026-01-07T01:00:00.000Z')!
  expect(third).toMatchObject({ dueAt: '2026-01-08T01:00:00.000Z', repeatsLeft: 1 })
  expect(nextOccurrence(third, '2026-01-08T01:00:01.000Z')).toBeNull()
})

test('after a downtime a cycle fires once: missed occurrences are used up, the next lies strictly in the future', () => {
  const daily = planTimer('cycle', 'R10/PT24H', NOW)

  const next = nextOccurrence(daily, '2026-01-09T01:00:00.000Z')!

  expect(next).toMatchObject({ dueAt: '2026-01-10T01:00:00.000Z', repeatsLeft: 6 })
})

test('missed occurrences can use up the whole count', () => {
  expect(nextOccurrence(planTimer('cycle', 'R3/PT24H', NOW), '2026-02-01T00:00:00.000Z')).toBeNull()
})

test('a monthly cycle follows the calendar', () => {
  const monthly = planTimer('cycle', 'R/2026-01-31T00:00:00Z/P1M', NOW)

  const next = nextOccurrence(monthly, '2026-02-28T00:00:00.000Z')!
  expect(next.dueAt).toBe('2026-03-31T00:00:00.000Z')
  expect(nextOccurrence(next, '2027-01-15T00:00:00.000Z')!.dueAt).toBe('2027-01-31T00:00:00.000Z')
})

test('a one-shot timer has no next occurrence', () => {
  expect(nextOccurrence(planTimer('duration', 'PT1H', NOW), NOW)).toBeNull()
})
