import { plainWeek } from '../../../base/working-calendar/index.ts'
import type { TimerContent } from '../content.ts'
import { BadTimer } from './bad-timer.ts'
import { planDue } from './plan-due.ts'
import { planTimer } from './plan-timer.ts'

/** Any moment will do. */
const NOW = '2026-01-01T00:00:00.000Z'

/** What is wrong with a timer's text as it is written, or null. `calendar`: the name of the one that it counts in. */
export const timerFault = (kind: TimerContent['kind'], text: string, calendar: string | null = null): string | null =>
  faultOf(() => planTimer(kind, text, NOW, { calendar: calendar === null ? null : plainWeek }))

/** The same of a task's due or follow-up date. */
export const dueFault = (text: string, calendar: string | null = null): string | null =>
  faultOf(() => planDue(text, NOW, { calendar: calendar === null ? null : plainWeek }))

function faultOf(plan: () => unknown): string | null {
  try {
    plan()
    return null
  } catch (error) {
    if (error instanceof BadTimer) return error.message
    throw error
  }
}
