import type { Effect } from '../effect.ts'
import type { InclusiveGateway } from '../graph.ts'
import type { At, Behaviour } from './behaviour.ts'
import { take, trueFlows } from './leave.ts'

/**
 * BPMN 2.0.2 §13.4.3. A split takes every flow whose condition is true, else the default. A join waits until nobody else can
 * come (kernel/inclusive-joins.ts asks that whenever the run is at rest), then it splits.
 */
export const inclusiveGateway: Behaviour<InclusiveGateway> = {
  enter: at => (at.element.incoming.length > 1 && at.token.flow !== null ? [] : passJoin(at)),
}

/** Nobody else will come. */
export function passJoin(at: At): Effect[] {
  const { element, token } = at
  const passed: Effect = { do: 'note', instance: at.instance.id, element: element.id, event: 'passed' }
  if (element.outgoing.length === 0) return [passed, { do: 'end_path', token: token.id }]
  const chosen = trueFlows(at)
  if ('incident' in chosen) return chosen.incident.map(effect => ({ ...effect, phase: 'join' }) as Effect)
  return [passed, { do: 'consume', token: token.id }, take(at, chosen.flows)]
}
