import { readHours } from './read-hours.ts'
import { WEEKDAYS, type CalendarYear, type WorkingCalendar } from './working-calendar.ts'

/** A calendar as the entities of the core pack hold it (`calendar`, `calendar_year`, `calendar_day`). */
export interface CalendarRows {
  zone: string
  /** By weekday; empty or null on a day off. */
  hours: Readonly<Record<string, string | null>>
  years: readonly { year: number; notice: string }[]
  days: readonly { on: string; type: 'holiday' | 'workday' }[]
}

/** Days of a year that is not entered are left out: in it, all weeks are ordinary ones. */
export const calendarOfRows = (name: string, { zone, hours, years, days }: CalendarRows): WorkingCalendar => ({
  name,
  zone,
  hours: Object.fromEntries(
    WEEKDAYS.map(weekday => [weekday, readHours(hours[weekday] ?? '')]),
  ) as unknown as WorkingCalendar['hours'],
  years: Object.fromEntries(years.map(({ year, notice }) => [year, yearOf(String(year), notice, days)])),
})

function yearOf(year: string, notice: string, days: CalendarRows['days']): CalendarYear {
  const of = (type: string): string[] =>
    days.filter(day => day.type === type && day.on.startsWith(`${year}-`)).map(day => day.on)
  return { notice, holidays: of('holiday'), workdays: of('workday') }
}
