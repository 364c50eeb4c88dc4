import type { PeopleDirectory } from './people.ts'
import type { Task } from './state.ts'

/** What running a flow needs of the world: the database in run.ts, a table of data in cases and predictions. */
export interface FlowPorts {
  now(): Date
  newId(): string
  people: PeopleDirectory
  /** The record of the run as JSON (decimals as text, references as ids), or null. Fresh after every call. */
  record(): Promise<Record<string, unknown> | null>
  /** What `starter` means in expressions. */
  starter(): Promise<Record<string, unknown> | null>
  evaluate(question: RuleQuestion): Promise<RuleDecision>
  call(request: { function: string; input: Record<string, unknown> }): Promise<unknown>
  notify(task: Task, people: readonly string[]): Promise<void>
}

/** What a rule set is asked. */
export interface RuleQuestion {
  ruleSet: string
  inputs: Record<string, unknown>
  /** Decide with the version that was in force when the run began. */
  pinned: boolean
  /** Decide with the version that was in force on this day, `YYYY-MM-DD`. */
  asOf: string | null
}

/** Result of a rule set. `trace` and the rest go into history and audit unread. */
export interface RuleDecision {
  /** Null when no rule matched. */
  outputs: unknown
  [explanation: string]: unknown
}
