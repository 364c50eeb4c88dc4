import type { WorkingCalendar } from '../../../base/working-calendar/index.ts'

/** Where a timer's text is read. */
export interface TimerOptions {
  /** IANA time zone of cron patterns, of days and months, and of dates without an offset. Default: that of the business. */
  zone?: string
  /** Durations count in its working time, and a cron cycle leaves out its days off. Null or absent: all time counts. */
  calendar?: WorkingCalendar | null
}
