import { expect, test } from 'vitest'
import { plainWeek, type WorkingCalendar } from '../../../base/working-calendar/index.ts'
import { nextOccurrence } from './next-occurrence.ts'
import { planDue } from './plan-due.ts'
import { BadTimer, planTimer } from './plan-timer.ts'

/** 2026 is known, with a New Year of three days and a make-up Sunday. */
const calendar: WorkingCalendar = {
  ...plainWeek,
  name: 'china',
  years: {
    2026: { notice: '国办发明电〔2025〕7号', holidays: ['2026-01-01', '2026-01-02'], workdays: ['2026-01-04'] },
  },
}

/** Friday, 2026-01-09, 15:00 in Shanghai. */
const NOW = '2026-01-09T07:00:00.000Z'

test.each([
  ['PT2H', '2026-01-09T09:00:00.000Z'],
  ['PT4H', '2026-01-12T02:00:00.000Z'],
  ['P1D', '2026-01-12T07:00:00.000Z'],
  ['P1DT4H', '2026-01-13T02:00:00.000Z'],
])('a duration of %s in working time ends at %s', (text, dueAt) => {
  expect(planTimer('duration', text, NOW, { calendar })).toEqual({
    dueAt,
    gridStart: null,
    every: null,
    repeatsLeft: null,
    beyondCalendar: false,
  })
})

test.each(['P1W', 'P1M', '-P1D', '24h'])('a duration of %s is none in working time', text => {
  expect(() => planTimer('duration', text, NOW, { calendar })).toThrow(BadTimer)
})

test('a deadline past the last known year is marked', () => {
  expect(planTimer('duration', 'P250D', NOW, { calendar }).beyondCalendar).toBe(false)
  expect(planTimer('duration', 'P260D', NOW, { calendar }).beyondCalendar).toBe(true)
})

test('a cycle in working time reminds on working days, and uses up what was missed', () => {
  const first = planTimer('cycle', 'R6/P1D', NOW, { calendar })
  expect(first).toMatchObject({ dueAt: '2026-01-12T07:00:00.000Z', repeatsLeft: 6 })

  const second = nextOccurrence(first, '2026-01-12T07:00:05.000Z', { calendar })!
  expect(second).toMatchObject({ dueAt: '2026-01-13T07:00:00.000Z', repeatsLeft: 5 })

  const afterWeekend = nextOccurrence(second, '2026-01-18T12:00:00.000Z', { calendar })!
  expect(afterWeekend).toMatchObject({ dueAt: '2026-01-19T07:00:00.000Z', repeatsLeft: 1 })
  expect(nextOccurrence(afterWeekend, '2026-01-19T07:00:00.000Z', { calendar })).toBeNull()
})

test('a cron cycle leaves out days off and keeps make-up days', () => {
  const first = planTimer('cycle', '0 0 9 * * *', '2025-12-31T02:00:00.000Z', { calendar })
  expect(first).toMatchObject({ dueAt: '2026-01-04T01:00:00.000Z', beyondCalendar: false })

  expect(nextOccurrence(first, '2026-01-09T02:00:00.000Z', { calendar })!.dueAt).toBe('2026-01-12T01:00:00.000Z')
})

test('working time is not counted back from an end, nor from a start of long ago', () => {
  expect(() => planTimer('cycle', 'R3/P1D/2026-03-01', NOW, { calendar })).toThrow(BadTimer)
  expect(() => planTimer('cycle', 'R/2001-01-01/P1D', NOW, { calendar })).toThrow(BadTimer)
})

test('a calendar that nothing can be counted with is named', () => {
  const closed = { ...calendar, name: 'closed', hours: { ...calendar.hours, monday: [{ from: '18:00', to: '09:00' }] } }

  expect(() => planTimer('duration', 'P1D', NOW, { calendar: closed })).toThrow(BadTimer)
  expect(() => planDue('P1D', NOW, { calendar: closed })).toThrow('The working calendar "closed" can')
})

test('a task is due after a duration, or at a date that stands as it is', () => {
  expect(planDue('P1D', NOW, { calendar })).toEqual({ at: '2026-01-12T07:00:00.000Z', beyondCalendar: false })
  expect(planDue('P1D', NOW).at).toBe('2026-01-10T07:00:00.000Z')
  expect(planDue('2026-01-10T12:00:00+08:00', NOW, { calendar }).at).toBe('2026-01-10T04:00:00.000Z')
  expect(() => planDue('soon', NOW)).toThrow('"soon" is not a duration such as PT24H or P3D (ISO 8601), nor an instant')
  expect(() => planDue('P1M', NOW, { calendar })).toThrow('in working time')
})
