import type { Diagnostic } from '../metadata/diagnostic.ts'
import type { InstanceState } from '../kinds/flow/state.ts'

/** What `deploy` says of a text. With faults nothing of it was deployed. */
export interface Deployment {
  /** Ids of the processes that can be started. */
  processes: string[]
  faults: DeploymentNote[]
  warnings: DeploymentNote[]
}

/** A fault or warning; `element` is the BPMN id that it is about. */
export type DeploymentNote = Pick<Diagnostic, 'code' | 'message' | 'line' | 'column'> & { element?: string }

export interface TaskView {
  id: string
  run: string
  element: string
  title: string
  kind: 'approval' | 'task'
  /** Whose turn it is; empty: anybody may claim it. */
  people: string[]
  priority: number
  dueAt: string | null
  followUpAt: string | null
  openedAt: string
}

/** What is waited for from outside: timers are jobs, and are listed here too. */
export interface SubscriptionView {
  id: string
  run: string
  element: string
  kind: 'message' | 'signal' | 'condition' | 'timer'
  /** Of a message or signal. */
  name: string | null
  key: string | null
  /** Of a timer. */
  dueAt: string | null
}

export interface JobView {
  id: string
  run: string
  kind: 'timer' | 'enter' | 'leave' | 'deliver' | 'external'
  element: string
  dueAt: string
  state: 'ready' | 'failed' | 'suspended'
  topic: string | null
  retriesLeft: number
  /** Of an external task: what its worker gets. */
  variables: Readonly<Record<string, unknown>>
  headers: Readonly<Record<string, string>>
}

export interface TokenView {
  id: string
  /** The run in which it stands: a called one has its own. */
  run: string
  element: string
  /** Id of its scope; that of the run for what stands in the process itself. */
  scope: string
  state: string
}

export interface ScopeView {
  id: string
  run: string
  parent: string
  element: string
  kind: 'subprocess' | 'activity' | 'body' | 'iteration'
  variables: Readonly<Record<string, unknown>>
}

export interface IncidentView {
  id: string
  run: string
  element: string
  code: string
  message: string
}

export interface HistoryView {
  run: string
  element: string
  event: string
  at: string
  data: Readonly<Record<string, unknown>> | null
}

export interface OutcomeView {
  state: InstanceState
  /** Id of the end event reached last; null: none, or not yet. */
  end: string | null
  suspended: boolean
  /** Process variables. */
  variables: Readonly<Record<string, unknown>>
  startedAt: string
  endedAt: string | null
}

/** A run of a process, with those that it called. */
export interface RunView {
  id: string
  process: string
  businessKey: string | null
}
