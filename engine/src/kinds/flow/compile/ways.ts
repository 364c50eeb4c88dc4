import type { ElementContent, FlowContent } from '../content.ts'

/** Where a token can go from an element: along its sequence flows, to its boundary events, back to where work is sent. */
export function waysIn(content: FlowContent): ReadonlyMap<string, readonly string[]> {
  const ways = new Map<string, string[]>(content.elements.map(({ id }) => [id, []]))
  for (const { from, to } of content.flows) ways.get(from)?.push(to)
  for (const element of content.elements) {
    if (element.attachedTo !== undefined) ways.get(element.attachedTo)?.push(element.id)
    ways.get(element.id)!.push(...returnTargets(element))
  }
  return ways
}

/** Elements to which an approval may send work back. */
export const returnTargets = ({ approval }: ElementContent): string[] =>
  [approval?.returnTo, approval?.rejectTo].filter(target => target !== undefined)

/** All that can be come to, the beginnings included. */
export function reachFrom(beginnings: Iterable<string>, ways: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>()
  const todo = [...beginnings]
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    todo.push(...(ways.get(id) ?? []))
  }
  return reached
}

/** The same ways, gone backwards. */
export function backwards(ways: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const back = new Map<string, string[]>()
  for (const [from, targets] of ways) {
    for (const to of targets) {
      const sources = back.get(to)
      if (sources) sources.push(from)
      else back.set(to, [from])
    }
  }
  return back
}
