/**
 * A process as plain data, for the random tests: what the generators make, the BPMN writer writes and the naive interpreter
 * runs. Nothing of the engine is in it.
 */
export interface ProcessModel {
  id: string
  nodes: ModelNode[]
  flows: ModelFlow[]
}

export interface ModelFlow {
  id: string
  from: string
  to: string
  condition?: Condition
  isDefault?: boolean
}

/** True when the variable has one of these values, or at least this one. A variable that nobody set is 0. */
export type Condition = { variable: string; oneOf: number[] } | { variable: string; atLeast: number }

/** What a waiting event waits for: each has a message, signal or timer of its own, named by its id. */
export type Awaited = 'message' | 'timer' | 'signal'

/** Thrown inside of the process, caught on the way up; `code` null catches all. */
export type Thrown = { type: 'error' | 'escalation'; code: string | null }

/** What a boundary event or the start of an event subprocess catches. */
export type Caught = { type: Awaited } | Thrown

export interface Iterations {
  sequential: boolean
  count: number
  /** The completion condition: it is enough when so many are complete. */
  enough?: number
}

export type ModelNode = NodePlace & NodeKind

interface NodePlace {
  id: string
  /** The subprocess in which it stands; null: the process. */
  parent: string | null
  iterations?: Iterations
}

type NodeKind =
  | { type: 'start' }
  /** Start of an event subprocess. */
  | { type: 'eventStart'; caught: Caught; interrupting: boolean }
  | { type: 'end'; end: { type: 'none' } | { type: 'terminate' } | { type: 'error' | 'escalation'; code: string } }
  | { type: 'escalate'; code: string }
  | { type: 'task' }
  | { type: 'pass' }
  /** Sets a variable to a number, or counts it up by one. */
  | { type: 'script'; variable: string; set: number | 'increment' }
  | { type: 'exclusive' }
  | { type: 'parallel' }
  | { type: 'inclusive' }
  | { type: 'eventChoice' }
  | { type: 'catch'; awaited: Awaited }
  | { type: 'boundary'; host: string; interrupting: boolean; caught: Caught }
  | { type: 'subprocess' }
  | { type: 'eventSubprocess' }

export type NodeOf<Type extends ModelNode['type']> = Extract<ModelNode, { type: Type }>

/** What can be done next: each is one command of the engine. */
export interface Action {
  /** Complete an open task, or let the awaited event happen. */
  do: 'complete' | 'trigger'
  /** The task; or the event: a boundary event, catch event, or start of an event subprocess. */
  node: string
  /**
   * Which of several: the scopes around it from the outside in, each as the canonical text of all that it holds, and the
   * token itself at last. Two with the same address are interchangeable.
   */
  address: string[]
}

/** What a completed task decides: the variable `choice`. */
export const CHOICE = 'choice'
export const CHOICES = 8
