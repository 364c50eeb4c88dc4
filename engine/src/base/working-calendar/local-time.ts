import { Temporal } from 'temporal-polyfill'

/**
 * What the clock on the wall shows, as milliseconds since 1970-01-01T00:00 there. Working time is counted on it: where
 * clocks are changed during working hours, an hour that is shown twice counts once, and one that is left out counts too.
 */
export function localTime(instant: string, zone: string): number {
  const at = Temporal.Instant.from(instant)
  return at.epochMilliseconds + at.toZonedDateTimeISO(zone).offsetNanoseconds / 1e6
}

/** The instant at which the clock on the wall shows it, as `Date.toISOString` writes it. */
export const instantAt = (local: number, zone: string): string =>
  new Date(
    Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO('UTC').toPlainDateTime().toZonedDateTime(zone)
      .epochMilliseconds,
  ).toISOString()
