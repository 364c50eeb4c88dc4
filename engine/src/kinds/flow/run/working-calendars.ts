import { calendarOfRows, type CalendarRows, type WorkingCalendar } from '../../../base/working-calendar/index.ts'
import type { RunContext } from '../../../runtime/context.ts'
import { readWorkingCalendar } from './statements/read-working-calendar.ts'

/** Entities of the core pack that hold the calendars. */
const ENTITIES = ['calendar', 'calendar_year', 'calendar_day']

/** What this process knows, each with the stamp of the rows that it was read from. */
const known = new Map<string, { stamp: string; calendar: WorkingCalendar }>()

/**
 * The working calendar of that code, or null when there is none. People change its rows without a publication, so its stamp
 * is asked each time: one round trip, which brings the rows only when one of them has changed. The same object as long as
 * nothing has.
 */
export async function workingCalendar(
  ctx: Pick<RunContext, 'snapshot' | 'tx'>,
  code: string,
): Promise<WorkingCalendar | null> {
  if (!ENTITIES.every(name => ctx.snapshot.find('entity', name))) return null
  const had = known.get(code)
  const [found] = await ctx.tx.query<{ stamp: string; calendar: CalendarRows | null }>(readWorkingCalendar, [
    code,
    had?.stamp ?? null,
  ])
  if (found === undefined) return null
  if (found.calendar === null) return had!.calendar
  const calendar = calendarOfRows(code, found.calendar)
  known.set(code, { stamp: found.stamp, calendar })
  return calendar
}
