import { BUSINESS_ZONE } from '../../../base/business-day.ts'
import { addWorkingTime, type WorkingCalendar } from '../../../base/working-calendar/index.ts'
import { nextCron } from './cron.ts'
import { addDuration, occurrenceAt } from './duration.ts'
import { CRON } from './plan-timer.ts'
import type { TimerOptions } from './timer-options.ts'
import type { TimerPlan } from './timer-plan.ts'

/** What is known of a timer that fires: the columns of its job. */
export type FiredTimer = Pick<TimerPlan, 'dueAt' | 'gridStart' | 'every' | 'repeatsLeft'>

/** A repetition that fires. */
type FiredCycle = FiredTimer & { gridStart: string; every: string }

/**
 * The occurrence after the one that fires now: on the original grid, strictly in the future. Occurrences that were
 * missed while nothing ran are used up, never fired late. Null when there is none left, and for one-shot timers.
 * The options are those of `planTimer`.
 */
export function nextOccurrence(
  fired: FiredTimer,
  now: string,
  { zone = BUSINESS_ZONE, calendar = null }: TimerOptions = {},
): TimerPlan | null {
  const { gridStart, every } = fired
  if (gridStart === null || every === null) return null
  const cycle = { ...fired, gridStart, every }
  if (every.startsWith(CRON)) return nextOfCron(cycle, now, { zone, calendar })
  return calendar === null ? nextOnGrid(cycle, now, zone) : nextInWorkingTime(cycle, now, calendar)
}

function nextOnGrid({ dueAt, gridStart, every, repeatsLeft }: FiredCycle, now: string, zone: string): TimerPlan | null {
  const current = occurrenceAt(gridStart, every, dueAt, zone)
  const next = Math.max(current, occurrenceAt(gridStart, every, now, zone)) + 1
  const left = repeatsLeft === null ? null : repeatsLeft - (next - current)
  if (left !== null && left <= 0) return null
  try {
    const due = addDuration(gridStart, every, next, zone)
    return { dueAt: due, gridStart, every, repeatsLeft: left, beyondCalendar: false }
  } catch (error) {
    // Beyond the last year: it never comes.
    if (error instanceof RangeError) return null
    throw error
  }
}

function nextOfCron(
  { dueAt, gridStart, every, repeatsLeft }: FiredCycle,
  now: string,
  given: Required<TimerOptions>,
): TimerPlan | null {
  const next = nextCron(every.slice(CRON.length), now > dueAt ? now : dueAt, given)
  return next && { dueAt: next.at, gridStart, every, repeatsLeft, beyondCalendar: next.beyondCalendar }
}

/** Counted on from the last occurrence, see `planTimer`. */
function nextInWorkingTime(
  { dueAt, every, repeatsLeft }: FiredCycle,
  now: string,
  calendar: WorkingCalendar,
): TimerPlan | null {
  const after = (steps: number) => addWorkingTime(dueAt, every, calendar, steps)
  const steps = firstStep(n => after(n).at > now)
  const left = repeatsLeft === null ? null : repeatsLeft - steps
  if (left !== null && left <= 0) return null
  const { at, beyondCalendar } = after(steps)
  return { dueAt: at, gridStart: at, every, repeatsLeft: left, beyondCalendar }
}

/** Smallest n ≥ 1 of which it is true, as of all that are greater. */
function firstStep(isTrue: (n: number) => boolean): number {
  let high = 1
  while (!isTrue(high)) high *= 2
  let low = Math.floor(high / 2)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isTrue(middle)) high = middle
    else low = middle
  }
  return high
}
