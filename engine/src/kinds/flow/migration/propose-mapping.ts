import type { FlowElement, FlowGraph } from '../graph.ts'
import { mappedId, own, type IdMapping } from './between.ts'

/**
 * What the ids that the new version has no more are probably called in it: an element of the same type that the old version
 * had not, in the same subprocess, with the same title or the same neighbours; a sequence flow between the same elements.
 * Only where one candidate is better than all others. A person decides whether it is so.
 */
export function proposeMapping(old: FlowGraph, next: FlowGraph): IdMapping {
  const mapping: Record<string, string> = {}
  // From the outside in: what stands in a subprocess is compared with its mapped id.
  const gone = Object.values(old.elements).filter(each => own(next.elements, each.id) === undefined)
  for (const each of gone.toSorted((a, b) => depthOf(a, old) - depthOf(b, old))) {
    const found = bestFor(each, { old, next, mapping })
    if (found !== null) mapping[each.id] = found
  }
  for (const flow of Object.values(old.flows)) {
    if (own(next.flows, flow.id) !== undefined) continue
    const same = Object.values(next.flows).filter(
      each => each.from === mappedId(flow.from, mapping) && each.to === mappedId(flow.to, mapping),
    )
    if (same.length === 1) mapping[flow.id] = same[0]!.id
  }
  return mapping
}

interface Search {
  old: FlowGraph
  next: FlowGraph
  mapping: IdMapping
}

function bestFor(gone: FlowElement, { old, next, mapping }: Search): string | null {
  const taken = new Set(Object.values(mapping))
  const scored = Object.values(next.elements)
    .filter(each => own(old.elements, each.id) === undefined && !taken.has(each.id))
    .filter(each => each.type === gone.type && each.parent === mappedId(gone.parent, mapping))
    .map(each => ({ id: each.id, score: likeness(gone, each, { old, next, mapping }) }))
    .toSorted((a, b) => b.score - a.score)
  const [first, second] = scored
  return first !== undefined && first.score >= 2 && first.score > (second?.score ?? 0) ? first.id : null
}

function likeness(gone: FlowElement, each: FlowElement, { old, next, mapping }: Search): number {
  const title = gone.title !== '' && gone.title === each.title ? 2 : 0
  const host =
    gone.type === 'boundaryEvent' &&
    each.type === 'boundaryEvent' &&
    mappedId(gone.attachedTo, mapping) === each.attachedTo
      ? 1
      : 0
  const from = shares(
    gone.incoming.map(id => old.flows[id]!.from),
    each.incoming.map(id => next.flows[id]!.from),
    mapping,
  )
  const to = shares(
    gone.outgoing.map(id => old.flows[id]!.to),
    each.outgoing.map(id => next.flows[id]!.to),
    mapping,
  )
  return title + host + from + to
}

const shares = (before: readonly string[], after: readonly string[], mapping: IdMapping): number =>
  before.some(id => after.includes(mappedId(id, mapping))) ? 1 : 0

function depthOf(element: FlowElement, graph: FlowGraph): number {
  let depth = 0
  for (let at = own(graph.elements, element.parent); at !== undefined; at = own(graph.elements, at.parent)) depth++
  return depth
}
