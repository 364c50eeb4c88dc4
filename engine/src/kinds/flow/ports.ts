import type { WorkingCalendar } from '../../base/working-calendar/working-calendar.ts'
import type { Asker } from './asker.ts'
import type { FlowGraph } from './graph.ts'
import type { PeopleDirectory } from './people.ts'
import type { FlowState, Instance, Task } from './state.ts'

/** What running a flow needs of the world: the database in run.ts, a table of data in cases and predictions. */
export interface FlowPorts {
  now(): Date
  newId(): string
  people: PeopleDirectory
  /** The record of a run as JSON (decimals as text, references as ids), or null. Fresh after every call. */
  record(instance: Instance, asker: Asker): Promise<Record<string, unknown> | null>
  /** What `starter` means in expressions. */
  starter(instance: Instance, asker: Asker): Promise<Record<string, unknown> | null>
  evaluate(question: RuleQuestion, instance: Instance, asker: Asker): Promise<RuleDecision>
  call(request: { function: string; input: Record<string, unknown> }, asker: Asker): Promise<unknown>
  notify(task: Task, people: readonly string[]): Promise<void>
  /** The process that a call activity names. */
  called(question: CalledQuestion, instance: Instance, asker: Asker): Promise<CalledProcess | { fault: string }>
  /** A message for whoever waits for it, or begins with it; delivered after the commit. */
  publish(message: PublishedMessage): Promise<void>
  /** A signal for every other run and for start events; delivered after the commit. The run's own were told already. */
  broadcast(signal: { name: string; variables: Readonly<Record<string, unknown>> }, root: string): Promise<void>
  /** Reads the iterations that were left out when the state was loaded. */
  loadRest(state: FlowState): Promise<void>
  calendar(name: string): Promise<WorkingCalendar | null>
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

export interface CalledQuestion {
  process: string
  binding: 'latest' | 'deployment' | 'version' | 'version_tag'
  version: string | null
}

export interface CalledProcess {
  definition: string
  version: number
  snapshot: number | null
  graph: FlowGraph
}

export interface PublishedMessage {
  name: string
  key: string | null
  /** ISO 8601 duration for which it is kept for those who come later; null: the default. */
  timeToLive: string | null
  variables: Readonly<Record<string, unknown>>
}
