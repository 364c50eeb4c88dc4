import { calendarDays, DAY_MS, dayOf, type CalendarDays } from './calendar-days.ts'
import { localTime } from './local-time.ts'
import type { WorkingCalendar } from './working-calendar.ts'

/**
 * Milliseconds of working time from `start` to `end`, both ISO 8601 instants; negative when `end` is earlier. Throws
 * UnusableCalendar.
 */
export function workingTimeBetween(start: string, end: string, calendar: WorkingCalendar): number {
  const week = calendarDays(calendar)
  const [from, to] = [localTime(start, calendar.zone), localTime(end, calendar.zone)]
  return from <= to ? between(week, from, to) : -between(week, to, from)
}

function between(week: CalendarDays, from: number, to: number): number {
  let sum = 0
  for (let day = dayOf(from); day <= dayOf(to); day++) {
    const midnight = day * DAY_MS
    for (const span of week.spansOf(day))
      sum += Math.max(0, Math.min(to - midnight, span.to) - Math.max(from - midnight, span.from))
  }
  return sum
}
