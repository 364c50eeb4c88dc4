import type { Configuration } from '../host/configuration.ts'
import { comparePackFiles, readPackFrom, type ComparedFile } from '../host/compare-paths.ts'
import { kinds } from '../kinds/index.ts'
import { packManifest } from '../metadata/pack-file/pack-file.ts'
import { withEngine } from './with-engine.ts'

/** `jingwei diff <pack> --installed`: from the pack as it is installed, without the local layer, to the one given. */
export async function compareInstalled(configuration: Configuration, pack: string): Promise<ComparedFile[]> {
  const given = await readPackFrom(pack, kinds)
  const { name } = await packManifest(given, kinds)
  return withEngine(configuration, [], async ({ packs }) =>
    comparePackFiles(await packs.files(name), given.files, kinds),
  )
}
