import { Temporal } from 'temporal-polyfill'
import { BUSINESS_ZONE } from '../../../base/business-day.ts'
import { instantText } from './instant.ts'

/** Years, months, weeks or days: their length depends on where they begin. */
const CALENDAR = /^[+-]?P[^T]*\d/i

/**
 * `start` + `times` × the ISO 8601 duration `every`, counted from the start at once, so that the 31st stays the 31st.
 * Years, months and days follow the calendar and clock of `zone`. Throws RangeError.
 */
export function addDuration(start: string, every: string, times: number, zone: string = BUSINESS_ZONE): string {
  const { years, months, weeks, days, hours, minutes, seconds, milliseconds } = Temporal.Duration.from(every)
  const factor = { years, months, weeks, days, hours, minutes, seconds, milliseconds }
  const scaled = Object.fromEntries(Object.entries(factor).map(([unit, value]) => [unit, value * times || 0]))
  return instantText(Temporal.Instant.from(start).toZonedDateTimeISO(zone).add(scaled).epochMilliseconds)
}

/** Greatest whole n with `start` + n × `every` ≤ `at`; below 0 when `at` lies before the start. */
export function occurrenceAt(start: string, every: string, at: string, zone: string = BUSINESS_ZONE): number {
  const elapsed = Date.parse(at) - Date.parse(start)
  const steps = elapsed / lengthOf(every, start, zone)
  if (!CALENDAR.test(every)) return Math.floor(steps)
  // Months, years and days differ in length by less than a sixth: the answer lies between these.
  const margin = Math.abs(steps) / 6 + 2
  let low = Math.floor(steps - margin)
  let high = Math.ceil(steps + margin)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isDue(start, every, middle, at, zone)) low = middle
    else high = middle
  }
  return low
}

/** Milliseconds of one step from a moment on. Throws RangeError on bad text. */
export const lengthOf = (duration: string, from: string, zone: string = BUSINESS_ZONE): number =>
  Date.parse(addDuration(from, duration, 1, zone)) - Date.parse(from)

function isDue(start: string, every: string, n: number, at: string, zone: string): boolean {
  try {
    return addDuration(start, every, n, zone) <= at
  } catch (error) {
    // Beyond the last year that is counted, or before the first one.
    if (error instanceof RangeError) return n < 0
    throw error
  }
}
