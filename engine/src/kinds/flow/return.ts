import type { Effect } from './effect.ts'
import type { At } from './elements/behaviour.ts'
import type { FlowGraph } from './graph.ts'
import type { FlowState, Token } from './state.ts'

/**
 * The one primitive behind every return (退回), rejection to an element and jump: cancel everything of the target's scope that
 * does not lie on a parallel branch beside the target, then place one token at the target. It cannot orphan or double a task,
 * because tasks and timers go with their tokens, and it takes competing tokens at joins along: a token that waits at a
 * join stands on the flow by which it came. The subprocesses and loops between the approval and the target go, too.
 */
export function restartAt(at: At, target: string): Effect[] {
  const { state, graph, instance } = at
  const { scope, token } = holding(at, graph.elements[target]!.parent)
  const kept = graph.kept[target]
  const gone = state.tokens.by('scope', scope).filter(t => t.id === token.id || !kept?.has(positionOf(t, graph)))
  return [
    { do: 'note', instance: instance.id, element: target, event: 'restarted', data: { from: at.element.id } },
    ...gone.map(each => ({ do: 'consume' as const, token: each.id })),
    { do: 'new_round', instance: instance.id },
    { do: 'place', element: target, scope },
  ]
}

/** The scope around the token in which the target stands, and the token there that leads to it. */
function holding(at: At, parent: string): { scope: string; token: Token } {
  let { token } = at
  for (let scope = token.scope; ; scope = token.scope) {
    if (standsFor(scope, parent, at.state)) return { scope, token }
    token = at.state.tokens.get(at.state.scopes.get(scope)!.token)!
  }
}

function standsFor(scope: string, parent: string, state: FlowState): boolean {
  const row = state.scopes.get(scope)
  return row === undefined || (row.kind !== 'body' && row.element === parent)
}

const positionOf = (token: Token, graph: FlowGraph): string => {
  const type = graph.elements[token.element]?.type
  return token.flow !== null && (type === 'parallelGateway' || type === 'inclusiveGateway') ? token.flow : token.element
}
