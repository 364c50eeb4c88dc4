import type { Kind } from '../../metadata/kind.ts'
import { packTexts } from '../publishing/pack-texts.ts'
import type { RebaseLocal } from '../publishing/rebase-local.ts'
import { localTexts, mergeLocal } from './merge-local.ts'

/** Carries the local layer over to new packs without asking anybody; what needs a choice is a conflict. */
export const rebaseLocal =
  (kinds: readonly Kind[]): RebaseLocal =>
  async (now, next, local) => {
    const merged = await mergeLocal({
      before: await packTexts(now, kinds),
      after: await packTexts(next, kinds),
      local,
      kinds,
    })
    return { local: localTexts(merged), conflicts: merged.flatMap(each => each.conflicts) }
  }
