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
    const { element, token, state } = at
    const here = state.tokens.by('element', element.id).filter(t => t.scope === token.scope && t.state === 'waiting')
    const used = token.flow === null ? [token] : oneOfEach(element.incoming, here)
    if (used === null) return []
    const consumed = used.map(each => ({ do: 'consume' as const, token: each.id }))
    return [
      { do: 'note', instance: at.instance.id, element: element.id, event: 'passed' },
      ...(element.outgoing.length === 0 ? consumed.slice(1) : consumed),
      ...(element.outgoing.length === 0 ? [{ do: 'end_path' as const, token: used[0]!.id }] : []),
      ...(element.outgoing.length === 0 ? [] : [take(at, element.outgoing)]),
    ]
  },
}

function oneOfEach(flows: readonly string[], waiting: readonly Token[]): Token[] | null {
  const first = flows.map(flow => waiting.find(token => token.flow === flow))
  return first.every(token => token !== undefined) ? first : null
}
