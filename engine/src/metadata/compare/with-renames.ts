import { parentPointer, pointerTo, pointerTokens } from '../json-pointer.ts'
import { isPlainObject } from '../plain-object.ts'
import type { Change, DescribedChange } from './change.ts'
import type { Sides } from './change-words.ts'
import { changesBetween } from './changes-between.ts'
import type { ContentNode } from './content-node.ts'
import { nodeUnder } from './node-under.ts'

/** Says in an entry of a map which name it had before. */
export const RENAMED_FROM = 'x-renamed-from'

/**
 * The changes with each entry that was renamed as one change of its name, and then what else changed in it, in place of one
 * that went and another that came.
 */
export function withRenames(changes: readonly Change[], sides: Sides): (Change | DescribedChange)[] {
  const renamed = new Map<string, string>()
  for (const change of changes) {
    const old = oldPlace(change)
    if (old !== undefined && changes.some(({ op, at }) => op === 'remove' && at === old)) renamed.set(change.at, old)
  }
  const gone = new Set(renamed.values())
  return changes
    .filter(({ op, at }) => op !== 'remove' || !gone.has(at))
    .flatMap(change => (renamed.has(change.at) ? renaming(renamed.get(change.at)!, change.at, sides) : [change]))
}

function oldPlace({ op, at, after }: Change): string | undefined {
  const old = op === 'add' && isPlainObject(after) ? after[RENAMED_FROM] : undefined
  const parent = parentPointer(at)
  return typeof old === 'string' && parent !== undefined ? pointerTo(parent, old) : undefined
}

function renaming(from: string, to: string, { before, after }: Sides): (Change | DescribedChange)[] {
  const [old, name] = [from, to].map(at => pointerTokens(at).at(-1)!)
  const rename: DescribedChange = {
    op: 'replace',
    at: to,
    before: old,
    after: name,
    code: 'field_renamed',
    subject: name!,
    impact: 'needs_migration',
  }
  return [rename, ...changesBetween(unmarked(nodeUnder(before, from)), unmarked(nodeUnder(after, to)), to)]
}

function unmarked(node: ContentNode | undefined): ContentNode | undefined {
  if (node?.shape !== 'object') return node
  return { ...node, entries: new Map([...node.entries].filter(([key]) => key !== RENAMED_FROM)) }
}
