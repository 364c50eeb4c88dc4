import type { Effect } from '../effect.ts'
import type { FlowGraph, InclusiveJoin } from '../graph.ts'
import type { Token } from '../state.ts'
import { graphOf, type RunningFlow } from './running-flow.ts'

/**
 * Inclusive joins that may go on now that everything stands still (BPMN 2.0.2 §13.4.3): at least one incoming flow has a
 * token, and no token elsewhere in the scope can come to an empty one without passing the gateway, unless it can come to a
 * filled one, too. Asked whenever a command comes to rest, not only when a token arrives: the last competing branch may
 * have ended elsewhere.
 */
export function readyJoins(running: RunningFlow): Effect[] {
  const { state } = running
  const asked = new Set<string>()
  for (const [instance, graph] of graphs(running)) {
    for (const [id, join] of Object.entries(graph.inclusiveJoins)) {
      for (const token of state.tokens.by('element', id)) {
        if (token.instance !== instance || token.state !== 'waiting' || asked.has(`${token.scope} ${id}`)) continue
        asked.add(`${token.scope} ${id}`)
        const used = ready(token, join, running, graph)
        // One at a time: what it sets free may change what the next one has to wait for.
        if (used !== null) return pass(used)
      }
    }
  }
  return []
}

const graphs = (running: RunningFlow): [string, FlowGraph][] =>
  running.state.instances
    .all()
    .filter(i => i.state === 'running' || i.state === 'incident')
    .map(i => [i.id, graphOf(running, i.id)])

/** One token of each flow that has some, or null while it has to wait. */
function ready(token: Token, join: InclusiveJoin, { state }: RunningFlow, graph: FlowGraph): Token[] | null {
  const inScope = state.tokens.by('scope', token.scope)
  const waiting = inScope.filter(t => t.element === token.element && t.flow !== null && t.state === 'waiting')
  const filled = new Map<string, Token>()
  for (const each of waiting) if (!filled.has(each.flow!)) filled.set(each.flow!, each)
  const empty = graph.elements[token.element]!.incoming.filter(flow => !filled.has(flow))
  if (filled.size === 0) return null
  const others = inScope.filter(t => t.element !== token.element && t.compensates === null)
  const hinders = others.some(({ element }) => {
    const reach = join.reach[element]
    return reach !== undefined && empty.some(f => reach.has(f)) && ![...filled.keys()].some(f => reach.has(f))
  })
  return hinders ? null : [...filled.values()]
}

/** The first goes on for all of them. */
const pass = ([first, ...rest]: Token[]): Effect[] => [
  ...rest.map(token => ({ do: 'consume' as const, token: token.id })),
  { do: 'join', token: first!.id },
]
