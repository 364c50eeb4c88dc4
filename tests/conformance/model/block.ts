import type { Awaited, Caught, Iterations } from './process-model.ts'

/** Structured processes: every block has one way in and at most one way out, as people draw them. */
export type Block =
  | { block: 'task' }
  | { block: 'pass' }
  | { block: 'wait'; awaited: Awaited }
  | { block: 'sequence'; parts: Block[] }
  | { block: 'exclusive'; branches: Block[] }
  | { block: 'parallel'; branches: Block[] }
  | { block: 'inclusive'; branches: Block[] }
  | { block: 'eventChoice'; branches: { awaited: Awaited; then: Block }[] }
  /** Its body runs so many times. */
  | { block: 'loop'; times: number; body: Block }
  | { block: 'guarded'; iterations: Iterations | null; boundaries: Boundary[] }
  | {
      block: 'subprocess'
      body: Block
      iterations: Iterations | null
      boundaries: Boundary[]
      eventSubprocesses: EventSubprocess[]
    }
  | { block: 'escalate'; code: string }
  /** The branch ends here. */
  | { block: 'end'; end: 'none' | 'terminate' | { error: string } | { escalation: string } }

export interface Boundary {
  caught: Caught
  interrupting: boolean
  then: Block
  /** Its path meets the one behind the activity again; else it ends by itself. */
  joins: boolean
}

export interface EventSubprocess {
  caught: Caught
  interrupting: boolean
  body: Block
}

export interface StructuredProcess {
  body: Block
  eventSubprocesses: EventSubprocess[]
}
