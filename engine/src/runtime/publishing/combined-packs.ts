import lt from 'semver/functions/lt.js'
import type { Kind } from '../../metadata/kind.ts'
import { Memo } from '../../metadata/memo.ts'
import { readPack, type PackFolder, type PackManifest } from '../../metadata/pack.ts'
import type { Installation } from '../installation.ts'

/** A pack that was given in an older version than the one in force, and was left out. */
export interface OlderPack {
  name: string
  version: string
  inForce: string
}

export interface CombinedPacks {
  packs: PackFolder[]
  older: OlderPack[]
}

/**
 * The packs in force, with these in place of those of the same name. A folder says what a pack is to be, not what else
 * may be installed: packs that came another way stay, and a newer version that came another way is not taken back.
 */
export async function combinedPacks(
  now: Installation | undefined,
  given: readonly PackFolder[],
  kinds: readonly Kind[],
): Promise<CombinedPacks> {
  const combined = new Map((now?.items.packs ?? []).map((pack, i) => [pack.name, now!.packs[i]!]))
  const older: OlderPack[] = []
  for (const folder of given) {
    const manifest = await manifestOf(folder, kinds)
    const known = now?.items.packs.find(pack => pack.name === manifest?.name)
    if (manifest && known && lt(manifest.version, known.version))
      older.push({ name: known.name, version: manifest.version, inForce: known.version })
    // The compiler says what is wrong with a pack without a name.
    else combined.set(manifest?.name ?? folder.folder, folder)
  }
  return { packs: [...combined.values()], older }
}

async function manifestOf(folder: PackFolder, kinds: readonly Kind[]): Promise<PackManifest | undefined> {
  const manifestOnly = { ...folder, files: folder.files.filter(file => file.path === 'pack.json') }
  return (await readPack(manifestOnly, kinds, new Memo())).pack?.manifest
}
