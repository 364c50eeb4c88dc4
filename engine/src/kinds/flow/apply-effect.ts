import type { AskedPerson, TaskEffect } from './effect.ts'
import { graphOf, type RunningFlow } from './kernel/running-flow.ts'
import type { UserTask } from './graph.ts'
import { participantsOf, type FlowState, type Task } from './state.ts'

/** What applying needs beside the state. */
export interface Applying {
  running: RunningFlow
  state: FlowState
  readonly now: string
  newId(): string
}

export const applying = (running: RunningFlow): Applying => ({
  running,
  state: running.state,
  get now() {
    return nowIn(running)
  },
  newId: () => running.ports.newId(),
})

let latest = { at: Number.NaN, text: '' }

/** The present instant as text. A command asks often within one millisecond. */
export function nowIn({ ports }: Pick<RunningFlow, 'ports'>): string {
  const now = ports.now()
  const at = now.getTime()
  if (at !== latest.at) latest = { at, text: now.toISOString() }
  return latest.text
}

/** Changes the state as an effect about tasks says. */
export function applyTaskEffect(effect: Exclude<TaskEffect, { do: 'open_task' }>, given: Applying): void {
  const { state } = given
  switch (effect.do) {
    case 'note':
      return note(given, effect)
    case 'participant':
      return state.participants.change(effect.id, effect.patch)
    case 'touch_task':
      return touch(state, effect.task)
    case 'close_task':
      return closeTask(given, effect.task, { state: 'done', outcome: effect.outcome })
    case 'remember_approval':
      state.approvals.push({ element: effect.element, people: effect.people })
      return
    case 'new_round': {
      const { round } = state.instances.get(effect.instance)!
      state.instances.change(effect.instance, { round: round + 1 })
      state.approvals = []
    }
  }
}

/** Writes down what happened. Without instance: in the root. */
export function note(
  { state, now }: Applying,
  given: { element: string; event: string; data?: Record<string, unknown>; instance?: string; since?: string },
): void {
  const { element, event, data = null, instance = state.instance.id, since = null } = given
  state.history.push({ instance, seq: nextNumber(state, instance), element, event, at: now, since, data })
}

/** Numbers of a run, in the order in which things happened. */
export function nextNumber(state: FlowState, instance: string): number {
  const { sequence } = state.instances.get(instance)!
  state.instances.change(instance, { sequence: sequence + 1 })
  return sequence
}

export function openTask(given: Applying, effect: Extract<TaskEffect, { do: 'open_task' }>): Task {
  const { state, running, now, newId } = given
  const token = state.tokens.get(effect.token)!
  const element = graphOf(running, token.instance).elements[token.element] as UserTask
  const task: Task = {
    id: newId(),
    instance: token.instance,
    token: token.id,
    element: element.id,
    kind: element.kind,
    title: element.title || element.id,
    state: 'open',
    outcome: null,
    version: 1,
    round: state.instances.get(token.instance)!.round,
    priority: effect.priority ?? 50,
    openedAt: now,
    dueAt: effect.dueAt,
    dueBeyondCalendar: effect.beyondCalendar ?? false,
    followUpAt: effect.followUpAt ?? null,
    doneAt: null,
  }
  state.tasks.add(task)
  effect.people.forEach((person, position) => ask(given, { task: task.id, person, position }))
  const data = { task: task.id, people: effect.people.map(p => p.id) }
  note(given, { instance: token.instance, element: element.id, event: 'opened', data })
  return task
}

function ask({ state, newId }: Applying, asked: { task: string; person: AskedPerson; position: number }): void {
  const { task, person, position } = asked
  state.participants.add({
    id: newId(),
    task,
    person: person.id,
    position,
    role: person.role,
    state: person.state,
    opinion: null,
    actedAt: null,
  })
}

export function closeTask(
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
