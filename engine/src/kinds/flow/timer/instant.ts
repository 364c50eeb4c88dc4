import { Temporal } from 'temporal-polyfill'

const LAST = Date.parse('9999-12-31T23:59:59.999Z')
const FIRST = Date.parse('0001-01-01T00:00:00Z')

/** The form of `Date.toISOString`, so that instants compare as text. Throws RangeError outside of the years 1 to 9999. */
export function instantText(epochMilliseconds: number): string {
  if (!(epochMilliseconds >= FIRST && epochMilliseconds <= LAST)) throw new RangeError('This is not within the years.')
  return new Date(epochMilliseconds).toISOString()
}

/**
 * An instant of ISO 8601 text, as people and FEEL write it. Without offset it is meant in `zone`; a date alone is its first
 * moment there. The zone may be said: `2026-03-01T09:00@Europe/Paris`, `2026-03-01T09:00[Europe/Paris]`.
 * Throws RangeError on bad text.
 */
export function parseInstant(text: string, zone: string): string {
  return instantText(readMoment(text.trim().replace(/@([\w/+-]+)$/, '[$1]'), zone).epochMilliseconds)
}

function readMoment(text: string, zone: string): { epochMilliseconds: number } {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return Temporal.PlainDate.from(text).toZonedDateTime(zone)
  if (!/^\d{4}-\d\d-\d\dT\d\d/i.test(text)) throw new RangeError('This is no date with a time.')
  if (/(Z|[+-]\d\d(:?\d\d)?)(\[.*\])?$/i.test(text)) return Temporal.Instant.from(text)
  return text.endsWith(']')
    ? Temporal.ZonedDateTime.from(text)
    : Temporal.PlainDateTime.from(text).toZonedDateTime(zone)
}
