import type { InstanceState } from '../../engine/src/kinds/flow/state.ts'

type Values = Record<string, unknown>

/** What stands beside a model: a script and what must come of it. */
export interface ConformanceCase {
  /** Started by hand with these variables, unless an event of the script starts it. */
  variables?: Values
  started?: 'by event'
  /** So many calls of the function `test.flaky` fail before it works. */
  failing?: number
  /** What rule sets answer, by name. */
  ruleSets?: Values
  steps: Step[]
  then: Expected
}

/** An act, or a look at the run; elements are named by their ids. */
export type Step =
  | { open: string[] }
  /** The same, each once: how many of each does not matter. */
  | { openSet: string[] }
  | { state: InstanceState }
  /** Names of messages and signals that are waited for. */
  | { subscriptions: string[] }
  | { incidents: string[] }
  | { complete: string; variables?: Values; refused?: true; anyRun?: true }
  /** Tasks that may be done in any order: one way of running does them backwards. */
  | { inAnyOrder: string[] }
  /** All these tasks are open, in this or another order. */
  | { completeAll: string[] }
  | { message: string; key?: string; variables?: Values; messageId?: string; timeToLive?: string }
  | { signal: string; variables?: Values }
  | { advance: string }
  | { sleep: string }
  /** Everything that is due now. */
  | { jobs: true }
  | { set: Values }
  /** A worker does one task of the topic; `twice`: and again, when it is no longer his. */
  | { external: string; variables?: Values; twice?: true }
  | { retry: string }
  | { move: { cancel: string[]; create: string[] } }
  | { activate: string[]; in: string }
  /** Keeps the open task in mind, to complete it when it is gone. */
  | { remember: string }
  | { completeRemembered: string; refused: true }

export interface Expected {
  state?: InstanceState
  /** End event reached last. */
  outcome?: string
  open?: string[]
  /** Where tokens stand that wait for nobody from outside: at joins. */
  tokens?: string[]
  incidents?: { element: string }[]
  /** Process variables with their values; others may be there. */
  variables?: Values
  /** Process variables that must not be there. */
  without?: string[]
  /** How often a task of it was done: instances of a loop count each. */
  done?: Record<string, number>
  /** How often an element was completed. */
  completed?: Record<string, number>
  /** How often a gateway or event let tokens pass. */
  passed?: Record<string, number>
}
