import { expect, test } from 'vitest'
import { addWorkingTime } from './add-working-time.ts'
import { UnusableCalendar } from './calendar-days.ts'
import { isWorkingDay } from './is-working-day.ts'
import { plainWeek } from './plain-week.ts'
import { readHours } from './read-hours.ts'
import type { WorkingCalendar } from './working-calendar.ts'
import { workingTimeBetween } from './working-time-between.ts'

/** Part of the notice for 2026, from the National Day on. */
const calendar: WorkingCalendar = {
  ...plainWeek,
  years: {
    2026: {
      notice: '国办发明电〔2025〕7号',
      holidays: ['01', '02', '03', '04', '05', '06', '07'].map(day => `2026-10-${day}`),
      workdays: ['2026-09-20', '2026-10-10'],
    },
  },
}

/** Of Shanghai. */
const at = (local: string): string => new Date(`${local}:00+08:00`).toISOString()
const after = (start: string, duration: string) => addWorkingTime(at(start), duration, calendar).at

test.each([
  ['within the day', '2026-09-21T09:00', 'PT2H', '2026-09-21T11:00'],
  ['over lunch', '2026-09-21T11:00', 'PT2H', '2026-09-21T14:00'],
  ['to the end of the day, not to the next morning', '2026-09-21T09:00', 'PT8H', '2026-09-21T18:00'],
  ['over night', '2026-09-21T17:00', 'PT2H', '2026-09-22T10:00'],
  ['from the evening', '2026-09-21T20:00', 'PT1H', '2026-09-22T10:00'],
  ['over the holidays', '2026-09-30T17:00', 'PT2H', '2026-10-08T10:00'],
  ['over the make-up Saturday', '2026-10-09T17:00', 'PT2H', '2026-10-10T10:00'],
  ['no time at all, from a day off', '2026-10-01T12:00', 'PT0S', '2026-10-08T09:00'],
  ['one working day', '2026-09-21T10:30', 'P1D', '2026-09-22T10:30'],
  ['days over the holidays', '2026-09-30T10:30', 'P3D', '2026-10-10T10:30'],
  ['a day over the weekend', '2026-10-16T10:30', 'P1D', '2026-10-19T10:30'],
  ['a day from a day off is the whole working day that follows', '2026-10-03T10:30', 'P1D', '2026-10-08T18:00'],
  ['a day from before the first hour', '2026-09-21T06:00', 'P1D', '2026-09-22T09:00'],
  ['a day from the evening', '2026-09-21T20:00', 'P1D', '2026-09-22T18:00'],
  ['a day from lunch', '2026-09-21T12:30', 'P1D', '2026-09-22T13:00'],
  ['days and hours', '2026-09-21T17:00', 'P1DT2H', '2026-09-23T10:00'],
])('%s: %s and %s is %s', (_, start, duration, end) => {
  expect(after(start, duration)).toBe(at(end))
})

test('holidays are no working days, make-up days are, other years have ordinary weeks', () => {
  const days = ['2026-09-20', '2026-10-01', '2026-10-08', '2026-10-10', '2026-10-11', '2027-10-01', '2027-10-02']

  expect(days.filter(day => isWorkingDay(day, calendar))).toEqual([
    '2026-09-20',
    '2026-10-08',
    '2026-10-10',
    '2027-10-01',
  ])
  expect(() => isWorkingDay('2026-02-30', calendar)).toThrow(RangeError)
})

test('a make-up day on a weekend with hours of its own keeps them', () => {
  const shop = { ...calendar, hours: { ...calendar.hours, saturday: readHours('10:00-12:00') } }

  expect(workingTimeBetween(at('2026-10-10T00:00'), at('2026-10-11T00:00'), shop)).toBe(2 * 3_600_000)
})

test('a deadline that passes the last known year is counted in ordinary weeks, and says so', () => {
  const newYear = at('2027-01-01T10:00')

  expect(addWorkingTime(at('2026-12-31T10:00'), 'PT8H', calendar)).toEqual({ at: newYear, beyondCalendar: true })
  expect(addWorkingTime(at('2026-12-31T10:00'), 'PT7H', calendar).beyondCalendar).toBe(false)
})

test('time between two moments counts working hours only, and is negative backwards', () => {
  const [start, end] = [at('2026-09-30T17:00'), at('2026-10-08T10:00')]

  expect(workingTimeBetween(start, end, calendar)).toBe(2 * 3_600_000)
  expect(workingTimeBetween(end, start, calendar)).toBe(-2 * 3_600_000)
})

test.each(['P1W', 'P1M', 'P1Y', '-PT1H', 'P4000D', 'PT100000H', 'soon', ''])('"%s" is no working time', duration => {
  expect(() => addWorkingTime(at('2026-09-21T09:00'), duration, calendar)).toThrow(RangeError)
})

test.each([
  ['09:00-12:00,11:00-18:00', 'one after the other'],
  ['18:00-09:00', 'are no hours'],
  ['09:00-25:00', 'are no hours'],
  ['9-17', 'are no hours'],
  ['', 'no day of its week has working hours'],
])('hours "%s" make a calendar that is refused', (text, why) => {
  const monday = readHours(text)
  const week = { sunday: [], monday, tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [] }

  expect(() => isWorkingDay('2026-10-10', { ...calendar, hours: week })).toThrow(why)
})

test('a day that does not exist makes a calendar that is refused', () => {
  const years = { 2026: { notice: '', holidays: ['2026-02-30'], workdays: [] } }

  expect(() => isWorkingDay('2026-10-10', { ...calendar, years })).toThrow(UnusableCalendar)
})

test('a time zone that does not exist makes a calendar that is refused', () => {
  const moon = { ...calendar, zone: 'Moon/Base' }

  expect(() => addWorkingTime(at('2026-09-21T09:00'), 'PT1H', moon)).toThrow(UnusableCalendar)
  expect(() => workingTimeBetween(at('2026-09-21T09:00'), at('2026-09-22T09:00'), moon)).toThrow('is no time zone')
})
