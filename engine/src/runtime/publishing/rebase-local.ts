import { Conflict } from '../../base/errors.ts'
import type { LocalText } from '../../metadata/assemble.ts'
import type { PackFolder } from '../../metadata/pack.ts'
import type { Installation } from '../installation.ts'

/** Merges local changes onto new packs. Conflicts name the definitions that a person has to decide about. */
export type RebaseLocal = (
  now: readonly PackFolder[],
  next: readonly PackFolder[],
  local: readonly LocalText[],
) => Promise<{ local: readonly LocalText[]; conflicts: readonly { id: string }[] }>

/**
 * The local layer as it goes over new packs. Throws LocalChangesInConflict: neither side is taken silently.
 */
export async function rebasedLocal(
  now: Installation | undefined,
  packs: readonly PackFolder[],
  rebase: RebaseLocal,
): Promise<readonly LocalText[]> {
  if (!now || now.local.length === 0) return []
  const { local, conflicts } = await rebase(now.packs, packs, now.local)
  if (conflicts.length > 0) throw new LocalChangesInConflict([...new Set(conflicts.map(each => each.id))])
  return local
}

export class LocalChangesInConflict extends Conflict {
  readonly ids: readonly string[]
  constructor(ids: readonly string[]) {
    super(
      'publication.local_conflicts',
      `The packs changed what was changed here too: ${ids.join(', ')}. Nothing was published. Decide what is to hold with \`jingwei pack upgrade\` or in the studio under packs.`,
      { details: { ids } },
    )
    this.ids = ids
  }
}
