import { expect, test } from 'vitest'
import { nextDue } from './next-due.ts'
import type { When } from './schedule-model.ts'

const due = (when: When, after: string, timeZone = 'Asia/Shanghai', isWorkingDay?: (day: string) => boolean) =>
  nextDue(when, { after: new Date(after), timeZone, ...(isWorkingDay && { isWorkingDay }) })?.toISOString() ?? null

const cron = (pattern: string): When => ({ type: 'cron', pattern })

test('cron is read in the time zone of the installation', () => {
  expect(due(cron('0 8 * * 1-5'), '2026-08-21T00:00:00Z')).toBe('2026-08-24T00:00:00.000Z')
  expect(due(cron('0 8 * * 1-5'), '2026-08-21T00:00:00Z', 'UTC')).toBe('2026-08-21T08:00:00.000Z')
  expect(due(cron('0 0 29 2 *'), '2026-03-01T00:00:00Z', 'UTC')).toBe('2028-02-29T00:00:00.000Z')
})

test('times on days off are left out', () => {
  const workdays = new Set(['2026-10-09'])

  expect(due(cron('0 8 * * *'), '2026-09-30T12:00:00Z', 'Asia/Shanghai', day => workdays.has(day))).toBe(
    '2026-10-09T00:00:00.000Z',
  )
  expect(due(cron('0 8 * * *'), '2026-09-30T12:00:00Z', 'Asia/Shanghai', () => false)).toBeNull()
})

test('exact durations are counted from their beginning, and are due strictly after the last time', () => {
  const every: When = { type: 'every', milliseconds: 6 * 3_600_000, from: '2026-01-05T06:00:00+08:00' }

  expect(due(every, '2026-01-01T00:00:00Z')).toBe('2026-01-04T22:00:00.000Z')
  expect(due(every, '2026-01-04T22:00:00Z')).toBe('2026-01-05T04:00:00.000Z')
  expect(due(every, '2026-01-05T03:59:59Z')).toBe('2026-01-05T04:00:00.000Z')
})

test('days keep their time of day when clocks change', () => {
  const daily: When = { type: 'every', days: 1, from: '2026-03-27T08:00:00+01:00' }

  // Berlin turns its clocks on 2026-03-29.
  expect(due(daily, '2026-03-28T07:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T06:00:00.000Z')
  expect(due({ ...daily, days: 7 }, '2026-03-27T07:00:00Z', 'Europe/Berlin')).toBe('2026-04-03T06:00:00.000Z')
})
