import type { FakeClock } from '../../../base/clock.ts'
import type { WorkingCalendar } from '../../../base/working-calendar/working-calendar.ts'
import type { Effect } from '../effect.ts'
import type { FlowGraph } from '../graph.ts'
import type { RunningFlow } from '../kernel/running-flow.ts'
import type { PeopleDirectory } from '../people.ts'
import type { RuleDecision, RuleQuestion } from '../ports.ts'
import type { Instance, Task } from '../state.ts'
import type { Organisation } from './organisation.ts'

/** What flows reach outside of themselves. Everything is optional: nothing is there, and every call gives nothing. */
export interface FlowEnvironment {
  /** The world turns it on. */
  clock?: FakeClock
  organisation?: Organisation
  /** In the place of an organisation. */
  people?: PeopleDirectory
  /** A flow that a call activity names and that was not deployed. */
  flow?(name: string): FlowGraph | undefined
  record?(instance: Instance): Record<string, unknown> | null
  starter?(instance: Instance): Record<string, unknown> | null
  evaluate?(question: RuleQuestion): RuleDecision | Promise<RuleDecision>
  call?(name: string, input: Record<string, unknown>): unknown
  calendar?(name: string): WorkingCalendar | null
  notify?(task: Task, people: readonly string[]): void
  /** Histories say what a replay needs. Default: false. */
  recording?: boolean
  /** Sees every effect before it is carried out. A promise holds the run until it is fulfilled. */
  watch?(effect: Effect, running: RunningFlow): void | Promise<void>
}
