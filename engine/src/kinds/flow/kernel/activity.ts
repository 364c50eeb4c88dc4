import { applying, nowIn } from '../apply-effect.ts'
import type { Effect } from '../effect.ts'
import { cannotDecide } from '../elements/behaviour.ts'
import { behaviourOf } from '../elements/index.ts'
import { leave as outgoing } from '../elements/leave.ts'
import { priorityIn } from '../elements/priority-in.ts'
import type { FlowElement, Listener } from '../graph.ts'
import { mappedIn } from '../scope.ts'
import type { Job, JobKind, Token } from '../state.ts'
import { mapInOrder, runListeners } from './listeners.ts'
import { keepForCompensation, noteCompletion } from './completion.ts'
import { startLoop, finishIteration } from './loops.ts'
import { disarm, removeScope } from './remove.ts'
import { atToken, elementOf, isInner, ownScope, type RunningFlow } from './running-flow.ts'
import { setIn } from './variables.ts'

type Led = Effect[] | Promise<Effect[]>

/** A token comes to its element (BPMN 2.0.2 §13.3.2): where it is marked so, the transaction ends before. */
export function enter(token: Token, running: RunningFlow): Led {
  if (elementOf(token, running).asyncBefore) return continueLater(token, 'enter', running)
  return [{ do: 'start', token: token.id }]
}

/** The activity begins, once or as often as its loop says. */
export async function start(token: Token, running: RunningFlow): Promise<Effect[]> {
  const element = elementOf(token, running)
  if (element.loop === null || isInner(running.state, token)) return begin(token, running)
  return startLoop(token, element.loop, running)
}

/** Its values, then its boundary, then its work: an interrupting condition may end it before it has begun. */
export function begin(token: Token, running: RunningFlow): Effect[] {
  const element = elementOf(token, running)
  const { id } = token
  const effects: Effect[] = []
  if (element.inputMappings.length > 0) effects.push({ do: 'map_inputs', token: id })
  if (element.boundary.length > 0 && !isInner(running.state, token)) effects.push({ do: 'arm_boundary', token: id })
  effects.push({ do: 'run', token: id })
  return effects
}

/** Inputs are evaluated one after the other and stay in the activity. */
export async function mapInputs(token: Token, running: RunningFlow): Promise<Effect[]> {
  const { state } = running
  const at = await atToken(token, running)
  const values = mapInOrder(at.element.inputMappings, at.scope)
  const own = ownScope(state, token)
  if (own !== undefined) setIn(state, own.id, values)
  else addOwnScope(token, running, values)
  return []
}

export function addOwnScope(token: Token, running: RunningFlow, variables: Readonly<Record<string, unknown>>): string {
  const { state, ports } = running
  const { type } = elementOf(token, running)
  const id = ports.newId()
  state.scopes.add({
    id,
    instance: token.instance,
    parent: token.scope,
    token: token.id,
    element: token.element,
    kind: type === 'subProcess' || type === 'adHocSubProcess' ? 'subprocess' : 'activity',
    variables,
    loop: null,
    items: null,
    iteration: token.iteration,
  })
  return id
}

export async function run(token: Token, running: RunningFlow): Promise<Effect[]> {
  const at = await atToken(token, running)
  const { element } = at
  const listeners = await runListeners(at, 'start', running)
  if (listeners.some(effect => effect.do === 'incident')) return listeners
  return [...listeners, ...behaviourOf(element).enter(at)]
}

/** The work is done. */
export async function leave(token: Token, running: RunningFlow): Promise<Effect[]> {
  const element = elementOf(token, running)
  const { id } = token
  const effects: Effect[] = hears(element.listeners, 'end') ? await endListeners(token, running) : []
  if (element.outputMappings.length > 0) effects.push({ do: 'map_outputs', token: id })
  return [...effects, { do: 'finish', token: id }]
}

const hears = (listeners: readonly Listener[], event: string): boolean => listeners.some(l => l.event === event)

const endListeners = async (token: Token, running: RunningFlow): Promise<Effect[]> =>
  runListeners(await atToken(token, running), 'end', running)

