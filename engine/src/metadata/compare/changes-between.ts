import { pointerTo } from '../json-pointer.ts'
import type { Change } from './change.ts'
import { orderOf, sameNode, valueOf, type Branch, type ContentNode } from './content-node.ts'
import { keptInPlace } from './kept-in-place.ts'

/**
 * The steps that make `after` of `before`, in an order in which they can be applied: one for each value that differs, one
 * for each key that came, went or moved. Undefined: absent.
 */
export function changesBetween(before: ContentNode | undefined, after: ContentNode | undefined, at = ''): Change[] {
  if (sameNode(before, after)) return []
  if (before === undefined) return [{ op: 'add', at, after: valueOf(after!) }]
  if (after === undefined) return [{ op: 'remove', at, before: valueOf(before) }]
  if (before.shape !== 'leaf' && before.shape === after.shape) return branchChanges(before, after as Branch, at)
  return [{ op: 'replace', at, before: valueOf(before), after: valueOf(after) }]
}

function branchChanges(before: Branch, after: Branch, at: string): Change[] {
  const gone = [...before.entries].filter(([key]) => !after.entries.has(key))
  const removals = gone.map(([key, node]): Change => ({ op: 'remove', at: pointerTo(at, key), before: valueOf(node) }))
  const behind = predecessors(orderOf(after))
  const kept = keptInPlace(orderOf(before), orderOf(after))
  const rest = [...after.entries].flatMap(([key, node]) => {
    const place = pointerTo(at, key)
    const position = behind.has(key) ? { behind: behind.get(key)! } : {}
    const old = before.entries.get(key)
    if (old === undefined) return [{ op: 'add' as const, at: place, after: valueOf(node), ...position }]
    const inside = changesBetween(old, node, place)
    return behind.has(key) && !kept.has(key) ? [{ op: 'move' as const, at: place, ...position }, ...inside] : inside
  })
  return [...removals, ...rest]
}

/** Each key with the one it stands behind. */
const predecessors = (order: readonly string[]): ReadonlyMap<string, string | null> =>
  new Map(order.map((key, i) => [key, i === 0 ? null : order[i - 1]!]))
