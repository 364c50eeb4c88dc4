import { Defect } from '../../../base/errors.ts'
import type { WorkingCalendar } from '../../../base/working-calendar/working-calendar.ts'
import type { Effect } from '../effect.ts'
import type { At } from '../elements/behaviour.ts'
import type { FlowElement, FlowGraph, ScopeGraph } from '../graph.ts'
import type { FlowPorts } from '../ports.ts'
import type { Recording } from '../replay/recording.ts'
import { fixedNames, type Scope } from '../scope.ts'
import type { FlowState, Instance, Scope as ScopeRow, Token } from '../state.ts'
import { variablesSeen } from './variables.ts'

/** A run in memory, with all that it needs to move. */
export interface RunningFlow {
  /** Of the root instance. */
  graph: FlowGraph
  /** Of the runs that it called, by instance. */
  called?: Map<string, FlowGraph>
  state: FlowState
  ports: FlowPorts
  /** Writes down what comes from outside and what the world answers; absent: nobody wants to know. */
  recording?: Recording
  /** Sees every effect before it is carried out; for cases and simulation. A promise holds the run until it is fulfilled. */
  watch?(effect: Effect, running: RunningFlow): void | Promise<void>
}

export function graphOf(running: RunningFlow, instance: string): FlowGraph {
  if (instance === running.state.instance.id) return running.graph
  const graph = running.called?.get(instance)
  if (graph === undefined)
    throw new Defect('flow.graph_missing', `The graph of the called run ${instance} is not loaded.`)
  return graph
}

export const instanceOf = (state: FlowState, { instance }: { instance: string }): Instance =>
  state.instances.get(instance)!

export const elementOf = (token: Token, running: RunningFlow): FlowElement =>
  graphOf(running, token.instance).elements[token.element]!

/** The scope that the token's activity has for itself. */
export const ownScope = (state: FlowState, token: Token): ScopeRow | undefined => state.scopes.by('token', token.id)[0]

/** Where the token's values are: its own scope, else the one in which it stands. */
export const valueScope = (state: FlowState, token: Token): string => ownScope(state, token)?.id ?? token.scope

/** It is one instance of a multi-instance or looping activity: the activity's boundary is not its own. */
export function isInner(state: FlowState, token: Token): boolean {
  const scope = state.scopes.get(token.scope)
  return scope?.kind === 'body' && scope.element === token.element
}

/** What stands in a scope; a body holds nothing but its instances. */
export function scopeGraph(running: RunningFlow, scope: string): ScopeGraph | undefined {
  const row = running.state.scopes.get(scope)
  if (row === undefined) return graphOf(running, scope).scopes['']
  return row.kind === 'body' ? undefined : graphOf(running, row.instance).scopes[row.element]
}

/** Where the token stands, with the values that its element, or the one of `elementId`, reads. */
export async function atToken(token: Token, running: RunningFlow, elementId = token.element): Promise<At<any>> {
  const { state, ports } = running
  const graph = graphOf(running, token.instance)
  const element = graph.elements[elementId]!
  const instance = instanceOf(state, token)
  const outside = await outsideNames(element, instance, ports)
  const now = ports.now()
  let scope: Scope | undefined
  return {
    element,
    token,
    instance,
    graph,
    state,
    calendar: null,
    now: now.toISOString(),
    get scope() {
      if (scope === undefined) {
        const fixed = { ...fixedNames(state, instance, { task: token.task, now }), ...outside }
        scope = withFixed(variablesSeen(state, valueScope(state, token)), fixed, graph)
      }
      return scope
    },
  }
}

/** Values of an expression that belongs to a scope and not to a token: event subprocess starts, results of a called run. */
export async function scopeValues(running: RunningFlow, scope: string, element: FlowElement): Promise<Scope> {
  const { state, ports } = running
  const row = state.scopes.get(scope)
  const instance = state.instances.get(row?.instance ?? scope)!
  const fixed = {
    ...fixedNames(state, instance, { task: null, now: ports.now() }),
    ...(await outsideNames(element, instance, ports)),
  }
  return withFixed(variablesSeen(state, scope), fixed, graphOf(running, instance.id))
}

/** What everybody relies on must not be hidden by a variable of that name, where such a variable can't be meant. */
const withFixed = (variables: Record<string, unknown>, fixed: Scope, { strict }: FlowGraph): Scope =>
  strict ? Object.assign(variables, fixed) : { ...fixed, ...variables }

const NOTHING = {}

async function outsideNames({ id, reads }: FlowElement, instance: Instance, ports: FlowPorts): Promise<Scope> {
  if (!reads.record && !reads.starter) return NOTHING
  const asker = { element: id, instance }
  return {
    ...(reads.record && { record: await ports.record(instance, asker) }),
    ...(reads.starter && { starter: await ports.starter(instance, asker) }),
  }
}

/** In which the deadlines of a task count; asked when it opens. */
export const calendarOf = async (element: FlowElement, ports: FlowPorts): Promise<WorkingCalendar | null> =>
  element.type === 'userTask' && element.calendar !== null ? ports.calendar(element.calendar) : null
