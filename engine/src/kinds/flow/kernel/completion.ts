import { applying, nextNumber, note } from '../apply-effect.ts'
import type { FlowElement } from '../graph.ts'
import type { Token } from '../state.ts'
import { elementOf, ownScope, type RunningFlow } from './running-flow.ts'

const WAITS: ReadonlySet<FlowElement['type']> = new Set([
  'userTask',
  'receiveTask',
  'externalTask',
  'intermediateCatchEvent',
  'subProcess',
  'adHocSubProcess',
  'callActivity',
])

/** With the time at which it began: what passes at once has written its own entry. */
export function noteCompletion(token: Token, running: RunningFlow): void {
  const element = elementOf(token, running)
  if (!WAITS.has(element.type) && element.loop === null) return
  const { instance, enteredAt } = token
  note(applying(running), { instance, element: element.id, event: 'completed', since: enteredAt })
}

/** BPMN 2.0.2 §13.5.5: only completed activities can be undone; a subprocess by what was completed in it. */
export function keepForCompensation(token: Token, running: RunningFlow): void {
  const { state, ports } = running
  if (token.compensates !== null) return
  const { compensationHandler: handler, type } = elementOf(token, running)
  const own = ownScope(state, token)
  const inner = own === undefined ? [] : state.compensations.by('scope', own.id)
  if (handler === null && (inner.length === 0 || type === 'callActivity')) return
  const { instance, element, scope, iteration } = token
  const id = ports.newId()
  const variables = own?.variables ?? null
  const seq = nextNumber(state, instance)
  state.compensations.add({ id, instance, scope, parent: null, element, handler, variables, seq, iteration })
  for (const each of inner) {
    if (handler !== null) state.compensations.remove(each.id)
    else state.compensations.change(each.id, { scope: null, parent: id })
  }
}
