import type { ModdleElement } from '../../parse/moddle-element.ts'
import { isActivity, isFlow, type LintRule } from '../lint-rule.ts'

/**
 * Branches that run at once and come together at an activity or event are no join: it is done once for each of them, end
 * events apart. Ways of which only one is gone, as a way back, may meet anywhere.
 */
export const fakeJoin: LintRule = () => {
  const known = new WeakMap<ModdleElement, Ways>()
  return {
    check(node, reporter) {
      if (node.$type === 'bpmn:EndEvent' || !(isActivity(node) || node.$instanceOf('bpmn:Event'))) return
      const container = node['$parent'] as ModdleElement
      const ways = known.get(container) ?? waysIn(container)
      known.set(container, ways)
      const split = splitBefore(node, ways)
      if (split === undefined) return
      const message = `${node['id']} is done once for each of the branches that ${split['id']} begins. Put a parallel gateway before it, where they are waited for.`
      reporter.report(node['id'], message)
    },
  }
}

interface Ways {
  incoming: Map<ModdleElement, ModdleElement[]>
  outgoing: Map<ModdleElement, ModdleElement[]>
}

function waysIn(container: ModdleElement): Ways {
  const ways: Ways = { incoming: new Map(), outgoing: new Map() }
  for (const flow of ((container['flowElements'] ?? []) as ModdleElement[]).filter(isFlow)) {
    const [from, to] = [flow['sourceRef'], flow['targetRef']] as (ModdleElement | undefined)[]
    if (from === undefined || to === undefined) continue
    ways.outgoing.set(from, [...(ways.outgoing.get(from) ?? []), flow])
    ways.incoming.set(to, [...(ways.incoming.get(to) ?? []), flow])
  }
  return ways
}

/** The split of which different branches come in by different flows. */
function splitBefore(node: ModdleElement, ways: Ways): ModdleElement | undefined {
  const branches = new Map<ModdleElement, { branch: ModdleElement; by: ModdleElement }>()
  const incoming = ways.incoming.get(node) ?? []
  if (incoming.length < 2) return undefined
  for (const by of incoming)
    for (const branch of flowsBehind(by, node, ways)) {
      const split = branch['sourceRef'] as ModdleElement
      if (!isSplit(split, ways)) continue
      const other = branches.get(split)
      if (other !== undefined && other.branch !== branch && other.by !== by) return split
      if (other === undefined) branches.set(split, { branch, by })
    }
  return undefined
}

/** Flows by which a token comes to this one, as far as the last join or the element itself. */
function flowsBehind(flow: ModdleElement, node: ModdleElement, { incoming }: Ways): Set<ModdleElement> {
  const found = new Set([flow])
  for (const each of found) {
    const from = each['sourceRef'] as ModdleElement
    const before = incoming.get(from) ?? []
    if (from === node || (before.length > 1 && WAITING.has(from.$type))) continue
    for (const next of before) found.add(next)
  }
  return found
}

/** Gateways of which several ways are gone at once, and that wait for all of them. */
const WAITING: ReadonlySet<string> = new Set(['bpmn:ParallelGateway', 'bpmn:InclusiveGateway'])

const isSplit = (node: ModdleElement, { outgoing }: Ways): boolean =>
  (outgoing.get(node)?.length ?? 0) > 1 && (WAITING.has(node.$type) || isActivity(node))
