import type { Effect } from './effect.ts'
import type { At } from './elements/behaviour.ts'
import type { FlowGraph } from './graph.ts'
import type { Token } from './state.ts'

/**
 * The one primitive behind every return (退回), rejection to an element and jump: cancel everything of the scope that does
 * not lie on a parallel branch beside the target, then place one token at the target. It cannot orphan or double a task,
 * because tasks and timers go with their tokens, and it takes competing tokens at joins along: a token that waits at a
 * join stands on the flow by which it came.
 */
export function restartAt(at: At, target: string): Effect[] {
  const kept = at.graph.kept[target]
  const gone = at.state.tokens.where(t => t.id === at.token.id || !kept?.has(positionOf(t, at.graph)))
  return [
    { do: 'note', element: target, event: 'restarted', data: { from: at.element.id } },
    ...gone.map(token => ({ do: 'consume' as const, token: token.id })),
    { do: 'new_round' },
    { do: 'place', element: target },
  ]
}

const positionOf = (token: Token, graph: FlowGraph): string =>
  token.flow !== null && graph.elements[token.element]?.type === 'parallelGateway' ? token.flow : token.element
