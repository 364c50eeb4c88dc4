import type { Scope, Token } from './marking.ts'
import type { ProcessModel } from './process-model.ts'

/**
 * BPMN 2.0.2, 13.4.3, literally, for the tokens of one scope: the join fires when at least one incoming flow has a token, and
 * every token elsewhere that can come to an empty incoming flow without visiting the join can also come to a filled one.
 * A token inside of a subprocess counts as its subprocess. Answers the tokens to consume, one per filled flow, or null.
 */
export function inclusiveJoin(join: string, scope: Scope, model: ProcessModel): Token[] | null {
  const here = scope.tokens.filter(token => token.node.id === join)
  const filled = new Set(here.map(token => token.via!))
  if (filled.size === 0) return null
  const incoming = model.flows.filter(flow => flow.to === join).map(flow => flow.id)
  const elsewhere = scope.tokens.filter(token => token.node.id !== join)
  const blocked = elsewhere.some(token => {
    const reached = flowsReached(token.node.id, join, model)
    const empty = incoming.some(flow => reached.has(flow) && !filled.has(flow))
    return empty && !incoming.some(flow => reached.has(flow) && filled.has(flow))
  })
  if (blocked) return null
  return [...filled].map(flow => here.find(token => token.via === flow)!)
}

/** Incoming flows of the join on which a token at this node can arrive without visiting the join before. */
function flowsReached(from: string, join: string, model: ProcessModel): Set<string> {
  const reached = new Set<string>()
  const seen = new Set<string>([from])
  const ahead = [from]
  while (ahead.length > 0) {
    for (const { flow, to } of waysOut(ahead.pop()!, model)) {
      if (to === join) reached.add(flow!)
      else if (!seen.has(to)) {
        seen.add(to)
        ahead.push(to)
      }
    }
  }
  return reached
}

/** Sequence flows, and the boundary events of an activity. */
function waysOut(node: string, { nodes, flows }: ProcessModel): { flow: string | null; to: string }[] {
  const boundaries = nodes.filter(other => other.type === 'boundary' && other.host === node)
  return [
    ...flows.filter(flow => flow.from === node).map(flow => ({ flow: flow.id, to: flow.to })),
    ...boundaries.map(boundary => ({ flow: null, to: boundary.id })),
  ]
}
