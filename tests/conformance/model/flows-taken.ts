import type { ModelLookup } from './model-lookup.ts'
import type { Condition, ModelFlow, ModelNode } from './process-model.ts'

/**
 * The flows on which a token leaves: all of a parallel gateway, the first that is true of an exclusive one, of everything else
 * each that is true or has no condition; the default where there is none. Null: none can be taken.
 */
export function flowsTaken(
  node: ModelNode,
  model: ModelLookup,
  value: (variable: string) => number,
): ModelFlow[] | null {
  const flows = model.outgoing(node.id)
  if (node.type === 'parallel' || flows.length === 0) return flows
  const open = flows.filter(flow => flow.isDefault !== true && holds(flow.condition, value))
  const taken = open.length === 0 ? flows.filter(flow => flow.isDefault === true) : open
  if (taken.length === 0) return null
  return node.type === 'exclusive' ? [taken[0]!] : taken
}

function holds(condition: Condition | undefined, value: (variable: string) => number): boolean {
  if (condition === undefined) return true
  const given = value(condition.variable)
  return 'atLeast' in condition ? given >= condition.atLeast : condition.oneOf.includes(given)
}
