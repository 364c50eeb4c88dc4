import { Temporal } from 'temporal-polyfill'

/** Pauses where the definition says none; the last one counts for all later attempts. */
const DEFAULT = ['PT10S', 'PT1M']

/**
 * When a job that has just failed is tried again, ISO 8601 in UTC. `failures`: those before. `pauses`: ISO 8601 durations
 * before the second, third … attempt; the last one repeats.
 */
export function nextAttempt(now: Date, failures: number, pauses: readonly string[] | null): string {
  const list = pauses === null || pauses.length === 0 ? DEFAULT : pauses
  const pause = list[Math.min(failures, list.length - 1)]!
  const later = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO('UTC').add(durationOf(pause))
  return new Date(later.epochMilliseconds).toISOString()
}

/** The compiler has read it before; a row that somebody changed by hand must not stop the queue. */
function durationOf(text: string): Temporal.Duration {
  try {
    return Temporal.Duration.from(text)
  } catch (error) {
    if (error instanceof RangeError) return Temporal.Duration.from(DEFAULT.at(-1)!)
    throw error
  }
}
