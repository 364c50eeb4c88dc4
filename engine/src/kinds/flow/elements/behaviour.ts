import type { Effect } from '../effect.ts'
import type { FlowElement, FlowGraph } from '../graph.ts'
import type { Person } from '../people.ts'
import type { RuleDecision } from '../ports.ts'
import type { Scope } from '../scope.ts'
import type { FlowState, Job, Token } from '../state.ts'

/** Where an element is asked: its token, the state around it (to read, never to change), and the values of expressions. */
export interface At<Element extends FlowElement = FlowElement> {
  element: Element
  token: Token
  graph: FlowGraph
  state: FlowState
  scope: Scope
  /** ISO 8601, UTC. */
  now: string
}

/** The world's answer to an outside effect. */
export type Answer =
  | { to: 'find_people'; people: readonly (readonly Person[])[] }
  | { to: 'evaluate'; decision: RuleDecision }
  | { to: 'call'; result: unknown }

/** What a BPMN element does. Pure: `(state, element, input) → effects`. */
export interface Behaviour<Element extends FlowElement = FlowElement> {
  /** A token has come. */
  enter(at: At<Element>): Effect[]
  /** What the element asked for is there. */
  resume?(at: At<Element>, answer: Answer): Effect[]
  /** Its timer fires; the token is the one that waits. */
  fire?(at: At<Element>, job: Job): Effect[]
}

/** The element can't decide: its token stays, an administrator is called (workflow rule: a decision cannot be made). */
export const cannotDecide = (at: At, code: string, message: string): Effect[] => [
  { do: 'incident', token: at.token.id, code, message },
]
