import { applying, note } from '../apply-effect.ts'
import type { Effect } from '../effect.ts'
import type { AdHocSubProcess } from '../graph.ts'
import { isOver, type Scope, type Token } from '../state.ts'
import { addOwnScope } from './activity.ts'
import { emptyScope, endInstance, holdsBody } from './remove.ts'
import { graphOf, ownScope, scopeGraph, scopeValues, type RunningFlow } from './running-flow.ts'
import { setIn } from './variables.ts'

/** A subprocess begins: its scope with the first values of its data objects, its listeners, then what stands in it. */
export function openScope(
  token: Token,
  variables: Readonly<Record<string, unknown>> | undefined,
  running: RunningFlow,
): Effect[] {
  const { state } = running
  const first = Object.fromEntries(
    (graphOf(running, token.instance).scopes[token.element]?.dataObjects ?? []).map(d => [d.name, d.value]),
  )
  const own = ownScope(state, token)
  if (own !== undefined) setIn(state, own.id, { ...first, ...own.variables, ...variables })
  const scope = own?.id ?? addOwnScope(token, running, { ...first, ...variables })
  return [
    { do: 'listen', scope },
    { do: 'begin_scope', scope },
  ]
}

/** Nothing begins by itself but what is named; one after the other where the order is sequential. */
export function openAdHoc(token: Token, activities: readonly string[], running: RunningFlow): Effect[] {
  const { state } = running
  const element = graphOf(running, token.instance).elements[token.element] as AdHocSubProcess
  const opened = openScope(token, undefined, running).filter(effect => effect.do !== 'begin_scope')
  const scope = ownScope(state, token)!.id
  const first = element.ordering === 'sequential' ? activities.slice(0, 1) : activities
  const loop = { total: activities.length, started: first.length, completed: 0 }
  state.scopes.change(scope, { loop, items: element.ordering === 'sequential' ? activities : null })
  const begun: Effect[] = first.length === 0 ? [] : [{ do: 'place_all', elements: first, scope }]
  // An empty list is an answer: there is nothing to do. Without a list somebody chooses.
  const nothing: Effect[] = element.active !== null && first.length === 0 ? [{ do: 'check_ad_hoc', scope }] : []
  return [...opened, ...begun, ...nothing]
}

/** An event subprocess that was triggered at once by its condition, and interrupts, leaves nothing to begin. */
export function beginScope(scope: string, running: RunningFlow): Effect[] {
  const inside = scopeGraph(running, scope)
  if (inside === undefined || isInterrupted(scope, running)) return []
  return [{ do: 'place_all', elements: inside.starts, scope }]
}

export const isInterrupted = (scope: string, running: RunningFlow): boolean =>
  running.state.tokens.by('scope', scope).some(token => interrupts(token, running))

function interrupts(token: Token, running: RunningFlow): boolean {
  const graph = graphOf(running, token.instance)
  const inside = graph.scopes[token.element]
  return (
    inside !== undefined &&
    Object.values(graph.elements).some(
      element => element.type === 'startEvent' && element.parent === token.element && element.interrupting,
    )
  )
}

/** A path has ended: with the last one its scope is done. */
export function endPath(token: Token, running: RunningFlow): Effect[] {
  const { state } = running
  const { scope } = token
  state.tokens.remove(token.id)
  if (isAdHoc(scope, running)) return [{ do: 'check_ad_hoc', scope }]
  return state.tokens.count('scope', scope) === 0 ? [{ do: 'scope_done', scope }] : []
}

function isAdHoc(scope: string, running: RunningFlow): boolean {
  const row = running.state.scopes.get(scope)
  return row !== undefined && graphOf(running, row.instance).elements[row.element]?.type === 'adHocSubProcess'
}

/**
 * Ad-hoc subprocess: after each activity its completion condition is asked; true ends the others when it cancels them
 * (BPMN 2.0.2 §13.3.5). Without condition it is complete when nothing runs in it.
 */
export async function checkAdHoc(scope: string, running: RunningFlow): Promise<Effect[]> {
  const { state } = running
  const row = state.scopes.get(scope)!
  const element = graphOf(running, row.instance).elements[row.element] as AdHocSubProcess
  const active = state.tokens.count('scope', scope)
  const { completion } = element
  const complete =
    completion === null ? false : completion.evaluate(await scopeValues(running, scope, element)) === true
  const next = active === 0 && !complete ? nextInList(row, running) : []
  if (next.length > 0) return next
  if (active === 0) return completion === null || complete ? [{ do: 'scope_done', scope }] : []
  return complete && element.cancelRemaining ? [{ do: 'terminate', scope, outcome: element.id }] : []
}

function nextInList({ id, items, loop }: Scope, { state }: RunningFlow): Effect[] {
  if (items === null || loop === null || loop.started >= items.length) return []
  state.scopes.change(id, { loop: { ...loop, started: loop.started + 1 } })
  return [{ do: 'place', element: items[loop.started] as string, scope: id }]
}

/** Nothing runs in a scope any more: the activity around it is complete, or the run. */
export function scopeDone(scope: string, outcome: string | null | undefined, running: RunningFlow): Effect[] {
  const { state } = running
  const row = state.scopes.get(scope)
  if (row !== undefined) return [{ do: 'leave', token: row.token }]
  const instance = state.instances.get(scope)!
  if (isOver(instance)) return []
  const { parentToken } = instance
  endInstance(applying(running), scope, { state: 'ended', outcome: outcome === undefined ? instance.outcome : outcome })
  return parentToken === null ? [] : [{ do: 'call_done', token: parentToken, instance: scope }]
}

/** A terminate end: everything in its scope ends; what is around the scope goes on as if it were complete. */
export async function terminate(scope: string, outcome: string, running: RunningFlow): Promise<Effect[]> {
  const { state, ports } = running
  if (!state.whole && holdsBody(state, scope)) await ports.loadRest(state)
  const kept = state.compensations.by('scope', scope)
  for (const each of kept) state.compensations.change(each.id, { scope: null })
  emptyScope(applying(running), scope)
  for (const each of kept) state.compensations.change(each.id, { scope })
  return [{ do: 'scope_done', scope, outcome }]
}

/** Everything ends: the root, and with it the runs that it called. */
export async function endAll(outcome: string, running: RunningFlow): Promise<Effect[]> {
  const { state, ports } = running
  if (!state.whole) await ports.loadRest(state)
  endInstance(applying(running), state.instance.id, { state: 'ended', outcome })
  return []
}

/** An activity in an ad-hoc subprocess begins because somebody, or its list, chose it. */
export function activate(scope: string, element: string, running: RunningFlow): Effect[] {
  const row = running.state.scopes.get(scope)!
  note(applying(running), { instance: row.instance, element, event: 'activated' })
  return [{ do: 'place', element, scope }]
}
