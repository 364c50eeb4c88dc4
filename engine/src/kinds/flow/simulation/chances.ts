import type { FlowExpression, FlowGraph, SequenceFlow } from '../graph.ts'
import type { Random } from './random.ts'

/** Sequence flow id → how often it is taken, beside the others of its gateway. */
export type FlowWeights = Readonly<Record<string, number>>

/**
 * The same process, in which the gateways that have weights choose by chance and not by their conditions. An exclusive one
 * takes one flow; an inclusive one, or an activity, each flow by itself, with its weight as probability.
 */
export function withChances(graph: FlowGraph, weights: FlowWeights, random: Random): FlowGraph {
  const flows = { ...graph.flows }
  for (const element of Object.values(graph.elements)) {
    const outgoing = element.outgoing.filter(id => Object.hasOwn(weights, id))
    if (outgoing.length === 0) continue
    const asked = element.outgoing.filter(id => id !== element.defaultFlow)
    asked.forEach((id, i) => {
      const later = [...asked.slice(i), ...(element.defaultFlow === null ? [] : [element.defaultFlow])]
      const all = later.reduce((sum, each) => sum + (weights[each] ?? 0), 0)
      const weight = weights[id] ?? 0
      const chance = element.type === 'exclusiveGateway' ? (all === 0 ? 0 : weight / all) : weight
      flows[id] = { ...flows[id]!, condition: byChance(flows[id]!, chance, random) }
    })
  }
  return { ...graph, flows }
}

function byChance({ id }: SequenceFlow, chance: number, random: Random): FlowExpression {
  const evaluate = () => random() < chance
  return { language: 'feel', text: `chance of ${id}`, type: 'boolean', reads: [], evaluate, toVariable: evaluate }
}
