import type { FlowElement, FlowGraph } from '../graph.ts'
import type { FlowState, Scope, Token } from '../state.ts'

/** Old ids → new ids, of elements and sequence flows; those that are not in it keep their ids. */
export type IdMapping = Readonly<Record<string, string>>

/** One token of a run: where it stands, and where it would. */
export interface Move {
  token: string
  from: string
  to: string
}

export interface MigrationProblem {
  element: string
  code:
    | 'flow.migration_element_gone'
    | 'flow.migration_element_differs'
    | 'flow.migration_scope_differs'
    | 'flow.migration_not_back'
  message: string
}

export interface MigrationPlan {
  moves: Move[]
  /** With one of them the run can't be moved. All of them. */
  problems: MigrationProblem[]
}

export interface Between {
  /** Without elements when its version no longer compiles. */
  old: FlowGraph
  next: FlowGraph
  mapping: IdMapping
  /** The run that is moved; default the root. Runs that it called go on in their own versions. */
  instance?: string
}

export const mappedId = (id: string, mapping: IdMapping): string => own(mapping, id) ?? id

/** Ids are chosen by authors: `constructor` may be one. */
export const own = <Value>(values: Readonly<Record<string, Value>>, id: string): Value | undefined =>
  Object.hasOwn(values, id) ? values[id] : undefined

export const elementIn = (elements: Readonly<Record<string, FlowElement>>, id: string): FlowElement | undefined =>
  own(elements, id)

/** The subprocess in which a token stands, '' for the process: an instance of a loop stands where its activity does. */
export function subprocessOf(state: FlowState, token: Token): string {
  let scope: Scope | undefined = state.scopes.get(token.scope)
  while (scope !== undefined && scope.kind === 'body' && scope.element === token.element)
    scope = state.scopes.get(state.tokens.get(scope.token)!.scope)
  return scope?.element ?? ''
}

/** The rows of one run, of those in memory. */
export const ofInstance = <Row extends { instance: string }>(
  rows: { where(test: (row: Row) => boolean): Row[] },
  id: string,
): Row[] => rows.where(row => row.instance === id)
