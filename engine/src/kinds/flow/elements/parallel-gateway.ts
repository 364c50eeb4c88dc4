import type { ParallelGateway } from '../graph.ts'
import type { Token } from '../state.ts'
import type { Behaviour } from './behaviour.ts'
import { take } from './leave.ts'

/**
 * BPMN 2.0.2 §13.4.1: waits for one token on *each* incoming flow, uses exactly one of each, and goes on along all outgoing
 * flows. It counts flows, not tokens: two tokens on one flow never stand for two flows, and the surplus one stays.
 */
export const parallelGateway: Behaviour<ParallelGateway> = {
  enter(at) {
    const waiting = at.state.tokens.where(t => t.element === at.element.id)
    const used = oneOfEach(at.element.incoming, waiting)
    if (used === null) return []
    return [
      { do: 'note', element: at.element.id, event: 'passed' },
      ...used.map(token => ({ do: 'consume' as const, token: token.id })),
      ...at.element.outgoing.map(flow => take(at, flow)),
    ]
  },
}

function oneOfEach(flows: readonly string[], waiting: readonly Token[]): Token[] | null {
  const first = flows.map(flow => waiting.find(token => token.flow === flow))
  return first.every(token => token !== undefined) ? first : null
}
