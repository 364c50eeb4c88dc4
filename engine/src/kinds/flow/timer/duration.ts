import { Temporal } from 'temporal-polyfill'

const CALENDAR = /^P(?=.*[YM])[^T]*[YM]/

/** `start` + `times` × the ISO 8601 duration `every`. Months and years follow the UTC calendar. */
export function addDuration(start: string, every: string, times: number): string {
  const { years, months, weeks, days, hours, minutes, seconds, milliseconds } = Temporal.Duration.from(every)
  const factor = { years, months, weeks, days, hours, minutes, seconds, milliseconds }
  const scaled = Object.fromEntries(Object.entries(factor).map(([unit, value]) => [unit, value * times]))
  return instantText(Temporal.Instant.from(start).toZonedDateTimeISO('UTC').add(scaled).toInstant())
}

/** Greatest n ≥ 0 with `start` + n × `every` ≤ `at`; 0 when `at` lies before the start. */
export function occurrenceAt(start: string, every: string, at: string): number {
  const elapsed = Date.parse(at) - Date.parse(start)
  if (elapsed <= 0) return 0
  const length = Date.parse(addDuration(start, every, 1)) - Date.parse(start)
  let n = Math.floor(elapsed / length)
  if (!CALENDAR.test(every)) return n
  // Months differ in length: the estimate is at most a few steps off.
  while (n > 0 && Date.parse(addDuration(start, every, n)) > Date.parse(at)) n--
  while (Date.parse(addDuration(start, every, n + 1)) <= Date.parse(at)) n++
  return n
}

/** Milliseconds of one step from an arbitrary fixed day, for bounds checks. Throws RangeError on bad text. */
export const roughLength = (duration: string): number => {
  const start = '2026-01-01T00:00:00Z'
  return Date.parse(addDuration(start, duration, 1)) - Date.parse(start)
}

/** An instant; a text without offset is UTC, a date alone is its first moment in UTC. Throws RangeError on bad text. */
export function parseInstant(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text))
    return instantText(Temporal.PlainDate.from(text).toZonedDateTime('UTC').toInstant())
  const withOffset = /(Z|[+-]\d\d:?\d\d)(\[.*\])?$/i.test(text)
  return instantText(
    withOffset ? Temporal.Instant.from(text) : Temporal.PlainDateTime.from(text).toZonedDateTime('UTC').toInstant(),
  )
}

/** The form of `Date.toISOString`, so that instants compare as text. */
const instantText = (instant: Temporal.Instant): string => new Date(instant.epochMilliseconds).toISOString()
