import type { Effect } from '../effect.ts'
import type { ExclusiveGateway } from '../graph.ts'
import { cannotDecide, type At, type Behaviour } from './behaviour.ts'
import { holds, noFlow, notBoolean, take } from './leave.ts'

/**
 * BPMN 2.0.2 §13.4.2: the first true condition in the order of the text decides; the default flow is taken only if none is
 * true, and its own condition is ignored. A join merely passes tokens on.
 */
export const exclusiveGateway: Behaviour<ExclusiveGateway> = {
  enter(at) {
    if (at.element.outgoing.length === 0) return [{ do: 'end_path', token: at.token.id }]
    for (const id of at.element.outgoing) {
      if (id === at.element.defaultFlow) continue
      const flow = at.graph.flows[id]!
      const answer = holds(flow, at)
      if (answer === null) return cannotDecide(at, ...notBoolean(flow))
      if (answer) return go(at, id)
    }
    return at.element.defaultFlow === null ? cannotDecide(at, ...noFlow(at)) : go(at, at.element.defaultFlow)
  },
}

const go = (at: At, flow: string): Effect[] => [
  { do: 'note', instance: at.instance.id, element: at.element.id, event: 'chose', data: { flow } },
  { do: 'consume', token: at.token.id },
  take(at, [flow]),
]