/** Outputs are evaluated inside and written outside, one after the other. */
export async function mapOutputs(token: Token, running: RunningFlow): Promise<Effect[]> {
  const at = await atToken(token, running)
  const scope: Record<string, unknown> = { ...at.scope }
  return at.element.outputMappings.map(({ name, value }: FlowElement['outputMappings'][number]): Effect => {
    const given = mappedIn(value, name, scope)
    scope[name] = given
    return { do: 'set', scope: token.scope, name, value: given }
  })
}

/** What belonged to the activity goes; what it did can be undone from now on. */
export async function finish(token: Token, running: RunningFlow): Promise<Effect[]> {
  const { state } = running
  if (isInner(state, token)) return finishIteration(token, running)
  noteCompletion(token, running)
  keepForCompensation(token, running)
  dropOwnScope(token, running)
  disarm(state, token)
  return goOn(token, running)
}

/** Where it is marked so, the transaction ends before the token leaves. */
export function goOn(token: Token, running: RunningFlow): Led {
  return elementOf(token, running).asyncAfter
    ? continueLater(token, 'leave', running)
    : [{ do: 'depart', token: token.id }]
}

function dropOwnScope(token: Token, running: RunningFlow): void {
  const own = ownScope(running.state, token)
  if (own !== undefined) removeScope(applying(running), own.id)
}

/** Out along the flows; a handler goes back to who called for it. */
export async function depart(token: Token, running: RunningFlow): Promise<Effect[]> {
  if (token.compensates !== null) {
    running.state.tokens.remove(token.id)
    return [{ do: 'compensated', token: token.compensates }]
  }
  const at = await atToken(token, running)
  const effects = outgoing(at)
  const taken = effects.flatMap(effect => (effect.do === 'take' ? effect.flows.map(id => at.graph.flows[id]!) : []))
  const heard = taken.filter(flow => flow.listeners.length > 0)
  const listeners: Effect[] = []
  for (const flow of heard) listeners.push(...(await runListeners({ ...at, element: flow }, 'take', running)))
  return [...listeners, ...effects]
}

/** Transaction boundary: the command ends here, a job goes on (Camunda's asyncBefore and asyncAfter). */
function continueLater(token: Token, kind: Extract<JobKind, 'enter' | 'leave'>, running: RunningFlow): Led {
  const { jobPriority } = elementOf(token, running)
  if (jobPriority === null) return waitForJob(token, { kind, priority: 0 }, running)
  return atToken(token, running).then(at => {
    const priority = priorityIn(jobPriority, at.scope, 0)
    return typeof priority === 'string'
      ? cannotDecide(at, 'flow.priority_invalid', priority, kind === 'enter' ? 'enter' : 'depart')
      : waitForJob(token, { kind, priority }, running)
  })
}

function waitForJob(
  token: Token,
  job: { kind: Extract<JobKind, 'enter' | 'leave'>; priority: number },
  running: RunningFlow,
): Effect[] {
  const { state, ports } = running
  state.tokens.change(token.id, { state: job.kind === 'enter' ? 'before' : 'after' })
  addJob(running, token, { ...job, element: token.element, dueAt: nowIn({ ports }) })
  return []
}

/** A job of a token, with the retries of its element. */
export function addJob(
  running: RunningFlow,
  token: Token,
  job: { kind: JobKind; element: string; dueAt: string } & Partial<Job>,
): void {
  const { state, ports } = running
  const element = elementOf(token, running)
  const pauses = element.retries?.pauses
  state.jobs.add({
    id: ports.newId(),
    instance: token.instance,
    token: token.id,
    scope: token.scope,
    gridStart: null,
    every: null,
    repeatsLeft: null,
    until: null,
    state: 'ready',
    retriesLeft: element.retries?.attempts ?? 3,
    topic: null,
    priority: 0,
    exclusive: element.exclusive,
    iteration: token.iteration,
    ...job,
    data: { ...job.data, ...(pauses && pauses.length > 0 && { pauses }) },
  })
}
