import { applying, note } from '../apply-effect.ts'
import type { Effect } from '../effect.ts'
import type { BoundaryEvent, StartEvent } from '../graph.ts'
import type { Compensation, Token } from '../state.ts'
import { addOwnScope } from './activity.ts'
import { addToken } from './add-token.ts'
import { emptyScope, endInstance, removeScope } from './remove.ts'
import { elementOf, graphOf, instanceOf, isInner, ownScope, scopeGraph, type RunningFlow } from './running-flow.ts'

/**
 * Undoes what was completed in the scopes, the last one first (BPMN 2.0.2 §10.6.2, §13.5.5). Handlers begin in that order and
 * may run at the same time; the throwing token waits for all of them.
 */
export function compensate(
  token: Token,
  { scopes, activity }: { scopes: readonly string[]; activity: string | null },
  running: RunningFlow,
): Effect[] {
  const { state } = running
  const done = scopes
    .flatMap(scope => state.compensations.by('scope', scope))
    .filter(each => activity === null || each.element === activity)
    .sort((a, b) => b.seq - a.seq)
  if (done.length === 0) return [{ do: 'compensated', token: token.id }]
  note(applying(running), {
    instance: token.instance,
    element: token.element,
    event: 'compensating',
    data: { activities: done.map(each => each.element) },
  })
  // Reserved at once: none of them is undone twice, and the token waits for all.
  const begun = done.map(each => begin(each, token, running))
  return begun.flat()
}

function begin(done: Compensation, thrower: Token, running: RunningFlow): Effect[] {
  const { state } = running
  state.compensations.remove(done.id)
  const handler = done.handler ?? done.element
  const token = addToken(running, { element: handler, scope: done.scope!, compensates: thrower.id })
  if (done.handler !== null) return [{ do: 'enter', token: token.id }]
  return undoInside(done, token, running)
}

/** A subprocess is opened again with the values that it had, and undone by its own event subprocess or from inside. */
function undoInside(done: Compensation, token: Token, running: RunningFlow): Effect[] {
  const { state } = running
  const scope = addOwnScope(token, running, done.variables ?? {})
  for (const inner of state.compensations.by('parent', done.id))
    state.compensations.change(inner.id, { scope, parent: null, iteration: token.iteration })
  const own = compensationStart(scope, running)
  return own === null
    ? [{ do: 'compensate', token: token.id, scopes: [scope], activity: null }]
    : [{ do: 'place', element: own.parent, scope }]
}

function compensationStart(scope: string, running: RunningFlow): StartEvent | null {
  const row = running.state.scopes.get(scope)!
  const graph = graphOf(running, row.instance)
  const starts = (scopeGraph(running, scope)?.eventStarts ?? []).map(id => graph.elements[id] as StartEvent)
  return starts.find(start => start.event.type === 'compensation') ?? null
}

/** A handler is done, or there was nothing to undo: with the last one, whoever waits goes on. */
export function compensated(token: Token, running: RunningFlow): Effect[] {
  const { state } = running
  if (state.tokens.count('compensates', token.id) > 0) return []
  if (token.state === 'cancelling') return leaveCancelled(token, running)
  const element = elementOf(token, running)
  if (element.type === 'intermediateThrowEvent' || element.type === 'endEvent')
    return [{ do: 'leave', token: token.id }]
  // A subprocess that was opened again to be undone.
  const own = ownScope(state, token)
  if (own !== undefined) removeScope(applying(running), own.id)
  return [{ do: 'depart', token: token.id }]
}

/**
 * A transaction is cancelled (BPMN 2.0.2 §13.3.9): everything in it stops, what was completed is undone, and then it is left
 * by its cancel boundary. One cancel ends all instances of a multi-instance transaction.
 */
export async function cancelTransaction(thrower: Token, running: RunningFlow): Promise<Effect[]> {
  const { state, ports } = running
  const owner = transactionAround(thrower, running)
  if (owner === null) return []
  if (!state.whole) await ports.loadRest(state)
  note(applying(running), { instance: owner.instance, element: owner.element, event: 'cancelling' })
  const scopes = transactionScopes(owner, running)
  for (const scope of scopes) stop(scope, running)
  state.tokens.change(owner.id, { state: 'cancelling' })
  return [{ do: 'compensate', token: owner.id, scopes, activity: null }]
}

/** Of a multi-instance transaction: the token of the whole. */
function transactionAround(thrower: Token, running: RunningFlow): Token | null {
  const { state } = running
  let row = state.scopes.get(thrower.scope)
  while (row !== undefined) {
    const owner = state.tokens.get(row.token)!
    const element = elementOf(owner, running)
    if (element.type === 'subProcess' && element.variant === 'transaction' && row.kind !== 'body')
      return isInner(state, owner) ? state.tokens.get(state.scopes.get(owner.scope)!.token)! : owner
    row = state.scopes.get(row.parent)
  }
  return null
}

function transactionScopes(owner: Token, { state }: RunningFlow): string[] {
  const own = state.scopes.by('token', owner.id).map(scope => scope.id)
  const inner = own.flatMap(scope => state.scopes.by('parent', scope).filter(s => s.kind === 'iteration'))
  return [...own, ...inner.map(scope => scope.id)]
}

/** Where the token stands that waits for a run to be undone. */
export const WHOLE_RUN = ''

/** A run is cancelled, and what was completed in it is undone first. */
export function undoRun(instance: string, running: RunningFlow): Effect[] {
  stop(instance, running)
  const { id } = addToken(running, { element: WHOLE_RUN, scope: instance, state: 'cancelling' })
  return [{ do: 'compensate', token: id, scopes: [instance], activity: null }]
}

/** Everything ends but the instances of a body, whose values the handlers still need; what was done stays to be undone. */
function stop(scope: string, running: RunningFlow): void {
  const { state } = running
  if (state.scopes.get(scope)?.kind === 'body') return
  const done = state.compensations.by('scope', scope)
  for (const each of done) state.compensations.change(each.id, { scope: null })
  emptyScope(applying(running), scope)
  for (const each of done) state.compensations.change(each.id, { scope })
}

function leaveCancelled(token: Token, running: RunningFlow): Effect[] {
  if (token.element === WHOLE_RUN) {
    endInstance(applying(running), token.instance, { state: 'cancelled', outcome: null })
    return []
  }
  const graph = graphOf(running, token.instance)
  const event = elementOf(token, running)
    .boundary.map(id => graph.elements[id] as BoundaryEvent)
    .find(boundary => boundary.event.type === 'cancel')
  const { id: instance } = instanceOf(running.state, token)
  note(applying(running), { instance, element: token.element, event: 'cancelled' })
  return [
    { do: 'consume', token: token.id },
    ...(event === undefined ? [] : [{ do: 'place' as const, element: event.id, scope: token.scope }]),
  ]
}
