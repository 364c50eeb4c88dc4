import { applying, note } from '../apply-effect.ts'
import type { Effect } from '../effect.ts'
import { cannotDecide, type At } from '../elements/behaviour.ts'
import type { FlowElement, FlowExpression, Loop, MultiInstance, StandardLoop } from '../graph.ts'
import { valueIn, variableIn } from '../scope.ts'
import type { LoopState, Scope, Token } from '../state.ts'
import { addToken } from './add-token.ts'
import { keepForCompensation, noteCompletion } from './completion.ts'
import { disarm, holdsBody, removeScope } from './remove.ts'
import { atToken, elementOf, ownScope, type RunningFlow } from './running-flow.ts'
import { setIn } from './variables.ts'

/** More instances than this in one activity are a mistake. */
const MOST_INSTANCES = 10_000

/**
 * A looping activity begins: its body is made, to which its boundary belongs (BPMN 2.0.2 §13.3.6, §13.3.7). Cardinality and
 * collection are evaluated once. Without instances it is complete at once.
 */
export async function startLoop(token: Token, loop: Loop, running: RunningFlow): Promise<Effect[]> {
  const at = await atToken(token, running)
  if (loop.type === 'standard') return startStandard(at, loop, running)
  const planned = plan(at, loop)
  if (typeof planned === 'string') return cannotDecide(at, 'flow.loop_invalid', planned, 'start')
  if (planned.total === 0) return withoutInstances(at, loop, running)
  const active = loop.sequential ? 1 : planned.total
  const body = addBody(at, running, {
    loop: { total: planned.total, started: 0, completed: 0 },
    items: planned.items,
    variables: { nrOfInstances: planned.total, nrOfCompletedInstances: 0, nrOfActiveInstances: active },
  })
  return [...armed(at), ...Array.from({ length: active }, (): Effect => ({ do: 'iterate', body }))]
}

function plan(at: At, loop: MultiInstance): { total: number; items: unknown[] | null } | string {
  const { id } = at.element
  if (loop.collection !== null) {
    const items = collectionOf(loop.collection, at)
    if (!Array.isArray(items)) return `The collection of ${id} is no list. Correct the variable, then retry.`
    if (items.length > MOST_INSTANCES) return tooMany(id, items.length)
    return { total: items.length, items }
  }
  const given = valueIn(loop.cardinality!, at.scope)
  const total = given === null || given === '' ? Number.NaN : Number(given)
  if (!Number.isInteger(total) || total < 0)
    return `The number of instances of ${id} is ${JSON.stringify(given)}, not a whole number of 0 or more. Correct it, then retry.`
  return total > MOST_INSTANCES ? tooMany(id, total) : { total, items: null }
}

/** The name of a variable, or an expression that gives the list. */
const collectionOf = (value: NonNullable<MultiInstance['collection']>, { scope }: At): unknown =>
  'literal' in value
    ? Object.hasOwn(scope, value.literal)
      ? scope[value.literal]
      : undefined
    : variableIn(value, scope)

const tooMany = (id: string, count: number): string =>
  `${id} would have ${count} instances; ${MOST_INSTANCES} are possible. Split the work.`

function withoutInstances(at: At, loop: MultiInstance, running: RunningFlow): Effect[] {
  const { instance, scope, id } = at.token
  note(applying(running), { instance, element: at.element.id, event: 'passed', data: { instances: 0 } })
  const empty: Effect[] =
    loop.outputCollection === null ? [] : [{ do: 'set', scope, name: loop.outputCollection, value: [] }]
  return [...empty, ...after(id, running)]
}

function startStandard(at: At, loop: StandardLoop, running: RunningFlow): Effect[] {
  const most = loop.maximum === null ? null : Number(valueIn(loop.maximum, at.scope))
  if (most !== null && (!Number.isInteger(most) || most < 0))
    return cannotDecide(at, 'flow.loop_invalid', `The maximum of ${at.element.id} is not a whole number.`, 'start')
  if (most === 0 || (loop.testBefore && !goesOn(loop, { ...at.scope, loopCounter: 0 })))
    return [...after(at.token.id, running)]
  const body = addBody(at, running, { loop: { total: most, started: 0, completed: 0 }, items: null, variables: {} })
  return [...armed(at), { do: 'iterate', body }]
}

const goesOn = (loop: StandardLoop, scope: Readonly<Record<string, unknown>>): boolean =>
  loop.condition === null || loop.condition.evaluate(scope) === true

const armed = (at: At): Effect[] => (at.element.boundary.length > 0 ? [{ do: 'arm_boundary', token: at.token.id }] : [])

function addBody(
  at: At,
  running: RunningFlow,
  given: Pick<Scope, 'variables' | 'items'> & { loop: LoopState },
): string {
  const { token } = at
  const id = running.ports.newId()
  running.state.scopes.add({
    id,
    instance: token.instance,
    parent: token.scope,
    token: token.id,
    element: token.element,
    kind: 'body',
    iteration: token.iteration,
    ...given,
  })
  return id
}

/** The next instance of a body: a token of its own, with values of its own. */
export function iterate(bodyId: string, running: RunningFlow): Effect[] {
  const { state, ports } = running
  const body = state.scopes.get(bodyId)!
  const index = body.loop!.started
  state.scopes.change(bodyId, { loop: { ...body.loop!, started: index + 1 } })
  const { element, instance } = body
  const values = iterationValues(body, index, running)
  const [token, scope] = [ports.newId(), ports.newId()]
  state.scopes.add({
    id: scope,
    instance,
    parent: bodyId,
    token,
    element,
    kind: 'iteration',
    variables: values,
    loop: null,
    items: null,
    iteration: scope,
  })
  addToken(running, { id: token, scope: bodyId, element, iteration: scope })
  return [{ do: 'begin', token }]
}

