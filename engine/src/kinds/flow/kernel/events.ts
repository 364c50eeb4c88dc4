import { applying, note, nowIn } from '../apply-effect.ts'
import type { Effect } from '../effect.ts'
import { cannotDecide } from '../elements/behaviour.ts'
import type { BoundaryEvent, EventDefinition, FlowElement, StartEvent } from '../graph.ts'
import { textIn, type Scope } from '../scope.ts'
import type { Job, Subscription, Token } from '../state.ts'
import { planFor } from '../elements/plan-for.ts'
import type { TimerPlan } from '../timer/timer-plan.ts'
import { addJob, addOwnScope } from './activity.ts'
import { disarm, silence } from './remove.ts'
import { atToken, elementOf, graphOf, scopeGraph, scopeValues, type RunningFlow } from './running-flow.ts'
import { setIn, whereIs } from './variables.ts'

type Values = Readonly<Record<string, unknown>>

/** Elements whose event has a definition. */
type WithEvent = Extract<FlowElement, { event: EventDefinition }>

/** The events at the boundary of an activity are armed together, or the first that can't be says why. */
export async function armBoundary(token: Token, running: RunningFlow): Promise<Effect[]> {
  const graph = graphOf(running, token.instance)
  const effects: Effect[] = []
  for (const id of elementOf(token, running).boundary) {
    const event = graph.elements[id] as BoundaryEvent
    const armed = await awaitEvent(token, event.id, running)
    if (armed.some(effect => effect.do === 'incident')) {
      disarm(running.state, token)
      return armed
    }
    effects.push(...armed)
  }
  return effects
}

/** Begins to wait: a job for a time, a subscription for everything else. A condition that is true already is the event. */
export async function awaitEvent(token: Token, element: string, running: RunningFlow): Promise<Effect[]> {
  const at = await atToken(token, running)
  const { event } = at.graph.elements[element] as WithEvent
  const values =
    at.graph.elements[element]!.reads.record && !at.element.reads.record ? await atToken(token, running, element) : at
  const waiting = await wait(event, { scope: values.scope, element, running })
  if (waiting === null) return []
  if ('fault' in waiting)
    return cannotDecide(at, waiting.code, `${element}: ${waiting.fault}`, element === token.element ? 'begin' : 'start')
  if ('job' in waiting) addJob(running, token, { kind: 'timer', element, ...waiting.job })
  else subscribe(running, { token: token.id, scope: token.scope, iteration: token.iteration }, { element, ...waiting })
  return 'holds' in waiting && waiting.holds ? [{ do: 'trigger', element, token: token.id, scope: token.scope }] : []
}

/** The event subprocesses of a scope wait as long as it lives. */
export async function listen(scope: string, running: RunningFlow, only?: readonly string[]): Promise<Effect[]> {
  const effects: Effect[] = []
  const { instance, iteration } = whereIs(running.state, scope)
  const graph = graphOf(running, instance)
  for (const element of only ?? scopeGraph(running, scope)?.eventStarts ?? []) {
    const start = graph.elements[element] as StartEvent
    const waiting = await wait(start.event, { scope: await scopeValues(running, scope, start), element, running })
    if (waiting === null) continue
    if ('fault' in waiting) return stuck(scope, { element, running, code: waiting.code, message: waiting.fault })
    if ('job' in waiting) addScopeJob(running, { scope, instance, iteration, element }, waiting.job)
    else subscribe(running, { token: null, scope, iteration }, { element, ...waiting })
    if ('holds' in waiting && waiting.holds) effects.push({ do: 'trigger', element, token: null, scope })
  }
  return effects
}

/** Without a token of its own it is the activity around it that can't begin, or the run. */
function stuck(
  scope: string,
  { element, running, code, message }: { element: string; running: RunningFlow; code: string; message: string },
): Effect[] {
  const { state, ports } = running
  const token = state.scopes.get(scope)?.token
  if (token !== undefined)
    return cannotDecide({ token: state.tokens.get(token)! }, code, `${element}: ${message}`, 'start')
  const at = nowIn({ ports })
  const about = { instance: scope, token: null, job: null, element, phase: 'enter' as const, iteration: null }
  state.incidents.add({ id: ports.newId(), ...about, code, message, at, resolvedAt: null })
  note(applying(running), { instance: scope, element, event: 'incident', data: { code, message } })
  return []
}

type Waiting =
  | { job: Partial<Job> & { dueAt: string } }
  | { kind: Subscription['kind']; name: string; key: string | null; holds?: boolean }
  | { fault: string; code: string }

async function wait(
  event: EventDefinition,
  { scope, element, running }: { scope: Scope; element: string; running: RunningFlow },
): Promise<Waiting | null> {
  switch (event.type) {
    case 'timer': {
      const calendar = event.timer.calendar === null ? null : await running.ports.calendar(event.timer.calendar)
      if (event.timer.calendar !== null && calendar === null)
        return { code: 'flow.calendar_unknown', fault: `There is no working calendar "${event.timer.calendar}".` }
      const plan = planFor(event.timer, scope, { now: nowIn(running), calendar })
      return typeof plan === 'string' ? { code: 'flow.timer_invalid', fault: plan } : { job: jobOf(plan) }
    }
    case 'message': {
      const name = textIn(event.name, scope)
      const key = textIn(event.key, scope)
      if (name === null) return { code: 'flow.message_invalid', fault: 'Its message has no name.' }
      if (event.key !== null && key === null)
        return { code: 'flow.message_invalid', fault: 'Its correlation key has no value. Fill it in, then retry.' }
      return { kind: 'message', name, key }
    }
    case 'signal': {
      const name = textIn(event.name, scope)
      return name === null
        ? { code: 'flow.message_invalid', fault: 'Its signal has no name.' }
        : { kind: 'signal', name, key: null }
    }
    case 'condition':
      return { kind: 'condition', name: element, key: null, holds: event.condition.evaluate(scope) === true }
    default:
      return null
  }
}

