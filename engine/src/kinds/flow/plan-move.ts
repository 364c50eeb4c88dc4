import type { FlowGraph } from './graph.ts'
import { isOver, type FlowState, type Token } from './state.ts'
import { FlowPlaceUnknown, type TokenMove } from './actions/change.ts'

/** What a move by hand would do. */
export interface MovePlan {
  /** Tokens that end, those inside of cancelled activities too. */
  cancelled: { token: string; element: string; instance: string }[]
  /** Tasks that people lose. */
  tasks: { id: string; element: string; title: string }[]
  /** Timers and other jobs, and subscriptions. */
  waits: { element: string; kind: string }[]
  /** Called runs that end. */
  called: { id: string; definition: string }[]
  created: { element: string; scope: string | null }[]
  /** Nothing would be left: the run would be cancelled. */
  ends: boolean
}

/** Pure; nothing is run. The state must be whole. Throws FlowPlaceUnknown. */
export function planMove(
  state: FlowState,
  { graph, instance, cancel, create }: { graph: FlowGraph; instance: string } & TokenMove,
): MovePlan {
  for (const { element } of create)
    if (!Object.hasOwn(graph.elements, element))
      throw new FlowPlaceUnknown(`${graph.name} has no element "${element}".`)
  const tokens = new Set<string>()
  const scopes = new Set<string>()
  const called = new Set<string>()
  const endScope = (id: string): void => {
    scopes.add(id)
    for (const token of state.tokens.by('scope', id)) endToken(token)
  }
  const endToken = (token: Token): void => {
    if (tokens.has(token.id)) return
    tokens.add(token.id)
    for (const scope of state.scopes.by('token', token.id)) endScope(scope.id)
    for (const run of state.instances.by('parentToken', token.id)) {
      if (isOver(run)) continue
      called.add(run.id)
      endScope(run.id)
    }
  }
  for (const id of cancel) {
    const token = state.tokens.get(id)
    if (token === undefined) throw new FlowPlaceUnknown(`The run has no token "${id}".`)
    endToken(token)
  }
  const belongs = (row: { token: string | null; scope?: string }) =>
    row.token === null ? scopes.has(row.scope!) : tokens.has(row.token)
  return {
    cancelled: [...tokens].map(id => {
      const { element, instance } = state.tokens.get(id)!
      return { token: id, element, instance }
    }),
    tasks: state.tasks
      .where(task => task.state === 'open' && tokens.has(task.token))
      .map(({ id, element, title }) => ({ id, element, title })),
    waits: [...state.jobs.where(belongs), ...state.subscriptions.where(belongs)].map(({ element, kind }) => ({
      element,
      kind,
    })),
    called: [...called].map(id => ({ id, definition: state.instances.get(id)!.definition })),
    created: create.map(({ element, scope }) => ({ element, scope: scope ?? null })),
    ends: create.length === 0 && state.tokens.by('scope', instance).every(token => tokens.has(token.id)),
  }
}
