import { BUSINESS_ZONE } from '../../../base/business-day.ts'
import type { WorkingDeadline } from '../../../base/working-calendar/index.ts'
import { orBadTimer, timerForms } from './bad-timer.ts'
import { parseInstant } from './instant.ts'
import { afterDuration } from './plan-timer.ts'
import type { TimerOptions } from './timer-options.ts'

/**
 * When a task is due or to be followed up: a duration counts from `now` (in working time, with a calendar), a date stands
 * as it is. Throws BadTimer.
 */
export function planDue(
  text: string,
  now: string,
  { zone = BUSINESS_ZONE, calendar = null }: TimerOptions = {},
): WorkingDeadline {
  const wanted = () => `${timerForms('duration', calendar !== null)}, nor ${timerForms('date', false)}`
  return orBadTimer(text, wanted, () =>
    /^\s*-?P/.test(text)
      ? afterDuration(now, text, { zone, calendar })
      : { at: parseInstant(text, zone), beyondCalendar: false },
  )
}
