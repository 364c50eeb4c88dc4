import { Temporal } from 'temporal-polyfill'
import { ZonedTime } from './zoned-time.ts'

export type DateTime = Temporal.PlainDateTime | Temporal.ZonedDateTime
export type Time = Temporal.PlainTime | ZonedTime

const ZONE = String.raw`(Z|[+-]\d{2}:\d{2}|@[A-Za-z][A-Za-z0-9_+/-]{0,63})?`
const DATE = /^-?\d{4,9}-\d{2}-\d{2}$/
const TIME = new RegExp(String.raw`^(\d{2}:\d{2}:[0-5]\d(?:\.\d{1,9})?)${ZONE}$`)
const DATE_TIME = new RegExp(String.raw`^(-?\d{4,9}-\d{2}-\d{2}T\d{2}:\d{2}:[0-5]\d(?:\.\d{1,9})?)${ZONE}$`)

/** Reads `2026-02-28`; null when there is no such day. */
export const parseDate = (text: string): Temporal.PlainDate | null =>
  DATE.test(text) ? attempt(() => Temporal.PlainDate.from(fullYear(text), { overflow: 'reject' })) : null

/** Reads a time of day `08:30:00`, also with `Z`, an offset, or `@Asia/Shanghai`; null otherwise. */
export function parseTime(text: string): Time | null {
  const match = TIME.exec(text)
  if (!match) return null
  return attempt(() => {
    const local = Temporal.PlainTime.from(match[1]!, { overflow: 'reject' })
    return match[2] === undefined ? local : new ZonedTime(local, zoneOf(match[2]))
  })
}

/** Reads a date and time, local (`2026-01-01T08:00:00`), with `Z`, an offset, or `@Asia/Shanghai`; null otherwise. */
export function parseDateTime(text: string): DateTime | null {
  const match = DATE_TIME.exec(text)
  if (!match) return null
  return attempt(() => {
    const local = Temporal.PlainDateTime.from(fullYear(match[1]!), { overflow: 'reject' })
    return match[2] === undefined ? local : local.toZonedDateTime(zoneOf(match[2]))
  })
}

/** A date and a time as one; null when the zone of the time lacks that moment. */
export const combine = (date: Temporal.PlainDate, time: Time): DateTime | null =>
  time instanceof ZonedTime
    ? attempt(() => date.toZonedDateTime({ plainTime: time.time, timeZone: time.zone }))
    : date.toPlainDateTime(time)

/** The time of day of a date and time, with its zone. */
export const timeOf = (dateTime: DateTime): Time =>
  dateTime instanceof Temporal.ZonedDateTime
    ? new ZonedTime(dateTime.toPlainTime(), dateTime.timeZoneId)
    : dateTime.toPlainTime()

/** The date and time of an instant, in UTC. */
export const instantAt = (epochMs: number): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO('UTC')

/** Runs calendar arithmetic; null when the result is outside the calendar. */
export function attempt<Result>(compute: () => Result): Result | null {
  try {
    return compute()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

const zoneOf = (suffix: string) => (suffix === 'Z' ? 'UTC' : suffix.startsWith('@') ? suffix.slice(1) : suffix)

/** FEEL writes as many digits as the year has, ISO 8601 four or six with a sign. */
function fullYear(text: string): string {
  const [, sign, year, rest] = /^(-?)(\d+)(.*)$/s.exec(text)!
  return sign === '' && year!.length === 4 ? text : `${sign || '+'}${year!.padStart(6, '0')}${rest}`
}
