import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addWorkingTime } from './add-working-time.ts'
import { readHours } from './read-hours.ts'
import { WEEKDAYS, type WorkingCalendar, type Weekday, type WorkingHours } from './working-calendar.ts'
import { workingTimeBetween } from './working-time-between.ts'

const numRuns = process.env.JINGWEI_LONG ? 10_000 : 200

const HOURS = [
  '',
  '09:00-12:00,13:00-18:00',
  '08:30-17:30',
  '00:00-24:00',
  '13:00-24:00',
  '09:00-11:00,14:00-15:00,20:00-22:00',
]
const SAME = '09:00-12:00,13:00-18:00'

const day = fc
  .date({ min: new Date('2025-12-01'), max: new Date('2027-02-01'), noInvalidDate: true })
  .map(d => d.toISOString().slice(0, 10))
const exceptions = fc.record({ holidays: fc.array(day, { maxLength: 30 }), workdays: fc.array(day, { maxLength: 10 }) })

/** `of`: what may stand for one day. */
const calendarWith = (of: readonly string[]): fc.Arbitrary<WorkingCalendar> =>
  fc
    .record({
      week: fc
        .array(fc.constantFrom(...of), { minLength: 7, maxLength: 7 })
        .filter(week => week.some(text => text !== '')),
      exceptions,
      zone: fc.constantFrom('Asia/Shanghai', 'UTC', 'Asia/Kolkata'),
    })
    .map(({ week, exceptions: { holidays, workdays }, zone }) => ({
      name: 'any',
      zone,
      hours: Object.fromEntries(WEEKDAYS.map((weekday, i) => [weekday, readHours(week[i]!)])) as Record<
        Weekday,
        WorkingHours[]
      >,
      years: { 2026: { notice: '', holidays, workdays } },
    }))

const anyCalendar = calendarWith(HOURS)
const evenCalendar = calendarWith(['', SAME])
const instant = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) }).map(ms => new Date(ms).toISOString())
const seconds = fc.integer({ min: 0, max: 400 * 3600 })
const days = fc.integer({ min: 0, max: 60 })
const someDays = fc.integer({ min: 1, max: 60 })
const duration = fc.oneof(
  seconds.map(n => `PT${n}S`),
  days.map(n => `P${n}D`),
  fc.tuple(days, seconds).map(([d, s]) => `P${d}DT${s}S`),
)

const timeOfDay = (at: string, zone: string): string =>
  new Date(at).toLocaleString('sv-SE', { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit' })

test('what is added lies between: the working time between is what was added', () => {
  fc.assert(
    fc.property(anyCalendar, instant, seconds, (calendar, start, s) => {
      const { at } = addWorkingTime(start, `PT${s}S`, calendar)
      expect(workingTimeBetween(start, at, calendar)).toBe(s * 1000)
    }),
    { numRuns },
  )
})

test('two additions of time are one of their sum', () => {
  fc.assert(
    fc.property(anyCalendar, instant, seconds, seconds, (calendar, start, a, b) => {
      const first = addWorkingTime(start, `PT${a}S`, calendar).at
      expect(addWorkingTime(first, `PT${b}S`, calendar).at).toBe(addWorkingTime(start, `PT${a + b}S`, calendar).at)
    }),
    { numRuns },
  )
})

test('where all days have the same hours, days add up, and each is one day of them', () => {
  fc.assert(
    fc.property(evenCalendar, instant, someDays, someDays, (calendar, start, a, b) => {
      const first = addWorkingTime(start, `P${a}D`, calendar).at
      expect(addWorkingTime(first, `P${b}D`, calendar).at).toBe(addWorkingTime(start, `P${a + b}D`, calendar).at)
      expect(workingTimeBetween(start, first, calendar)).toBe(a * 8 * 3_600_000)
    }),
    { numRuns },
  )
})

test('a later start never ends earlier, and more time never ends earlier', () => {
  fc.assert(
    fc.property(anyCalendar, instant, instant, duration, days, (calendar, one, other, text, more) => {
      const [earlier, later] = one < other ? [one, other] : [other, one]
      expect(addWorkingTime(earlier, text, calendar).at <= addWorkingTime(later, text, calendar).at).toBe(true)
      expect(addWorkingTime(one, `P${more}D`, calendar).at <= addWorkingTime(one, `P${more + 1}D`, calendar).at).toBe(
        true,
      )
    }),
    { numRuns },
  )
})

test('what is added never ends outside of working time', () => {
  fc.assert(
    fc.property(anyCalendar, instant, duration, (calendar, start, text) => {
      const { at } = addWorkingTime(start, text, calendar)
      expect(at >= start).toBe(true)
      // Somebody works in the second before it or in the second after it.
      const around = [-1000, 1000].map(ms => new Date(Date.parse(at) + ms).toISOString())
      expect(workingTimeBetween(around[0]!, around[1]!, calendar), timeOfDay(at, calendar.zone)).toBeGreaterThan(0)
    }),
    { numRuns },
  )
})

test('times multiplies', () => {
  fc.assert(
    fc.property(evenCalendar, instant, duration, fc.integer({ min: 1, max: 5 }), (calendar, start, text, times) => {
      const { at } = addWorkingTime(start, text, calendar, times)
      const total = workingTimeBetween(start, at, calendar)
      expect(total).toBe(times * workingTimeBetween(start, addWorkingTime(start, text, calendar).at, calendar))
    }),
    { numRuns },
  )
})
