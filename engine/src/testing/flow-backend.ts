import type { FlowGraph } from '../kinds/flow/graph.ts'
import type { IdMapping, MigrationProblem } from '../kinds/flow/migrate.ts'
import type { RunningFlow } from '../kinds/flow/run-to-rest.ts'
import type { HistoryEntry, StateRows } from '../kinds/flow/state.ts'
import type { Source } from '../metadata/kind.ts'
import type { JobView } from './flow-views.ts'

type Values = Readonly<Record<string, unknown>>

export interface StartOptions {
  variables?: Values
  businessKey?: string
  /** Who starts it: any name. */
  starter?: string
  /** Id of the start event; default: the one without event. */
  at?: string
}

export interface MessageOptions {
  name: string
  key?: string
  variables?: Values
  /** The same one twice is one message. */
  messageId?: string
  /** ISO 8601 duration for which it waits for those who come later; default PT1H. */
  timeToLive?: string
}

export interface FetchOptions {
  worker?: string
  /** Milliseconds. */
  lock?: number
  max?: number
}

/** Where runs are kept: in memory, or in a database through the engine's own commands. */
export interface FlowBackend {
  now(): string
  deploy(graph: FlowGraph, source: Source): Promise<void>
  start(process: string, options: StartOptions): Promise<string>
  /** Ids of all runs that nobody called, in the order of their beginning. */
  runs(): Promise<string[]>
  rows(run: string): Promise<StateRows & { history: readonly HistoryEntry[] }>
  /** One command of the engine. `task`: the one that it is about, which may be closed. */
  command<Answer>(run: string, work: (running: RunningFlow) => Promise<Answer>, task?: string): Promise<Answer>
  /** Id of a person in the rows. */
  personId(name: string): Promise<string>
  publish(message: MessageOptions): Promise<{ duplicate: boolean; targets: number }>
  broadcast(name: string, variables: Values): Promise<void>
  /** `run` is what `finishExternal` wants. */
  fetchAndLock(topic: string, options: FetchOptions): Promise<JobView[]>
  finishExternal(given: ExternalEnd): Promise<void>
  /** Everything that is due now; answers how many. */
  fireDueJobs(): Promise<number>
  advanceTo(instant: string): Promise<void>
  /** Moves the clock without doing what falls due: the engine is down. */
  sleepTo(instant: string): Promise<void>
  /** Moves the run to the present version of its flow; answers why it can't be moved. */
  migrate(run: string, mapping: IdMapping): Promise<readonly MigrationProblem[]>
  /** Throws all memory of the engine away. */
  kill(): Promise<void>
  /** Starts it again on what was kept. */
  reload(): Promise<void>
  stop(): Promise<void>
}

/** How a worker ends its task. */
export type ExternalEnd = { run: string; job: string; worker: string } & (
  | { how: 'complete'; variables?: Values }
  | { how: 'fail'; message: string; retriesLeft?: number; retryInMs?: number }
  | { how: 'error'; code: string; message?: string; variables?: Values }
)
