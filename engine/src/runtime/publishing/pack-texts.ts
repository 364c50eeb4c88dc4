import { assemble } from '../../metadata/assemble.ts'
import type { Kind, Source } from '../../metadata/kind.ts'
import { Memo } from '../../metadata/memo.ts'
import { readPack, type Pack, type PackFolder } from '../../metadata/pack.ts'
import { packHash } from './target.ts'

/** What lies below the local layer: the definitions as the packs alone say them, by id. */
export interface PackTexts {
  sources: ReadonlyMap<string, Source>
  /** Version of each pack, by name. */
  versions: ReadonlyMap<string, string>
}

const known = new Map<string, Promise<PackTexts>>()
const KEPT = 4

/** Parses and layers, compiles nothing. The texts of the last few sets of packs are kept. */
export function packTexts(packs: readonly PackFolder[], kinds: readonly Kind[]): Promise<PackTexts> {
  const key = packs.map(packHash).join()
  const texts = known.get(key) ?? read(packs, kinds)
  known.delete(key)
  known.set(key, texts)
  texts.catch(() => known.delete(key))
  if (known.size > KEPT) known.delete(known.keys().next().value!)
  return texts
}

async function read(folders: readonly PackFolder[], kinds: readonly Kind[]): Promise<PackTexts> {
  const memo = new Memo()
  const packs: Pack[] = []
  for (const folder of folders) {
    const { pack } = await readPack(folder, kinds, memo)
    if (pack) packs.push(pack)
  }
  const { assembled } = await assemble({ packs, kinds, local: [] }, memo)
  return {
    sources: new Map(assembled.map(({ source }) => [source.id, source])),
    versions: new Map(packs.map(({ manifest }) => [manifest.name, manifest.version])),
  }
}
