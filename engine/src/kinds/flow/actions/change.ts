import { InvalidInput } from '../../../base/errors.ts'
import { applying, note } from '../apply-effect.ts'
import type { Effect } from '../effect.ts'
import type { AdHocSubProcess } from '../graph.ts'
import { addOwnScope } from '../kernel/activity.ts'
import { addToken } from '../kernel/add-token.ts'
import { undoRun } from '../kernel/compensation.ts'
import { cancelInstance, endInstance, removeToken } from '../kernel/remove.ts'
import { elementOf, graphOf, isInner, ownScope, type RunningFlow } from '../kernel/running-flow.ts'
import { activate as begin } from '../kernel/scopes.ts'
import { runToRest } from '../run-to-rest.ts'
import { placeOfScope, placeOfToken, took } from '../replay/took.ts'
import type { TakenInput } from '../replay/taken-input.ts'
import type { Token } from '../state.ts'
import { setIn } from '../kernel/variables.ts'
import { refuseSuspended } from './suspended.ts'

type Values = Readonly<Record<string, unknown>>

/** An administrator or a program sets variables: seen from a scope (default the run), or in just that one. */
export async function setVariables(
  running: RunningFlow,
  { scope, variables, local = false }: { scope?: string; variables: Values; local?: boolean },
): Promise<void> {
  const at = scope ?? running.state.instance.id
  const { state } = running
  if (state.scopes.get(at) === undefined && state.instances.get(at) === undefined)
    throw new FlowPlaceUnknown(`The run has no scope "${at}".`)
  took(running, () => ({
    door: 'set',
    place: placeOfScope(state, at),
    given: { variables, ...(local && { local }) },
  }))
  await runToRest(running, [{ do: 'merge', scope: at, values: variables, local }])
}

/** Nothing moves any more until it is resumed; nothing is lost meanwhile. */
export async function suspend(running: RunningFlow): Promise<void> {
  took(running, () => ({ door: 'suspend' }))
  const { state } = running
  for (const { id } of state.instances.all()) state.instances.change(id, { suspended: true })
  for (const job of state.jobs.all()) if (job.state === 'ready') state.jobs.change(job.id, { state: 'suspended' })
  await noted(running, 'suspended')
}

/** It goes on; timers that became due meanwhile fire now, once. */
export async function resume(running: RunningFlow): Promise<void> {
  took(running, () => ({ door: 'resume' }))
  const { state } = running
  for (const { id } of state.instances.all()) state.instances.change(id, { suspended: false })
  for (const job of state.jobs.all()) if (job.state === 'suspended') state.jobs.change(job.id, { state: 'ready' })
  await noted(running, 'resumed')
}

async function noted(running: RunningFlow, event: string): Promise<void> {
  note(applying(running), { element: '', event })
  await runToRest(running, [])
}

/** The run ends before its time, after what was completed in it has been undone where that is asked for. */
export async function cancelRun(running: RunningFlow, { compensate = false } = {}): Promise<void> {
  took(running, () => ({ door: 'cancel', given: { compensate } }))
  const { state, ports } = running
  if (!state.whole) await ports.loadRest(state)
  if (compensate) return runToRest(running, undoRun(state.instance.id, running))
  cancelInstance(applying(running), state.instance)
  await runToRest(running, [])
}

/** Tokens to be ended, and elements at which one shall appear; `scope` where the element's scope is open more than once. */
export interface TokenMove {
  cancel: readonly string[]
  create: readonly { element: string; scope?: string; instance?: string }[]
}

/**
 * Moves a run by hand: cancels tokens with all that belongs to them, creates others. Scopes that have to be open for a new
 * token are opened, with their listeners; those that are left empty are closed. Throws FlowPlaceUnknown.
 */
export async function moveTokens(running: RunningFlow, { cancel, create }: TokenMove): Promise<void> {
  const { state, ports } = running
  refuseSuspended(running)
  if (!state.whole) await ports.loadRest(state)
  for (const id of cancel)
    if (state.tokens.get(id) === undefined) throw new FlowPlaceUnknown(`The run has no token "${id}".`)
  took(running, () => movedBy({ cancel, create }, running))
  for (const id of cancel) cancelOne(running, id)
  const effects: Effect[] = []
  for (const each of create) effects.push(...placeAt(running, each))
  await runToRest(running, effects)
  // Only now: what is empty may have been opened for a token that was about to appear.
  closeEmpty(running)
  for (const instance of state.instances.all())
    if (
      (instance.state === 'running' || instance.state === 'incident') &&
      state.tokens.count('scope', instance.id) === 0
    )
      endInstance(applying(running), instance.id, { state: 'cancelled', outcome: null })
}

/** A run that begins with a move has the values of the run that it repeats. */
const movedBy = ({ cancel, create }: TokenMove, { state }: RunningFlow): TakenInput => ({
  door: 'move',
  given: {
    ...(state.isNew && { variables: state.instance.variables }),
    cancel: cancel.map(id => placeOfToken(state, id)),
    create: create.map(({ element, scope, instance }) => ({
      element,
      ...(scope !== undefined && { scope: placeOfScope(state, scope) }),
      ...(instance !== undefined && { instance: placeOfScope(state, instance) }),
    })),
  },
})

