import { patchOf } from '../../metadata/compare/patch.ts'
import type { Change } from '../../metadata/compare/change.ts'
import type { Kind } from '../../metadata/kind.ts'
import { insertLocalPatches } from '../../store/statements/publications.ts'
import type { Transaction } from '../context.ts'
import { packTexts } from './pack-texts.ts'
import type { Prepared } from './prepared.ts'

/** What a local text changes in the text of the packs below it. */
export interface LocalPatch {
  id: string
  /** Null: the packs have no such definition. */
  baseHash: string | null
  basePackVersion: string | null
  changes: Change[]
}

/** The patches of the local layer that are new with this target: their text changed, or what lies below it. */
export async function localPatches({ target, now, changed }: Prepared, kinds: readonly Kind[]): Promise<LocalPatch[]> {
  const ids = new Set(changed.map(each => each.id))
  const texts = target.packs === now?.packs ? target.local.filter(each => ids.has(each.id)) : target.local
  if (texts.length === 0) return []
  const { sources, versions } = await packTexts(target.packs, kinds)
  return Promise.all(
    texts.map(async ({ id, text }) => {
      const [pack = '', kindName] = id.split('/')
      const base = sources.get(id)
      const changes = await patchOf(
        kinds.find(kind => kind.name === kindName)!,
        base?.text,
        text,
      )
      return { id, baseHash: base?.hash ?? null, basePackVersion: (base && versions.get(pack)) ?? null, changes }
    }),
  )
}

/** Keeps them with the versions that the local texts got. */
export async function writeLocalPatches(
  tx: Transaction,
  patches: readonly LocalPatch[],
  versions: ReadonlyMap<string, number>,
): Promise<void> {
  if (patches.length === 0) return
  await tx.query(insertLocalPatches, [
    patches.map(patch => patch.id),
    patches.map(patch => versions.get(patch.id)),
    patches.map(patch => patch.baseHash),
    patches.map(patch => patch.basePackVersion),
    patches.map(patch => JSON.stringify(patch.changes)),
  ])
}
