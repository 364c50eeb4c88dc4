import { calendarDays, dayNumber } from './calendar-days.ts'
import type { WorkingCalendar } from './working-calendar.ts'

/** Whether anybody works on the day `YYYY-MM-DD`. Throws RangeError when there is no such day, and UnusableCalendar. */
export function isWorkingDay(day: string, calendar: WorkingCalendar): boolean {
  const number = dayNumber(day)
  if (number === undefined) throw new RangeError(`"${day}" is no day such as 2026-10-01.`)
  return calendarDays(calendar).spansOf(number).length > 0
}
