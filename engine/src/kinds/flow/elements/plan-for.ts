import type { WorkingCalendar } from '../../../base/working-calendar/working-calendar.ts'
import type { Timer } from '../graph.ts'
import { valueIn, type Scope } from '../scope.ts'
import { BadTimer, planTimer } from '../timer/plan-timer.ts'
import type { TimerPlan } from '../timer/timer-plan.ts'

/** When a timer fires first, or a sentence that says why that can't be told. */
export function planFor(
  timer: Timer,
  scope: Scope,
  { now, calendar }: { now: string; calendar: WorkingCalendar | null },
): TimerPlan | string {
  const text = valueIn(timer.value, scope)
  try {
    return planTimer(
      timer.kind,
      typeof text === 'string' ? text : String(text),
      now,
      calendar === null ? {} : { calendar },
    )
  } catch (error) {
    if (error instanceof BadTimer) return error.message
    throw error
  }
}
