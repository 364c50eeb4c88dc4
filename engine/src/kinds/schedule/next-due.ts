import { Cron } from 'croner'
import { Temporal } from 'temporal-polyfill'
import type { When } from './schedule-model.ts'

/** How many times on days off are passed over before it is said that there is none. */
const MOST_SKIPPED = 1000

/**
 * The first time after `after` at which a schedule is due, or null when there is none. `isWorkingDay`, asked with the
 * day in the time zone, leaves out times on days off.
 */
export function nextDue(
  when: When,
  { after, timeZone, isWorkingDay }: { after: Date; timeZone: string; isWorkingDay?: (day: string) => boolean },
): Date | null {
  let due = nextTime(when, after, timeZone)
  for (let skipped = 0; due !== null && isWorkingDay && !isWorkingDay(dayIn(due, timeZone)); skipped++) {
    if (skipped === MOST_SKIPPED) return null
    due = nextTime(when, due, timeZone)
  }
  return due
}

function nextTime(when: When, after: Date, timeZone: string): Date | null {
  if (when.type === 'cron') return new Cron(when.pattern, { mode: '5-part', timezone: timeZone }).nextRun(after)
  const from = Temporal.Instant.from(when.from)
  if (after.getTime() < from.epochMilliseconds) return new Date(from.epochMilliseconds)
  if ('milliseconds' in when) {
    const steps = Math.floor((after.getTime() - from.epochMilliseconds) / when.milliseconds) + 1
    return new Date(from.epochMilliseconds + steps * when.milliseconds)
  }
  return nextDays(when.days, from.toZonedDateTimeISO(timeZone), after)
}

function nextDays(days: number, from: Temporal.ZonedDateTime, after: Date): Date {
  const now = Temporal.Instant.fromEpochMilliseconds(after.getTime()).toZonedDateTimeISO(from.timeZoneId)
  const passed = Math.floor(from.until(now, { largestUnit: 'days' }).days / days)
  const next = from.add({ days: passed * days })
  const due = Temporal.ZonedDateTime.compare(next, now) > 0 ? next : from.add({ days: (passed + 1) * days })
  return new Date(due.epochMilliseconds)
}

const dayIn = (at: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()
