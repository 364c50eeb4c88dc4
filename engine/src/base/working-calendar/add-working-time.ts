import { calendarDays, DAY_MS, dayOf, type CalendarDays } from './calendar-days.ts'
import { instantAt, localTime } from './local-time.ts'
import { workingAmount } from './working-amount.ts'
import type { WorkingCalendar } from './working-calendar.ts'

export interface WorkingDeadline {
  /** ISO 8601 in UTC; always inside of working time, its ends included. */
  at: string
  /** It was counted over days of a year whose holidays are not known (yet). */
  beyondCalendar: boolean
}

/**
 * The moment that lies `duration` of working time after `start`. `PnD` are n working days, which end at the same time of
 * day, moved into working hours; `PTnHnM` is time within working hours; both together are counted one after the other.
 * A start outside of working hours waits for their beginning, except that days counted from a day off, or from after the
 * end of a day, end with the last working hour: each is a whole working day.
 * `times` multiplies it. Throws BadWorkingTime (weeks, months, more than ten years) and UnusableCalendar.
 */
export function addWorkingTime(start: string, duration: string, calendar: WorkingCalendar, times = 1): WorkingDeadline {
  const { days, milliseconds } = workingAmount(duration)
  const week = calendarDays(calendar)
  const from = localTime(start, calendar.zone)
  const to = addTime(week, days === 0 ? from : addDays(week, from, days * times), milliseconds * times)
  return { at: instantAt(to, calendar.zone), beyondCalendar: !allKnown(week, dayOf(from), dayOf(to)) }
}

function addDays(week: CalendarDays, from: number, days: number): number {
  const first = dayOf(from)
  const time = week.spansOf(first).length === 0 ? DAY_MS : from - first * DAY_MS
  let day = first
  for (let left = days; left > 0;) {
    day++
    if (week.spansOf(day).length > 0) left--
  }
  return day * DAY_MS + intoHours(week, day, time)
}

/** The time of day, or the next one at which people work, or the end of their day. */
function intoHours(week: CalendarDays, day: number, time: number): number {
  const spans = week.spansOf(day)
  const span = spans.find(({ to }) => time <= to)
  return span === undefined ? spans.at(-1)!.to : Math.max(time, span.from)
}

function addTime(week: CalendarDays, from: number, milliseconds: number): number {
  let left = milliseconds
  for (let day = dayOf(from); ; day++) {
    const time = from - day * DAY_MS
    for (const span of week.spansOf(day)) {
      if (span.to < time) continue
      const begin = Math.max(span.from, time)
      if (left <= span.to - begin) return day * DAY_MS + begin + left
      left -= span.to - begin
    }
  }
}

function allKnown(week: CalendarDays, from: number, to: number): boolean {
  for (let day = from; day <= to; day++) if (!week.isKnown(day)) return false
  return true
}