/** One instance of a loop: the body has one less. */
function cancelOne(running: RunningFlow, id: string): void {
  const { state } = running
  const token = state.tokens.get(id)
  if (token === undefined) return
  const body = isInner(state, token) ? state.scopes.get(token.scope)! : null
  removeToken(applying(running), id)
  if (body === null) return
  const { loop } = body
  const total = loop!.total === null ? null : loop!.total - 1
  state.scopes.change(body.id, { loop: { ...loop!, total } })
  if (total !== null)
    setIn(state, body.id, { nrOfInstances: total, nrOfActiveInstances: state.tokens.count('scope', body.id) })
}

function placeAt(
  running: RunningFlow,
  { element, scope, instance = running.state.instance.id }: TokenMove['create'][number],
): Effect[] {
  const { state } = running
  if (state.instances.get(instance) === undefined) throw new FlowPlaceUnknown(`There is no run "${instance}" here.`)
  const graph = graphOf(running, instance)
  const target = Object.hasOwn(graph.elements, element) ? graph.elements[element]! : undefined
  if (target === undefined || target.type === 'boundaryEvent')
    throw new FlowPlaceUnknown(`No token can be placed at "${element}": ${graph.name} has no such element.`)
  note(applying(running), { instance, element, event: 'moved' })
  const where = openFor(running, { parent: target.parent, instance, scope: scope ?? null })
  return [...where.effects, { do: 'place', element, scope: where.scope }]
}

/** The open scope of a subprocess, or a new one within the one around it. */
function openFor(
  running: RunningFlow,
  { parent, instance, scope }: { parent: string; instance: string; scope: string | null },
): { scope: string; effects: Effect[] } {
  const { state } = running
  if (parent === '') return { scope: instance, effects: [] }
  const open = state.scopes
    .where(s => s.instance === instance && s.element === parent && s.kind !== 'body' && s.kind !== 'activity')
    .filter(s => scope === null || s.id === scope)
  if (open.length > 1)
    throw new FlowPlaceUnknown(`${parent} is open ${open.length} times: say in which scope the token shall appear.`)
  if (open[0] !== undefined) return { scope: open[0].id, effects: [] }
  const around = openFor(running, {
    parent: graphOf(running, instance).elements[parent]!.parent,
    instance,
    scope: null,
  })
  const token = addToken(running, { element: parent, scope: around.scope })
  const id = addOwnScope(token, running, {})
  return {
    scope: id,
    effects: [...around.effects, { do: 'arm_boundary', token: token.id }, { do: 'listen', scope: id }],
  }
}

/** Subprocesses and bodies in which nothing is left go with their token, from the inside out. */
function closeEmpty(running: RunningFlow): void {
  const { state } = running
  for (let closed = true; closed;) {
    closed = false
    for (const scope of state.scopes.all()) {
      if (scope.kind === 'activity' || state.tokens.count('scope', scope.id) > 0) continue
      const owner = state.tokens.get(scope.token)
      const holds = owner !== undefined && opensScope(owner, running)
      if (!holds) continue
      removeToken(applying(running), owner.id)
      closed = true
    }
  }
}

const opensScope = (token: Token, running: RunningFlow): boolean => {
  const { type, loop } = elementOf(token, running)
  const own = ownScope(running.state, token)
  return own?.kind === 'body' ? loop !== null : type === 'subProcess'
}

/** Somebody begins activities of an ad-hoc subprocess. Throws FlowPlaceUnknown, FlowSuspended. */
export async function activate(running: RunningFlow, tokenId: string, elements: readonly string[]): Promise<void> {
  refuseSuspended(running)
  const { state } = running
  const token = state.tokens.get(tokenId)
  const element = token && (elementOf(token, running) as AdHocSubProcess)
  const scope = token && ownScope(state, token)
  if (token === undefined || element?.type !== 'adHocSubProcess' || scope === undefined)
    throw new FlowPlaceUnknown('No ad-hoc subprocess waits there.')
  const unknown = elements.find(id => !element.activities.includes(id))
  if (unknown !== undefined)
    throw new FlowPlaceUnknown(
      `${element.id} can't begin "${unknown}": its activities are ${element.activities.join(', ')}.`,
    )
  const busy = state.tokens.count('scope', scope.id) + elements.length > 1
  if (element.ordering === 'sequential' && busy)
    throw new FlowPlaceUnknown(`${element.id} does one activity at a time: wait until the one that runs is done.`)
  took(running, () => ({ door: 'activate', place: placeOfToken(state, tokenId), given: { elements } }))
  await runToRest(
    running,
    elements.flatMap(id => begin(scope.id, id, running)),
  )
}

/** A scope, token or element that the run doesn't have. */
export class FlowPlaceUnknown extends InvalidInput {
  constructor(message: string) {
    super('flow.place_unknown', message)
  }
}
