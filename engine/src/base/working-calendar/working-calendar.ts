/**
 * When people work: hours of an ordinary week, and the exceptions that a notice sets for each year. Plain data, so that it
 * can be read from rows, sent to the browser and written into tests.
 */
export interface WorkingCalendar {
  name: string
  /** IANA time zone of hours and days. */
  zone: string
  hours: Readonly<Record<Weekday, readonly WorkingHours[]>>
  /** Years whose exceptions are known. In every other year a week is an ordinary week. */
  years: Readonly<Record<number, CalendarYear>>
}

/** In the order of `Date.getDay`. */
export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** `HH:MM`; `24:00` is the end of the day. */
export interface WorkingHours {
  from: string
  to: string
}

export interface CalendarYear {
  /** What the exceptions rest on, as it is cited: title, number and date of the notice. */
  notice: string
  /** Days off, `YYYY-MM-DD`. */
  holidays: readonly string[]
  /** Make-up workdays (调休), `YYYY-MM-DD`. */
  workdays: readonly string[]
}
