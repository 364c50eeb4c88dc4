import { Temporal } from 'temporal-polyfill'

export type DateTime = Temporal.PlainDateTime | Temporal.ZonedDateTime

const DATE = /^-?\d{4,9}-\d{2}-\d{2}$/
const TIME = /^\d{2}:\d{2}:\d{2}(\.\d{1,9})?$/
const DATE_TIME =
  /^(-?\d{4,9}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)(Z|[+-]\d{2}:\d{2}|@[A-Za-z][A-Za-z0-9_+/-]{0,63})?$/

/** Reads `2026-02-28`; null when there is no such day. */
export const parseDate = (text: string): Temporal.PlainDate | null =>
  DATE.test(text) ? attempt(() => Temporal.PlainDate.from(text, { overflow: 'reject' })) : null

/** Reads a local time of day `08:30:00`; null otherwise. */
export const parseTime = (text: string): Temporal.PlainTime | null =>
  TIME.test(text) ? attempt(() => Temporal.PlainTime.from(text, { overflow: 'reject' })) : null

/** Reads a date and time, local (`2026-01-01T08:00:00`), with `Z`, an offset, or `@Asia/Shanghai`; null otherwise. */
export function parseDateTime(text: string): DateTime | null {
  const match = DATE_TIME.exec(text)
  if (!match) return null
  return attempt(() => {
    const local = Temporal.PlainDateTime.from(match[1]!, { overflow: 'reject' })
    return match[2] === undefined ? local : local.toZonedDateTime(zoneOf(match[2]))
  })
}

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
