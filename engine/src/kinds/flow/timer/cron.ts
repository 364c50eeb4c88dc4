import { Cron } from 'croner'
import { Temporal } from 'temporal-polyfill'
import { isWorkingDay, type WorkingCalendar, type WorkingDeadline } from '../../../base/working-calendar/index.ts'

const LONGEST = 120
/** How many days off are passed over before it is said that there is no time left. */
const MOST_SKIPPED = 1000

const NICKNAMES: Readonly<Record<string, string>> = {
  '@yearly': '0 0 0 1 1 *',
  '@annually': '0 0 0 1 1 *',
  '@monthly': '0 0 0 1 * *',
  '@weekly': '0 0 0 * * SUN',
  '@daily': '0 0 0 * * *',
  '@midnight': '0 0 0 * * *',
  '@hourly': '0 0 * * * *',
}

/** Last value of seconds, minutes, hours, days, months, weekdays, years: where `5/10` ends. */
const LAST = [59, 59, 23, 31, 12, 7, 2099]

/**
 * The cron dialects of crontab (5 fields), Camunda 8 (6, with seconds) and Camunda 7 (Quartz: 6 or 7, with seconds and year)
 * as one: six or seven fields, without `?`. Throws RangeError.
 *
 * A pattern with `?` or with a year is Quartz, where 1 is Sunday; in all others 0 and 7 are Sunday and 1 is Monday. Names
 * mean the same everywhere. Of a day of the month and a weekday, both given, crontab takes either and the others both.
 */
export function normalCron(text: string): string {
  const trimmed = text.trim()
  const fields = (NICKNAMES[trimmed.toLowerCase()] ?? trimmed).split(/\s+/)
  if (trimmed.length > LONGEST || fields.length < 5 || fields.length > 7) throw new RangeError('no cron pattern')
  // Stays with five, so that day and weekday are read as crontab does.
  if (fields.length === 5) return checked(fields.map((field, i) => plain(field, i + 1)))
  const quartz = fields.length === 7 || fields.includes('?')
  return checked(fields.map((field, i) => plain(i === 5 && quartz ? fromSunday(field) : field, i)))
}

/**
 * The first time after `after` that a normal pattern names, or null when there is none. With a calendar, times on days off
 * are left out. No timer is set, and a pattern that no day fits costs some ten milliseconds.
 */
export function nextCron(
  pattern: string,
  after: string,
  { zone, calendar }: { zone: string; calendar: WorkingCalendar | null },
): WorkingDeadline | null {
  const cron = cronOf(pattern, zone)
  let from = new Date(after)
  for (let skipped = 0; skipped < MOST_SKIPPED; skipped++) {
    const due = cron.nextRun(from)
    if (due === null || due.getUTCFullYear() > 9999) return null
    if (calendar === null) return { at: due.toISOString(), beyondCalendar: false }
    const day = dayIn(due, calendar.zone)
    if (isWorkingDay(day.toString(), calendar))
      return { at: due.toISOString(), beyondCalendar: calendar.years[day.year] === undefined }
    from = new Date(day.add({ days: 1 }).toZonedDateTime(calendar.zone).epochMilliseconds - 1)
  }
  return null
}

function cronOf(pattern: string, zone: string): Cron {
  const fields = pattern.split(' ').length
  const mode = fields === 5 ? '5-part' : fields === 6 ? '6-part' : '7-part'
  return new Cron(pattern, { mode, timezone: zone, domAndDow: fields > 5 })
}

function checked(fields: readonly string[]): string {
  const pattern = fields.join(' ')
  try {
    cronOf(pattern, 'UTC')
    return pattern
  } catch (error) {
    throw new RangeError((error as Error).message, { cause: error })
  }
}

/** Without what only some dialects know: `?`, and steps from a number on. `index` counts from the seconds. */
function plain(field: string, index: number): string {
  if (field === '?' && (index === 3 || index === 5)) return '*'
  if (field.includes('?')) throw new RangeError('"?" stands for a whole day field.')
  return field.replace(/(^|,)(\d+)\//g, (_, before: string, first: string) => `${before}${first}-${LAST[index]}/`)
}

/** Quartz counts weekdays from Sunday, which is 1. What is a number behind `#` or `/` is no weekday. */
const fromSunday = (field: string): string =>
  field.replace(/(^|[,-])([1-7])(?=$|[,\-#/L])/gi, (_, before: string, day: string) => `${before}${Number(day) - 1}`)

const dayIn = (at: Date, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate()
