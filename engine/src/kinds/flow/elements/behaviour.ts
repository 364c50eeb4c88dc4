import type { WorkingCalendar } from '../../../base/working-calendar/working-calendar.ts'
import type { Effect } from '../effect.ts'
import type { FlowElement, FlowGraph } from '../graph.ts'
import type { Person } from '../people.ts'
import type { RuleDecision } from '../ports.ts'
import type { Scope } from '../scope.ts'
import type { FlowState, Instance, Phase, Token } from '../state.ts'

/** Where an element is asked: its token, the state around it (to read, never to change), and the values of expressions. */
export interface At<Element extends FlowElement = FlowElement> {
  element: Element
  token: Token
  /** The run in which the token stands: the root, or one that it called. */
  instance: Instance
  graph: FlowGraph
  state: FlowState
  /** Made when it is first asked for. */
  readonly scope: Scope
  /** In which the deadline of a user task counts. */
  calendar: WorkingCalendar | null
  /** ISO 8601, UTC. */
  now: string
}

/** The world's answer to a question. */
export type Answer =
  | { to: 'find_people'; people: readonly (readonly Person[])[] }
  | { to: 'evaluate'; decision: RuleDecision }
  | { to: 'call'; result: unknown }

/** What a BPMN element does. Pure: `(state, element, input) → effects`. */
export interface Behaviour<Element extends FlowElement = FlowElement> {
  /** A token has come, and all that surrounds the element (loop, values, boundary) is ready. */
  enter(at: At<Element>): Effect[]
  /** What the element asked for is there. */
  resume?(at: At<Element>, answer: Answer): Effect[]
}

/** The element can't decide: its token stays, an administrator is called (workflow rule: a decision cannot be made). */
export const cannotDecide = (
  at: Pick<At, 'token'>,
  code: string,
  message: string,
  phase: Phase = 'begin',
): Effect[] => [{ do: 'incident', token: at.token.id, code, message, phase }]
