import { closeTask, note, type Applying } from '../apply-effect.ts'
import type { FlowState, Instance, Token } from '../state.ts'
import { isOver } from '../state.ts'

/** Ends a token with all that belongs to it: tasks, jobs, subscriptions, incidents, its own scopes, the runs that it called. */
export function removeToken(applying: Applying, id: string): void {
  const { state } = applying
  const token = state.tokens.get(id)
  if (token === undefined) return
  state.tokens.remove(id)
  for (const scope of state.scopes.by('token', id)) removeScope(applying, scope.id)
  for (const called of state.instances.by('parentToken', id)) cancelInstance(applying, called)
  disarm(state, token)
  for (const task of state.tasks.by('token', id)) {
    if (task.state !== 'open') continue
    note(applying, { instance: task.instance, element: task.element, event: 'cancelled', data: { task: task.id } })
    closeTask(applying, task.id, { state: 'cancelled', outcome: null })
  }
  resolveIncidents(applying, id)
  for (const waiting of state.tokens.by('compensates', id)) removeToken(applying, waiting.id)
}

/** Ends everything in a scope, and the scope. */
export function removeScope(applying: Applying, id: string): void {
  const { state } = applying
  emptyScope(applying, id)
  for (const output of state.outputs.by('body', id)) state.outputs.remove(output.id)
  state.scopes.remove(id)
}

/** Ends everything in a scope: its tokens, its listeners, what could have been undone. */
export function emptyScope(applying: Applying, id: string): void {
  const { state } = applying
  for (const token of state.tokens.by('scope', id)) removeToken(applying, token.id)
  silence(state, id)
  for (const done of state.compensations.by('scope', id)) removeCompensation(state, done.id)
}

/** The event subprocesses of a scope listen no more. */
export function silence(state: FlowState, scope: string): void {
  for (const each of state.subscriptions.by('scope', scope))
    if (each.token === null) state.subscriptions.remove(each.id)
  for (const job of state.jobs.by('scope', scope)) if (job.token === null) state.jobs.remove(job.id)
}

/** What a token waits for: its events and those of its boundary. */
export function disarm(state: FlowState, token: Token): void {
  for (const job of state.jobs.by('token', token.id)) state.jobs.remove(job.id)
  for (const each of state.subscriptions.by('token', token.id)) state.subscriptions.remove(each.id)
}

export function removeCompensation(state: FlowState, id: string): void {
  for (const inner of state.compensations.by('parent', id)) removeCompensation(state, inner.id)
  state.compensations.remove(id)
}

export function resolveIncidents({ state, now }: Pick<Applying, 'state' | 'now'>, token: string): void {
  for (const open of state.incidents.by('token', token))
    if (open.resolvedAt === null) state.incidents.change(open.id, { resolvedAt: now })
}

/** A run ends before its time. */
export function cancelInstance(applying: Applying, instance: Instance): void {
  if (isOver(instance)) return
  emptyScope(applying, instance.id)
  endInstance(applying, instance.id, { state: 'cancelled', outcome: null })
}

/** A run is over: nothing waits in it any more. */
export function endInstance(
  applying: Applying,
  id: string,
  as: { state: 'ended' | 'cancelled'; outcome: string | null },
): void {
  const { state, now } = applying
  emptyScope(applying, id)
  state.instances.change(id, { ...as, endedAt: now })
  const data = as.outcome === null ? {} : { data: { outcome: as.outcome } }
  note(applying, { instance: id, element: '', event: as.state, ...data })
}

/** Whether ending the token would also end iterations that were not loaded. */
export function reachesBody(state: FlowState, token: string): boolean {
  return (
    state.scopes.by('token', token).some(scope => holdsBody(state, scope.id)) ||
    state.instances.by('parentToken', token).some(called => holdsBody(state, called.id))
  )
}

export const holdsBody = (state: FlowState, scope: string): boolean =>
  state.scopes.get(scope)?.kind === 'body' ||
  state.tokens.by('scope', scope).some(token => reachesBody(state, token.id))