function jobOf({ beyondCalendar, ...plan }: TimerPlan): Partial<Job> & { dueAt: string } {
  return beyondCalendar ? { ...plan, data: { beyondCalendar } } : plan
}

function subscribe(
  { state, ports }: RunningFlow,
  by: Pick<Subscription, 'token' | 'scope' | 'iteration'>,
  { element, kind, name, key }: Pick<Subscription, 'element' | 'kind' | 'name' | 'key'>,
): void {
  const { instance } = whereIs(state, by.scope)
  const { definition } = state.instances.get(instance)!
  const createdAt = nowIn({ ports })
  state.subscriptions.add({ id: ports.newId(), instance, ...by, element, kind, name, key, definition, createdAt })
}

function addScopeJob(
  { state, ports }: RunningFlow,
  by: { scope: string; instance: string; iteration: string | null; element: string },
  plan: Partial<Job> & { dueAt: string },
): void {
  state.jobs.add({
    id: ports.newId(),
    kind: 'timer',
    token: null,
    gridStart: null,
    every: null,
    repeatsLeft: null,
    until: null,
    state: 'ready',
    retriesLeft: 3,
    topic: null,
    priority: 0,
    exclusive: true,
    data: null,
    ...by,
    ...plan,
  })
}

type Trigger = Extract<Effect, { do: 'trigger' }>

/** What was waited for is there: by a token, at its boundary, behind an event-based gateway, or by a scope. */
export function trigger(effect: Trigger, running: RunningFlow): Effect[] {
  const { state } = running
  const { instance } = whereIs(state, effect.scope)
  if (state.instances.get(instance) === undefined) return []
  const element = graphOf(running, instance).elements[effect.element]!
  if (effect.token === null) return triggerStart(effect, element as StartEvent, running)
  const token = state.tokens.get(effect.token)
  if (token === undefined) return []
  if (element.type === 'boundaryEvent') return triggerBoundary(token, element, { variables: effect.variables, running })
  return triggerToken(token, element, { variables: effect.variables, running })
}

const given = (scope: string, values: Values | undefined): Effect[] =>
  values === undefined || Object.keys(values).length === 0 ? [] : [{ do: 'merge', scope, values }]

/** A catch event or receive task goes on; behind an event-based gateway the first event wins, the others are forgotten. */
function triggerToken(
  token: Token,
  element: FlowElement,
  { variables, running }: { variables: Values | undefined; running: RunningFlow },
): Effect[] {
  const { state } = running
  disarm(state, token)
  if (token.element !== element.id) state.tokens.change(token.id, { element: element.id, state: 'waiting' })
  note(applying(running), { instance: token.instance, element: element.id, event: 'fired' })
  return [...takeIn(state.tokens.get(token.id)!, element, variables, running), { do: 'leave', token: token.id }]
}

/** What comes in from outside stays inside when the element says what shall go out (Camunda 8), else it goes to the scope. */
export function takeIn(token: Token, element: FlowElement, values: Values | undefined, running: RunningFlow): Effect[] {
  if (element.outputMappings.length === 0 || values === undefined) return given(token.scope, values)
  const own = running.state.scopes.by('token', token.id)[0]
  if (own === undefined) addOwnScope(token, running, values)
  else setIn(running.state, own.id, values)
  return []
}

/** Interrupting: the activity ends. Else a path beside it begins (BPMN 2.0.2 §10.5.4). */
export function triggerBoundary(
  host: Token,
  event: BoundaryEvent,
  { variables, running }: { variables: Values | undefined; running: RunningFlow },
): Effect[] {
  const { state } = running
  const open = state.tasks.by('token', host.id).find(task => task.state === 'open')
  const task = event.interrupting ? host.task : (open?.id ?? host.task)
  note(applying(running), {
    instance: host.instance,
    element: event.id,
    event: event.interrupting ? 'interrupted' : 'fired',
    data: { activity: event.attachedTo },
  })
  return [
    ...given(host.scope, variables),
    ...(event.interrupting ? [{ do: 'consume' as const, token: host.id }] : []),
    { do: 'place', element: event.id, scope: host.scope, task },
  ]
}

/** An event subprocess begins; an interrupting one ends everything else in the scope, and nothing triggers there any more. */
export function triggerStart(
  { scope, variables }: Pick<Trigger, 'scope' | 'variables'>,
  start: StartEvent,
  running: RunningFlow,
): Effect[] {
  const { state } = running
  const { instance } = whereIs(state, scope)
  const data = { interrupting: start.interrupting }
  note(applying(running), { instance, element: start.id, event: 'fired', data })
  const others = start.interrupting ? state.tokens.by('scope', scope) : []
  if (start.interrupting) silence(state, scope)
  return [
    ...given(scope, variables),
    ...others.map(token => ({ do: 'consume' as const, token: token.id })),
    { do: 'place', element: start.parent, scope },
  ]
}
