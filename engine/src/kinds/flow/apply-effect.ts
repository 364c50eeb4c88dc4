import type { StateEffect } from './effect.ts'
import type { FlowGraph, UserTask } from './graph.ts'
import { participantsOf, type FlowState, type Token } from './state.ts'

/** What applying needs beside the state. */
export interface Applying {
  graph: FlowGraph
  state: FlowState
  now: string
  newId(): string
}

/**
 * Changes the state as an effect says. Returns the token that now has to enter its element, if there is one. Effects that
 * name a token, task or job that is gone (a terminate end, an interrupting timer of the same command) do nothing.
 */
export function applyEffect(effect: StateEffect, applying: Applying): Token | null {
  const { state } = applying
  switch (effect.do) {
    case 'take':
      return addToken(applying, {
        element: applying.graph.flows[effect.flow]!.to,
        flow: effect.flow,
        task: effect.task,
      })
    case 'place':
      return addToken(applying, { element: effect.element, flow: null, task: null })
    case 'consume':
      consume(applying, effect.token)
      return null
    case 'set':
      state.instance.variables = { ...state.instance.variables, [effect.name]: effect.value }
      return null
    case 'note':
      note(applying, effect)
      return null
    case 'open_task':
      openTask(applying, effect)
      return null
    case 'participant':
      state.participants.change(effect.id, effect.patch)
      return null
    case 'touch_task':
      touch(state, effect.task)
      return null
    case 'close_task':
      closeTask(applying, effect.task, { state: 'done', outcome: effect.outcome })
      return null
    case 'remember_approval':
      state.approvals.push({ element: effect.element, people: effect.people })
      return null
    case 'new_round':
      state.instance.round += 1
      state.approvals = []
      return null
    case 'schedule':
      schedule(applying, effect)
      return null
    case 'reschedule':
      if (effect.plan === null) state.jobs.remove(effect.job)
      else state.jobs.change(effect.job, { ...effect.plan, state: 'ready' })
      return null
    case 'incident':
      incident(applying, effect)
      return null
    case 'reached':
      state.instance.outcome = effect.outcome
      return null
    case 'end':
      for (const token of state.tokens.all()) consume(applying, token.id)
      end(applying, effect.outcome)
      return null
  }
}

/** The run is over: nothing waits any more. */
export function end({ state, now }: Pick<Applying, 'state' | 'now'>, outcome: string | null): void {
  Object.assign(state.instance, { state: 'ended', outcome, endedAt: now })
  const data = outcome === null ? null : { outcome }
  state.history.push({ seq: state.instance.sequence++, element: '', event: 'ended', at: now, data })
}

function addToken({ state, newId }: Applying, given: Pick<Token, 'element' | 'flow' | 'task'>): Token {
  const token: Token = { id: newId(), state: 'waiting', ...given }
  state.tokens.add(token)
  return token
}

/** Tasks, timers and incidents of a token go with it. */
function consume(applying: Applying, id: string): void {
  const { state, now } = applying
  state.tokens.remove(id)
  for (const job of state.jobs.where(j => j.token === id)) state.jobs.remove(job.id)
  for (const task of state.tasks.where(t => t.token === id && t.state === 'open')) {
    note(applying, { element: task.element, event: 'cancelled', data: { task: task.id } })
    closeTask(applying, task.id, { state: 'cancelled', outcome: null })
  }
  for (const open of state.incidents.where(i => i.token === id && i.resolvedAt === null)) {
    state.incidents.change(open.id, { resolvedAt: now })
  }
}

function note(
  { state, now }: Applying,
  given: { element: string; event: string; data?: Record<string, unknown> },
): void {
  const { element, event, data = null } = given
  state.history.push({ seq: state.instance.sequence++, element, event, at: now, data })
}

function openTask(applying: Applying, effect: Extract<StateEffect, { do: 'open_task' }>): void {
  const { state, graph, now, newId } = applying
  const token = state.tokens.get(effect.token)!
  const element = graph.elements[token.element] as UserTask
  const id = newId()
  state.tasks.add({
    id,
    token: token.id,
    element: element.id,
    kind: element.kind,
    title: element.title || element.id,
    state: 'open',
    outcome: null,
    version: 1,
    round: state.instance.round,
    openedAt: now,
    dueAt: effect.dueAt,
    doneAt: null,
  })
  effect.people.forEach((person, position) => {
    state.participants.add({
      id: newId(),
      task: id,
      person: person.id,
      position,
      role: person.role,
      state: person.state,
      opinion: null,
      actedAt: null,
    })
  })
  note(applying, { element: element.id, event: 'opened', data: { task: id, people: effect.people.map(p => p.id) } })
}

function closeTask(
  { state, now }: Applying,
  id: string,
  as: { state: 'done' | 'cancelled'; outcome: string | null },
): void {
  state.tasks.change(id, { ...as, doneAt: now })
  touch(state, id)
  for (const p of participantsOf(state, id)) {
    if (p.state === 'active' || p.state === 'waiting') state.participants.change(p.id, { state: 'cancelled' })
  }
}

function touch(state: FlowState, id: string): void {
  const task = state.tasks.get(id)
  if (task !== undefined) state.tasks.change(id, { version: task.version + 1 })
}

function schedule(
  { state, newId }: Applying,
  { token, element, plan }: Extract<StateEffect, { do: 'schedule' }>,
): void {
  state.jobs.add({ id: newId(), kind: 'timer', token, element, ...plan, state: 'ready' })
}

function incident(applying: Applying, { token, code, message }: Extract<StateEffect, { do: 'incident' }>): void {
  const { state, now, newId } = applying
  const element = state.tokens.get(token)!.element
  state.tokens.change(token, { state: 'incident' })
  state.incidents.add({ id: newId(), token, job: null, element, code, message, at: now, resolvedAt: null })
  note(applying, { element, event: 'incident', data: { code, message } })
}
