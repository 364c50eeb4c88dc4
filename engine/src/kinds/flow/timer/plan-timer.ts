import { BUSINESS_ZONE } from '../../../base/business-day.ts'
import { addWorkingTime, type WorkingDeadline } from '../../../base/working-calendar/index.ts'
import type { TimerContent } from '../content.ts'
import { BadTimer, orBadTimer, timerForms } from './bad-timer.ts'
import { nextCron, normalCron } from './cron.ts'
import { addDuration, occurrenceAt } from './duration.ts'
import { parseInstant } from './instant.ts'
import { parseRepetition } from './repetition.ts'
import type { TimerOptions } from './timer-options.ts'
import type { TimerPlan } from './timer-plan.ts'

export { BadTimer }

/** What a cycle's `every` begins with when it is a cron pattern. */
export const CRON = 'cron:'

/** Working time is counted day by day: ten years of it at most. */
const FURTHEST_BACK_MS = 3660 * 86_400_000

/**
 * When a timer of the given kind and text (BPMN 2.0.2 Table 10.101) fires first, counted from `now`. A date in the past
 * is due at once, and so is a repetition whose start lies in the past; a repetition without start first fires after one
 * interval. Texts are ISO 8601; a cycle may also be a cron pattern. Throws BadTimer.
 */
export function planTimer(
  kind: TimerContent['kind'],
  text: string,
  now: string,
  { zone = BUSINESS_ZONE, calendar = null }: TimerOptions = {},
): TimerPlan {
  const given = { zone, calendar }
  return orBadTimer(
    text,
    () => timerForms(kind, calendar !== null),
    () => {
      if (kind === 'cycle') return planCycle(text, now, given)
      return once(kind === 'date' ? { at: parseInstant(text, zone) } : afterDuration(now, text, given))
    },
  )
}

/** `duration` after `start`, in working time when there is a calendar. Throws RangeError. */
export function afterDuration(start: string, duration: string, given: Required<TimerOptions>): WorkingDeadline {
  if (given.calendar !== null) return addWorkingTime(start, duration.trim(), given.calendar)
  return { at: addDuration(start, duration.trim(), 1, given.zone), beyondCalendar: false }
}

const once = ({ at, beyondCalendar = false }: Pick<WorkingDeadline, 'at'> & Partial<WorkingDeadline>): TimerPlan => ({
  dueAt: at,
  gridStart: null,
  every: null,
  repeatsLeft: null,
  beyondCalendar,
})

function planCycle(text: string, now: string, given: Required<TimerOptions>): TimerPlan {
  if (!/^\s*R\d*\//.test(text)) return planCron(text, now, given)
  const { count, every, start, end } = parseRepetition(text, given.zone)
  if (end !== null) return planUntil({ every, end, count }, now, given)
  const first = start === null ? afterDuration(now, every, given) : startOf(start, now, given)
  // In working time the grid goes on from each occurrence: holidays that become known later move the rest of it.
  const gridStart = given.calendar === null ? (start ?? now) : first.at
  return { dueAt: first.at, gridStart, every, repeatsLeft: count, beyondCalendar: first.beyondCalendar }
}

function startOf(start: string, now: string, { calendar }: Required<TimerOptions>): WorkingDeadline {
  if (calendar === null) return { at: start, beyondCalendar: false }
  if (Date.parse(now) - Date.parse(start) > FURTHEST_BACK_MS) throw new RangeError('This start lies too far back.')
  return addWorkingTime(start, 'PT0S', calendar)
}

function planCron(text: string, now: string, { zone, calendar }: Required<TimerOptions>): TimerPlan {
  const pattern = normalCron(text)
  const next = nextCron(pattern, now, { zone, calendar })
  if (next === null) throw new RangeError('No time ever fits.')
  const { at, beyondCalendar } = next
  return { dueAt: at, gridStart: now, every: CRON + pattern, repeatsLeft: null, beyondCalendar }
}

/** The grid is counted back from its end, which is the last occurrence. */
function planUntil(
  { every, end, count }: { every: string; end: string; count: number | null },
  now: string,
  { zone, calendar }: Required<TimerOptions>,
): TimerPlan {
  if (calendar !== null) throw new RangeError('Working time is not counted back.')
  const first = count === null ? Math.min(occurrenceAt(end, every, now, zone) + 1, 0) : 1 - count
  const dueAt = addDuration(end, every, first, zone)
  return { dueAt, gridStart: end, every, repeatsLeft: 1 - first, beyondCalendar: false }
}
