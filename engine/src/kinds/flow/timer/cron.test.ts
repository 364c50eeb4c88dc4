import { expect, test, vi } from 'vitest'
import { nextCron, normalCron } from './cron.ts'
import { nextOccurrence } from './next-occurrence.ts'
import { BadTimer, planTimer } from './plan-timer.ts'

/** A Monday, 9:00 in Shanghai. */
const NOW = '2026-01-05T01:00:00.000Z'
const ZONE = 'Asia/Shanghai'

const shanghai = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().replace(/\.000Z$/, '')
const due = (pattern: string): string => shanghai(planTimer('cycle', pattern, NOW).dueAt)

test.each([
  ['crontab', '30 8 * * 1-5', '2026-01-06T08:30:00'],
  ['crontab, Sunday as 7', '0 9 * * 7', '2026-01-11T09:00:00'],
  ['crontab takes the day or the weekday', '0 9 13 * 5', '2026-01-09T09:00:00'],
  ['Camunda 8', '0 0 9-17 * * MON-FRI', '2026-01-05T10:00:00'],
  ['Camunda 8 takes the day and the weekday', '0 0 9 13 * FRI', '2026-02-13T09:00:00'],
  ['Camunda 8, every fifth day of the week', '0 0 9 * * 5', '2026-01-09T09:00:00'],
  ['Camunda 7', '0 0 9 ? * MON-FRI', '2026-01-06T09:00:00'],
  ['Camunda 7 counts weekdays from Sunday', '0 0 9 ? * 6', '2026-01-09T09:00:00'],
  ['Camunda 7, from Monday to Friday', '0 0 9 ? * 2-6', '2026-01-06T09:00:00'],
  ['Camunda 7, last Friday of the month', '0 0 9 ? * 6L', '2026-01-30T09:00:00'],
  ['Camunda 7, third Friday of the month', '0 0 9 ? * 6#3', '2026-01-16T09:00:00'],
  ['Camunda 7 with a year', '0 0 9 1 3 ? 2027', '2027-03-01T09:00:00'],
  ['every quarter of an hour', '0 0/15 * * * ?', '2026-01-05T09:15:00'],
  ['from a minute on', '0 5/20 * * * ?', '2026-01-05T09:05:00'],
  ['last day of the month', '0 0 9 L * ?', '2026-01-31T09:00:00'],
  ['last working day of the month', '0 0 9 LW * ?', '2026-01-30T09:00:00'],
  ['second Friday', '0 0 9 * * FRI#2', '2026-01-09T09:00:00'],
  ['names in small letters', '0 0 9 ? jan,feb tue', '2026-01-06T09:00:00'],
  ['a nickname', '@daily', '2026-01-06T00:00:00'],
  ['leap days only', '0 0 0 29 2 *', '2028-02-29T00:00:00'],
])('%s: "%s" is first due at %s in Shanghai', (_, pattern, first) => {
  expect(due(pattern)).toBe(first)
})

test.each([
  '* * *',
  '0 0 0 30 2 ?',
  '0 0 9 1 1 ? 2020',
  '61 * * * * *',
  '? * * * * *',
  '0 0 9 ? * MONDAY',
  '0 0 9 * * * 2027 1',
  '@reboot',
  `0 0 9 * * ${'1,'.repeat(100)}1`,
  '0 0 9 * * __proto__',
])('"%s" is no cron pattern that can be waited for', pattern => {
  expect(() => planTimer('cycle', pattern, NOW)).toThrow(BadTimer)
})

test('a cron cycle that fires late goes on strictly in the future, without end', () => {
  const first = planTimer('cycle', '0 0 9 * * *', NOW)
  expect(first.dueAt).toBe('2026-01-06T01:00:00.000Z')

  const next = nextOccurrence(first, '2026-01-10T01:00:00.000Z')!

  expect(next).toMatchObject({ dueAt: '2026-01-11T01:00:00.000Z', every: 'cron:0 0 9 * * *', repeatsLeft: null })
})

test('a fraction of a second before the time is not the time', () => {
  const pattern = normalCron('0 0 9 * * *')

  expect(nextCron(pattern, '2026-01-06T00:59:59.999Z', { zone: ZONE, calendar: null })?.at).toBe(
    '2026-01-06T01:00:00.000Z',
  )
  expect(nextCron(pattern, '2026-01-06T01:00:00.001Z', { zone: ZONE, calendar: null })?.at).toBe(
    '2026-01-07T01:00:00.000Z',
  )
})

test('a cron pattern that comes to its last year ends', () => {
  const first = planTimer('cycle', '0 0 9 1 * ? 2026', NOW)

  expect(nextOccurrence(first, '2026-12-01T01:00:00.000Z')).toBeNull()
})

test('asking a cron pattern sets no timer', () => {
  vi.useFakeTimers()
  try {
    planTimer('cycle', '* * * * * *', NOW)
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})
