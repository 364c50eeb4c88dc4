import type { Comparison } from '../../metadata/compare/change.ts'
import { compareTexts } from '../../metadata/compare/compare-texts.ts'
import type { Kind } from '../../metadata/kind.ts'
import type { PackTexts } from '../publishing/pack-texts.ts'

/** What packs say otherwise than before, definition by definition, in order of id. */
export interface PackDifferences {
  added: { id: string; title: string }[]
  changed: { id: string; title: string; comparison: Comparison }[]
  removed: { id: string; title: string }[]
}

/** Compares what two sets of packs say, without the local layer. */
export async function comparePacks(
  { sources: before }: PackTexts,
  { sources: after }: PackTexts,
  kinds: readonly Kind[],
): Promise<PackDifferences> {
  const found: PackDifferences = { added: [], changed: [], removed: [] }
  for (const id of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, now] = [before.get(id), after.get(id)]
    if (!old) found.added.push({ id, title: now!.title })
    else if (!now) found.removed.push({ id, title: old.title })
    else if (old.hash !== now.hash) {
      const kind = kinds.find(each => each.name === now.kind)!
      found.changed.push({ id, title: now.title, comparison: await compareTexts(kind, old.text, now.text) })
    }
  }
  return found
}
