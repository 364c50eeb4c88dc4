/** Ways in which something comes to a run from outside: the doors of actions.ts. */
export type Door =
  | 'start'
  | 'act'
  | 'complete'
  | 'fire'
  | 'fail'
  | 'job_done'
  | 'job_error'
  | 'deliver'
  | 'proceed'
  | 'set'
  | 'suspend'
  | 'resume'
  | 'cancel'
  | 'move'
  | 'activate'
  | 'retry'
  | 'skip'
  | 'halt'

/** Where a token, task, job, subscription, scope or incident is, without ids: those are others in every run. */
export interface Place {
  element: string
  /** Scopes around it, from the outside in; absent: it stands in the process itself. */
  in?: string
  /** Which of several there, in the order in which they began; absent: the first. */
  nth?: number
}

/** One act from outside on a run, with what the world answered on the way: enough to do it again. */
export interface TakenInput {
  door: Door
  place?: Place
  given?: Readonly<Record<string, unknown>>
  answers?: WorldAnswer[]
}

/**
 * What the world answered to an element. `q` stands for the question; nothing is written down of a record that is as it was
 * when it was last asked for in the same command.
 */
export type WorldAnswer = { at: string } & (
  | { ask: 'people'; q: string; found: string[][] }
  | { ask: 'rule'; q: string; outputs: unknown }
  | { ask: 'rule'; q: string; fault: AnswerFault }
  | { ask: 'call'; q: string; result?: unknown; error?: AnswerFault }
  | { ask: 'called'; q: string; process: CalledAnswer | { fault: string } }
  | { ask: 'record'; record: Readonly<Record<string, unknown>> | null }
  | { ask: 'starter'; starter: Readonly<Record<string, unknown>> | null }
)

export interface AnswerFault {
  code: string
  message: string
}

/** Version of a flow, and process of its text. */
export interface CalledAnswer {
  definition: string
  version: number
  snapshot: number | null
  process: string
}
