import { expect, test } from 'vitest'
import { addDuration } from './duration.ts'
import { nextOccurrence } from './next-occurrence.ts'
import { BadTimer, planTimer } from './plan-timer.ts'
import { timerFault } from './timer-fault.ts'

/** A Monday, 9:00 in Shanghai. */
const NOW = '2026-01-05T01:00:00.000Z'

test.each([
  ['duration', 'PT24H', '2026-01-06T01:00:00.000Z'],
  ['duration', 'P1M', '2026-02-05T01:00:00.000Z'],
  ['duration', ' P1DT2H ', '2026-01-06T03:00:00.000Z'],
  ['duration', '-PT1H', '2026-01-05T00:00:00.000Z'],
  ['date', '2026-03-01T09:00:00+08:00', '2026-03-01T01:00:00.000Z'],
  ['date', '2026-03-01T09:00:00+0800', '2026-03-01T01:00:00.000Z'],
  ['date', '2026-03-01', '2026-02-28T16:00:00.000Z'],
  ['date', '2026-03-01T09:00:00', '2026-03-01T01:00:00.000Z'],
  ['date', '2026-03-01T09:00@Europe/Paris', '2026-03-01T08:00:00.000Z'],
  ['date', '2026-03-01T09:00:00[Europe/Paris]', '2026-03-01T08:00:00.000Z'],
  ['date', '2026-03-01T09:00:00+01:00[Europe/Paris]', '2026-03-01T08:00:00.000Z'],
  ['date', '2020-01-01T00:00:00Z', '2020-01-01T00:00:00.000Z'],
  ['cycle', 'R3/PT24H', '2026-01-06T01:00:00.000Z'],
  ['cycle', 'R/2026-01-01T00:00:00Z/P1D', '2026-01-01T00:00:00.000Z'],
  ['cycle', 'R3/2026-01-07T00:00:00Z/2026-01-07T06:00:00Z', '2026-01-07T00:00:00.000Z'],
  ['cycle', 'R3/PT1H/2026-01-05T12:00:00Z', '2026-01-05T10:00:00.000Z'],
  ['cycle', 'R/PT1H/2026-01-05T12:30:00Z', '2026-01-05T01:30:00.000Z'],
  ['cycle', 'R/PT1H/2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z'],
] as const)('a %s of %s is first due at %s', (kind, text, dueAt) => {
  expect(planTimer(kind, text, NOW).dueAt).toBe(dueAt)
})

test.each([
  ['duration', '24h'],
  ['duration', ''],
  ['duration', 'P99999999999D'],
  ['duration', 'P9000Y'],
  ['date', 'tomorrow'],
  ['date', '10:30:00'],
  ['date', '2026-02-30'],
  ['date', '2026-03-01T09:00@Mars/Olympus'],
  ['cycle', 'PT24H'],
  ['cycle', 'R0/PT24H'],
  ['cycle', 'R/PT0S'],
  ['cycle', 'R/PT0.5S'],
  ['cycle', 'R/-PT1H'],
  ['cycle', 'R3/soon/PT24H'],
  ['cycle', 'R3/PT1H/PT1H/PT1H'],
  ['cycle', 'R99999999999/PT1H'],
  ['cycle', 'R3/2026-01-07T06:00:00Z/2026-01-07T00:00:00Z'],
] as const)('a %s of "%s" is refused', (kind, text) => {
  expect(() => planTimer(kind, text, NOW)).toThrow(BadTimer)
})

test('a fault of a written text says what can be written instead, and a sound one has none', () => {
  expect(timerFault('duration', 'PT24H')).toBeNull()
  expect(timerFault('duration', '24h')).toContain('is not a duration such as PT24H')
  expect(timerFault('duration', 'P1M')).toBeNull()
  expect(timerFault('duration', 'P1M', 'china')).toContain('in working time')
})

test('another time zone is asked where days begin', () => {
  expect(planTimer('date', '2026-03-01', NOW, { zone: 'Europe/Paris' }).dueAt).toBe('2026-02-28T23:00:00.000Z')
  // Clocks go forward on 29 March: the day has 23 hours, 24 hours go past it.
  expect(addDuration('2026-03-28T11:00:00.000Z', 'P1D', 1, 'Europe/Paris')).toBe('2026-03-29T10:00:00.000Z')
  expect(addDuration('2026-03-28T11:00:00.000Z', 'PT24H', 1, 'Europe/Paris')).toBe('2026-03-29T11:00:00.000Z')
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

test('a start in the past fires at once, counts, and is followed by what is left of the grid', () => {
  const first = planTimer('cycle', 'R5/2026-01-03T00:00:00Z/P1D', NOW)
  expect(first).toMatchObject({ dueAt: '2026-01-03T00:00:00.000Z', repeatsLeft: 5 })

  const second = nextOccurrence(first, NOW)!

  expect(second).toMatchObject({ dueAt: '2026-01-06T00:00:00.000Z', repeatsLeft: 2 })
})

test('a repetition with an end fires at its end last', () => {
  const first = planTimer('cycle', 'R/P1M/2026-03-31T00:00:00Z', NOW)
  expect(first).toMatchObject({ dueAt: '2026-01-31T00:00:00.000Z', repeatsLeft: 3 })

  const second = nextOccurrence(first, '2026-01-31T00:00:00.000Z')!
  expect(second).toMatchObject({ dueAt: '2026-02-28T00:00:00.000Z', repeatsLeft: 2 })

  const third = nextOccurrence(second, '2026-02-28T00:00:00.000Z')!
  expect(third).toMatchObject({ dueAt: '2026-03-31T00:00:00.000Z', repeatsLeft: 1 })
  expect(nextOccurrence(third, third.dueAt)).toBeNull()
})

test('a monthly cycle follows the calendar', () => {
  const monthly = planTimer('cycle', 'R/2026-01-31T00:00:00Z/P1M', NOW)

  const next = nextOccurrence(monthly, '2026-02-28T00:00:00.000Z')!
  expect(next.dueAt).toBe('2026-03-31T00:00:00.000Z')
  expect(nextOccurrence(next, '2027-01-15T00:00:00.000Z')!.dueAt).toBe('2027-01-31T00:00:00.000Z')
})

test('a cycle ends with the last year that can be written', () => {
  const rare = planTimer('cycle', 'R/P5000Y', NOW)

  expect(rare.dueAt).toBe('7026-01-05T01:00:00.000Z')
  expect(nextOccurrence(rare, rare.dueAt)).toBeNull()
})

test('a one-shot timer has no next occurrence', () => {
  expect(nextOccurrence(planTimer('duration', 'PT1H', NOW), NOW)).toBeNull()
})
