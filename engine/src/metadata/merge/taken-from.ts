import type { Change } from '../compare/change.ts'
import { changesBetween } from '../compare/changes-between.ts'
import { nodeAt, sameNode, type ContentNode } from '../compare/content-node.ts'
import { nodeUnder } from '../compare/node-under.ts'

/** The changes of a side that the result of the merge shows. */
export const takenFrom = (
  base: ContentNode | undefined,
  side: ContentNode | undefined,
  result: ContentNode | undefined,
  renamed: ReadonlyMap<string, string>,
): Change[] => changesBetween(base, side).filter(change => shows(result, change, renamed))

/** Whether a result shows a change: its value is there, or was merged with what the other side wrote at the same place. */
function shows(result: ContentNode | undefined, change: Change, renamed: ReadonlyMap<string, string>): boolean {
  const found = nodeUnder(result, followed(change.at, renamed))
  if (change.op === 'remove') return found === undefined || renamed.has(change.at)
  if (found === undefined) return false
  return change.op === 'move' || found.shape !== 'leaf' || sameNode(found, nodeAt(change.after, found.place))
}

/** Where the place of a pointer is after the renames. */
function followed(pointer: string, renamed: ReadonlyMap<string, string>): string {
  for (const [from, to] of renamed) if (pointer.startsWith(`${from}/`)) return to + pointer.slice(from.length)
  return pointer
}
