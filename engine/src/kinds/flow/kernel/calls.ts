import { applying, note } from '../apply-effect.ts'
import type { Effect } from '../effect.ts'
import { cannotDecide } from '../elements/behaviour.ts'
import type { CallActivity } from '../graph.ts'
import { mappedIn, textIn } from '../scope.ts'
import { newInstance, type Token } from '../state.ts'
import { mapInOrder } from './listeners.ts'
import { atToken, elementOf, instanceOf, scopeValues, type RunningFlow } from './running-flow.ts'
import { variablesOf, variablesSeen } from './variables.ts'

/** Unfinished runs in one hierarchy: a process that calls itself without end is stopped. */
const MOST_CALLS = 11_000
const TOO_OFTEN = `A run can have ${MOST_CALLS} unfinished runs that it called. Look for a process that calls itself.`

/** A call activity begins a run of another process (BPMN 2.0.2 §10.3.6): it gets what is mapped, or everything. */
export async function callProcess(
  token: Token,
  asked: { process: string; version: string | null },
  running: RunningFlow,
): Promise<Effect[]> {
  const { state, ports } = running
  const at = await atToken(token, running)
  const element = at.element as CallActivity
  const found = await ports.called(
    { process: asked.process, version: asked.version, binding: element.binding },
    at.instance,
    { element: element.id, instance: at.instance },
  )
  if ('fault' in found) return cannotDecide(at, 'flow.called_unknown', found.fault)
  const start = found.graph.starts.find(s => s.event.type === 'none' && s.trigger === null)
  if (start === undefined)
    return cannotDecide(at, 'flow.called_unknown', `${asked.process} has no start event without trigger.`)
  if (state.instances.size >= MOST_CALLS) return cannotDecide(at, 'flow.called_too_often', TOO_OFTEN)
  const id = ports.newId()
  const parent = instanceOf(state, token)
  const businessKey = element.businessKey === null ? null : textIn(element.businessKey, at.scope)
  const passed = element.passAll ? { ...variablesSeen(state, token.scope) } : {}
  state.instances.add({
    ...newInstance({
      id,
      rootId: parent.rootId,
      parent: parent.id,
      parentToken: token.id,
      definition: found.definition,
      version: found.version,
      process: found.graph.process,
      snapshot: found.snapshot,
      subject: parent.subject,
      starter: parent.starter,
      businessKey,
      variables: { ...passed, ...mapInOrder(element.in, at.scope) },
      now: at.now,
    }),
  })
  running.called ??= new Map()
  running.called.set(id, found.graph)
  note(applying(running), { instance: token.instance, element: element.id, event: 'called', data: { instance: id } })
  return [
    { do: 'listen', scope: id },
    { do: 'begin_at', element: start.id, scope: id },
  ]
}

/** The called run is over: its results go out in the same transaction in which the caller goes on. */
export async function callDone(token: Token, instance: string, running: RunningFlow): Promise<Effect[]> {
  const { state } = running
  const element = elementOf(token, running) as CallActivity
  const scope = await scopeValues(running, instance, element)
  const all: Effect[] = element.returnAll
    ? [{ do: 'merge', scope: token.scope, values: variablesOf(state, instance) }]
    : []
  const given = element.out.map(({ name, value }): Effect => ({
    do: 'set',
    scope: token.scope,
    name,
    value: mappedIn(value, name, scope),
  }))
  return [...all, ...given, { do: 'leave', token: token.id }]
}