function iterationValues(body: Scope, index: number, running: RunningFlow): Record<string, unknown> {
  const { loop } = loopElement(body, running)
  if (loop.type === 'standard') return { loopCounter: index + 1 }
  const item = body.items === null || loop.elementVariable === null ? {} : { [loop.elementVariable]: body.items[index] }
  return { loopCounter: index + loop.counterBase, ...item }
}

function loopElement(body: Scope, running: RunningFlow): FlowElement & { loop: Loop } {
  const owner = running.state.tokens.get(body.token)!
  return elementOf(owner, running) as FlowElement & { loop: Loop }
}

/**
 * One instance is done: its output is kept, the counters move, and the completion condition is asked with the values of the
 * ended instance. When it is true the others end before the body does.
 */
export async function finishIteration(token: Token, running: RunningFlow): Promise<Effect[]> {
  const { state } = running
  const element = elementOf(token, running)
  const loop = element.loop!
  const body = state.scopes.get(token.scope)!
  if (loop.type === 'multi' && needsOutputs(loop, state.whole)) await running.ports.loadRest(state)
  const at = await atToken(token, running)
  if (loop.type === 'multi') keepOutput(at, loop, { body, running })
  const completed = body.loop!.completed + 1
  state.scopes.change(body.id, { loop: { ...body.loop!, completed } })
  if (loop.type === 'multi') count(body, loop, { completed, running })
  // The values must be read before the instance is gone, and anew: the counters have moved.
  const over = isOver(await atToken(token, running), loop, state.scopes.get(body.id)!)
  keepForCompensation(token, running)
  removeInstance(token, running)
  if (over) return [{ do: 'body_done', body: body.id }]
  const sequential = loop.type === 'standard' || loop.sequential
  return sequential ? [{ do: 'iterate', body: body.id }] : []
}

const needsOutputs = ({ completion, outputCollection }: MultiInstance, whole: boolean): boolean =>
  !whole && completion !== null && outputCollection !== null && readsName(completion, outputCollection)

/** `*`: a name that is calculated may be any. */
const readsName = ({ reads }: FlowExpression, name: string): boolean => reads.includes(name) || reads.includes('*')

function keepOutput(at: At, loop: MultiInstance, { body, running }: { body: Scope; running: RunningFlow }): void {
  if (loop.outputCollection === null) return
  const { state, ports } = running
  const value =
    loop.outputElement === null
      ? (at.scope[loop.elementVariable ?? ''] ?? null)
      : variableIn(loop.outputElement, at.scope)
  const index = Number(at.scope['loopCounter']) - loop.counterBase
  state.outputs.add({ id: ports.newId(), instance: body.instance, body: body.id, index, value })
  if (loop.completion !== null && readsName(loop.completion, loop.outputCollection))
    setIn(state, body.id, { [loop.outputCollection]: outputsOf(body, running) })
}

/** One item per instance, in the order of the collection; null for those that gave none. */
function outputsOf(body: Scope, { state }: RunningFlow): unknown[] {
  const outputs: unknown[] = Array.from({ length: state.scopes.get(body.id)!.loop!.total ?? 0 }, () => null)
  for (const { index, value } of state.outputs.by('body', body.id)) outputs[index] = value
  return outputs
}

function count(body: Scope, loop: MultiInstance, { completed, running }: { completed: number; running: RunningFlow }) {
  const total = body.loop!.total!
  const active = loop.sequential ? (completed < total ? 1 : 0) : total - completed
  setIn(running.state, body.id, { nrOfCompletedInstances: completed, nrOfActiveInstances: active })
}

function isOver(at: At, loop: Loop, body: Scope): boolean {
  const { total, completed } = body.loop!
  if (completed >= (total ?? MOST_INSTANCES)) return true
  if (loop.type === 'standard') return !goesOn(loop, at.scope)
  return loop.completion !== null && loop.completion.evaluate(at.scope) === true
}

function removeInstance(token: Token, running: RunningFlow): void {
  const { state } = running
  const own = ownScope(state, token)
  disarm(state, token)
  state.tokens.remove(token.id)
  if (own !== undefined) removeScope(applying(running), own.id)
}

/** All instances are done, or enough of them: the others end, then the activity is complete. */
export async function bodyDone(bodyId: string, running: RunningFlow): Promise<Effect[]> {
  const { state, ports } = running
  const body = state.scopes.get(bodyId)!
  const element = loopElement(body, running)
  const { loop } = element
  const collects = loop.type === 'multi' && loop.outputCollection !== null
  const remaining = loop.type === 'multi' && body.loop!.completed < body.loop!.started
  if (!state.whole && (collects || remaining || holdsBody(state, bodyId))) await ports.loadRest(state)
  const outputs = collects ? outputsOf(body, running) : []
  const owner = state.tokens.get(body.token)!
  // What instances did can be undone only now that the whole is complete (workflow rule: compensation of a body).
  for (const done of state.compensations.by('scope', bodyId))
    state.compensations.change(done.id, { scope: owner.scope, iteration: owner.iteration })
  removeScope(applying(running), bodyId)
  const given: Effect[] = collects
    ? [{ do: 'set', scope: owner.scope, name: loop.outputCollection!, value: outputs }]
    : []
  noteCompletion(owner, running)
  return [...given, ...after(owner.id, running)]
}

/** The body is complete: its boundary ends, the token goes on. */
function after(token: string, running: RunningFlow): Effect[] {
  const { state } = running
  disarm(state, state.tokens.get(token)!)
  return [{ do: 'close_loop', token }]
}
