import { Temporal } from 'temporal-polyfill'
import { Decimal } from '../../base/decimal.ts'
import {
  DaysTimeDuration,
  YearsMonthsDuration,
  daysTimeDuration,
  yearsMonthsDuration,
  type Duration,
} from './durations.ts'
import { bounded } from './number.ts'
import { attempt } from './temporal.ts'
import { ZonedTime } from './zoned-time.ts'

/**
 * Adds a duration to a date, time, date and time, or duration of the same family; `sign` -1 subtracts it.
 * A month that lacks the day ends on its last (31 January + P1M = 28 February). Whole days only may be added to a date.
 */
export function addDuration(to: unknown, duration: Duration, sign: 1 | -1): unknown {
  if (to instanceof YearsMonthsDuration)
    return onlyMonths(duration, months => yearsMonthsDuration(to.months + sign * months))
  if (to instanceof DaysTimeDuration) return onlyMs(duration, ms => daysTimeDuration(to.ms + sign * ms))
  if (to instanceof Temporal.PlainTime) return onlyMs(duration, ms => to.add({ milliseconds: sign * (ms % DAY) }))
  if (to instanceof ZonedTime) return onlyMs(duration, ms => shifted(to, sign * ms))
  if (to instanceof Temporal.PlainDate) return attempt(() => addToDate(to, duration, sign))
  if (to instanceof Temporal.PlainDateTime || to instanceof Temporal.ZonedDateTime) {
    const { months, ms } = lengths(duration)
    return attempt(() => to.add({ months: sign * months, milliseconds: sign * ms }))
  }
  return null
}

/**
 * `a - b` for two dates, two times, or two dates and times of one sort: a days and time duration. A date beside a date and
 * time counts as its midnight, in UTC where the other has a zone.
 */
export function difference(a: unknown, b: unknown): DaysTimeDuration | null {
  if (a instanceof Temporal.PlainDate && !(b instanceof Temporal.PlainDate)) return difference(midnight(a, b), b)
  if (b instanceof Temporal.PlainDate && !(a instanceof Temporal.PlainDate)) return difference(a, midnight(b, a))
  if (a instanceof ZonedTime && b instanceof ZonedTime)
    return daysTimeDuration(Math.trunc((a.instant - b.instant) / 1e6))
  if (a instanceof Temporal.PlainDate && b instanceof Temporal.PlainDate) return daysTimeDuration(b.until(a).days * DAY)
  if (a instanceof Temporal.PlainTime && b instanceof Temporal.PlainTime) return elapsed(b.until(a))
  if (a instanceof Temporal.PlainDateTime && b instanceof Temporal.PlainDateTime) return elapsed(b.until(a))
  if (a instanceof Temporal.ZonedDateTime && b instanceof Temporal.ZonedDateTime) {
    return daysTimeDuration(a.epochMilliseconds - b.epochMilliseconds)
  }
  return null
}

/** A duration times a number, cut to whole months or milliseconds; null for anything else. */
export function multiplyDuration(duration: unknown, factor: unknown): Duration | null {
  return factor instanceof Decimal ? scale(duration, size => size.times(factor)) : null
}

/** A duration by a number (a duration), or by one of its family (a number). */
export function divideDuration(duration: unknown, by: unknown): Duration | Decimal | null {
  if (by instanceof Decimal) return by.isZero() ? null : scale(duration, size => size.dividedBy(by))
  if (duration instanceof YearsMonthsDuration && by instanceof YearsMonthsDuration)
    return ratio(duration.months, by.months)
  return duration instanceof DaysTimeDuration && by instanceof DaysTimeDuration ? ratio(duration.ms, by.ms) : null
}

/** Whole months from one date to another, towards zero. */
export const monthsBetween = (from: Temporal.PlainDate, to: Temporal.PlainDate): YearsMonthsDuration =>
  new YearsMonthsDuration(from.until(to, { largestUnit: 'month' }).months)

const DAY = 86_400_000

const midnight = (date: Temporal.PlainDate, beside: unknown) =>
  beside instanceof Temporal.ZonedDateTime ? date.toZonedDateTime('UTC') : date.toPlainDateTime()

const shifted = ({ time, zone }: ZonedTime, ms: number) => new ZonedTime(time.add({ milliseconds: ms % DAY }), zone)

function addToDate(date: Temporal.PlainDate, duration: Duration, sign: 1 | -1): Temporal.PlainDate | null {
  const { months, ms } = lengths(duration)
  return ms % DAY === 0 ? date.add({ months: sign * months, days: (sign * ms) / DAY }) : null
}

const lengths = (duration: Duration) =>
  duration instanceof YearsMonthsDuration ? { months: duration.months, ms: 0 } : { months: 0, ms: duration.ms }

const onlyMonths = <Result>(duration: Duration, use: (months: number) => Result) =>
  duration instanceof YearsMonthsDuration ? use(duration.months) : null

const onlyMs = <Result>(duration: Duration, use: (ms: number) => Result) =>
  duration instanceof DaysTimeDuration ? use(duration.ms) : null

const elapsed = (duration: Temporal.Duration) => daysTimeDuration(Math.trunc(duration.total('millisecond')))

function scale(duration: unknown, compute: (size: Decimal) => Decimal): Duration | null {
  if (duration instanceof YearsMonthsDuration)
    return yearsMonthsDuration(compute(new Decimal(duration.months)).trunc().toNumber())
  return duration instanceof DaysTimeDuration
    ? daysTimeDuration(compute(new Decimal(duration.ms)).trunc().toNumber())
    : null
}

const ratio = (a: number, b: number) => (b === 0 ? null : bounded(new Decimal(a).dividedBy(b)))
