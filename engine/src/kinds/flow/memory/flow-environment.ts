import type { FakeClock } from '../../../base/clock.ts'
import type { WorkingCalendar } from '../../../base/working-calendar/working-calendar.ts'
import type { Effect } from '../effect.ts'
import type { RuleDecision, RuleQuestion } from '../ports.ts'
import type { Instance, Task } from '../state.ts'
import type { Organisation } from './organisation.ts'

/** What flows reach outside of themselves. Everything is optional: nothing is there, and every call gives nothing. */
export interface FlowEnvironment {
  /** The world turns it on. */
  clock?: FakeClock
  organisation?: Organisation
  record?(instance: Instance): Record<string, unknown> | null
  starter?(instance: Instance): Record<string, unknown> | null
  evaluate?(question: RuleQuestion): RuleDecision | Promise<RuleDecision>
  call?(name: string, input: Record<string, unknown>): unknown
  calendar?(name: string): WorkingCalendar | null
  notify?(task: Task, people: readonly string[]): void
  /** Sees every effect before it is carried out. */
  watch?(effect: Effect): void
}
