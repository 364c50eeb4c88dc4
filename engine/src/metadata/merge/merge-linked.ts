import { valueOf, type ContentNode } from '../compare/content-node.ts'
import type { TextKind } from '../content-tree.ts'
import { nodeUnder } from '../compare/node-under.ts'
import type { TextLinks } from '../kind.ts'
import { conflictAt } from './conflict-at.ts'
import { eachSide, NodeMerge, type Choices, type Three, type ThreeNodes } from './merge-nodes.ts'
import type { MergeConflict, Side } from './merge-result.ts'

export interface Merged {
  result: ContentNode | undefined
  conflicts: MergeConflict[]
  /** Pointers that a side renamed: old → new. */
  renamed: ReadonlyMap<string, string>
}

/**
 * Merges, and then looks whether the parts of the result still fit: a part that one side deleted and the other side's
 * parts name, or a name that two parts bear, is a conflict too. A choice takes all parts concerned from one side, which
 * may tear further links, so this is repeated; every round fixes more parts to a side, so it ends.
 */
export function mergeLinked(kind: TextKind, three: ThreeNodes, choices: Choices): Merged {
  const pins = new Map<string, Side>()
  const torn = new Map<string, MergeConflict>()
  for (;;) {
    const merge = new NodeMerge(choices, pins)
    const result = merge.nodes(three, '')
    const links = (node: ContentNode | undefined): TextLinks | undefined => node && kind.tree?.links?.(valueOf(node))
    const found = tears(eachSide(three, links), links(result)).filter(tear => !waits(tear, merge.conflicts))
    const before = pins.size
    for (const tear of found) {
      const conflict = conflictOf(tear, three, choices, pins)
      torn.set(conflict.key, conflict)
      if (conflict.choice) for (const part of tear.parts) pins.set(part, conflict.choice)
    }
    if (pins.size === before)
      return { result, conflicts: [...merge.conflicts, ...torn.values()], renamed: merge.renamed }
  }
}

function conflictOf(tear: Tear, three: ThreeNodes, choices: Choices, pins: ReadonlyMap<string, Side>): MergeConflict {
  const values = eachSide(three, node => shownAt(node, tear.at))
  // Parts that were all chosen and still don't fit: only another choice elsewhere helps.
  if (tear.parts.every(part => pins.has(part))) return conflictAt(tear.at, 'choices_contradict', values, {})
  return conflictAt(tear.at, tear.reason, values, choices)
}

interface Tear {
  at: string
  reason: 'deleted_and_named' | 'both_added'
  /** Keyed pointers of all parts that must come from one side. */
  parts: string[]
}

function tears(sides: Three<TextLinks | undefined>, result: TextLinks | undefined): Tear[] {
  if (result === undefined) return []
  const missing = Map.groupBy(result.uses, ({ to }) => to)
  const deleted = [...missing].flatMap(([name, uses]): Tear[] => {
    const at = [sides.ours, sides.theirs]
      .map(side => side?.targets.get(name)?.[0])
      .find(pointer => pointer !== undefined)
    if (result.targets.has(name) || at === undefined) return []
    return [{ at, reason: 'deleted_and_named', parts: [at, ...uses.map(({ from }) => from)] }]
  })
  const twice = [...result.targets].flatMap(([name, parts]): Tear[] => {
    const inherited = [sides.theirs, sides.ours].some(side => (side?.targets.get(name)?.length ?? 0) > 1)
    return parts.length < 2 || inherited ? [] : [{ at: parts[0]!, reason: 'both_added', parts: [...parts] }]
  })
  return [...deleted, ...twice]
}

/** What hangs on an open conflict is looked at once that is decided. */
function waits(tear: Tear, conflicts: readonly MergeConflict[]): boolean {
  const open = conflicts.filter(({ choice }) => choice === undefined)
  return tear.parts.some(part => open.some(({ at }) => within(part, at) || within(at, part)))
}

const within = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer}/`)

const shownAt = (node: ContentNode | undefined, at: string): unknown => {
  const found = nodeUnder(node, at)
  return found && valueOf(found)
}
