import type { Kind } from '../../metadata/kind.ts'
import { MOST_EARLIER, writeLocalLayer } from '../../metadata/pack-file/local-layer.ts'
import { buildPackFile, isFromFile, packFileName } from '../../metadata/pack-file/pack-file.ts'
import { writeArchive } from '../../metadata/pack-file/write-archive.ts'
import type { PackFile } from '../../metadata/kind.ts'
import { readEarlierHashes } from '../../store/statements/pack-plans.ts'
import { reader } from '../../store/transaction.ts'
import type { Transaction } from '../context.ts'
import type { Installation } from '../installation.ts'
import type { PublishDesk } from '../publishing/desk.ts'
import { reviewedPacks, type ReviewPolicy } from '../publishing/pack-policies.ts'
import { packTexts } from '../publishing/pack-texts.ts'
import { installed } from '../publishing/preconditions.ts'
import { withLocalDependencies } from './local-dependencies.ts'
import { withManifests, type InstalledPack } from './next-packs.ts'
import { keyId } from './pack-keys.ts'
import type { PackTrust } from './pack-trust.ts'
import { PackNotInstalled } from './plan-errors.ts'

export interface PackSummary {
  name: string
  version: string
  title: string
  /** Ranges by name. */
  requires: Record<string, string>
  requiredBy: string[]
  /** Name of the trusted key that signed it, else the id of the key; null for a pack that is not signed. */
  signedBy: string | null
  /** True: it came as a file. False: the settings name its folder. */
  fromFile: boolean
  /** Definitions of its own. */
  definitions: number
  /** Those of them, and new ones under its name, that the local layer holds. */
  local: number
  policy: { review: ReviewPolicy }
}

/** What is installed, and brought out of the installation again. */
export interface InstalledPacks {
  list(): Promise<PackSummary[]>
  /** The pack as a file; with its signature when it came with one. Throws PackNotInstalled. */
  file(name: string): Promise<{ name: string; bytes: Uint8Array }>
  /** The pack's files. Throws PackNotInstalled. */
  files(name: string): Promise<readonly PackFile[]>
  /** The local layer as files, without what the reader may not see. */
  localFiles(mayRead?: (id: string) => boolean): Promise<PackFile[]>
  /** The same as one archive. */
  localArchive(mayRead?: (id: string) => boolean): Promise<Uint8Array>
  /**
   * The local layer, or these of its definitions with all others of it that they use, as an archive for another
   * installation; it names earlier versions too. Throws NotInLocalLayer.
   */
  localParcel(only: readonly string[] | null): Promise<LocalParcel>
}

export interface LocalParcel {
  bytes: Uint8Array
  ids: string[]
}

export function createInstalledPacks(desk: PublishDesk, trust: Pick<PackTrust, 'trustedKeys'>): InstalledPacks {
  const { kinds } = desk.parts
  const tx = reader(desk.parts.database)
  const find = async (name: string): Promise<InstalledPack> => {
    const packs = await withManifests((await installed(desk, tx)).packs, kinds)
    const found = packs.find(({ manifest }) => manifest.name === name)
    if (!found) throw new PackNotInstalled(name)
    return found
  }
  const localFiles: InstalledPacks['localFiles'] = async (mayRead = () => true) =>
    layerFiles(await installed(desk, tx), kinds, mayRead)
  return {
    list: async () => summaries(tx, await installed(desk, tx), { kinds, trust }),
    async file(name) {
      const { folder, manifest } = await find(name)
      return { name: packFileName(manifest), bytes: (await buildPackFile(folder, kinds)).bytes }
    },
    files: async name => (await find(name)).folder.files,
    localFiles,
    localArchive: async mayRead => writeArchive(await localFiles(mayRead)),
    async localParcel(only) {
      const now = await installed(desk, tx)
      const local = now.local.map(each => each.id)
      const { references } = (await desk.prepare(tx, now, now)).output
      const ids = only === null ? local : withLocalDependencies(only, { local, references })
      const files = await layerFiles(now, kinds, id => ids.includes(id), await earlierVersions(tx, ids))
      return { bytes: writeArchive(files), ids }
    },
  }
}

async function summaries(
  tx: Transaction,
  { packs: folders, local }: Installation,
  { kinds, trust }: { kinds: readonly Kind[]; trust: Pick<PackTrust, 'trustedKeys'> },
): Promise<PackSummary[]> {
  const packs = await withManifests(folders, kinds)
  const ids = [...(await packTexts(folders, kinds)).sources.keys()]
  const reviewed = await reviewedPacks(
    tx,
    packs.map(({ manifest }) => manifest.name),
  )
  return packs.map(({ manifest: { name, version, title, requires = {} }, folder }) => ({
    name,
    version,
    title,
    requires,
    requiredBy: packs
      .filter(other => Object.hasOwn(other.manifest.requires ?? {}, name))
      .map(other => other.manifest.name),
    signedBy: folder.signature ? ownerOf(folder.signature.key, trust) : null,
    fromFile: isFromFile(folder),
    definitions: ids.filter(id => id.startsWith(`${name}/`)).length,
    local: local.filter(each => each.id.startsWith(`${name}/`)).length,
    policy: { review: reviewed.includes(name) ? 'four_eyes' : 'off' },
  }))
}

const ownerOf = (key: string, { trustedKeys }: Pick<PackTrust, 'trustedKeys'>): string =>
  Object.entries(trustedKeys).find(([, publicKey]) => keyId(publicKey) === key)?.[0] ?? key

async function earlierVersions(tx: Transaction, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx.query<{ id: string; hashes: string[] }>(readEarlierHashes, [ids, MOST_EARLIER + 1])
  // The first one is what is sent itself.
  return new Map(rows.map(({ id, hashes }) => [id, hashes.slice(1)]))
}

async function layerFiles(
  { packs, local }: Installation,
  kinds: readonly Kind[],
  mayRead: (id: string) => boolean,
  earlier: ReadonlyMap<string, readonly string[]> = new Map(),
): Promise<PackFile[]> {
  const { sources, versions } = await packTexts(packs, kinds)
  const definitions = local
    .filter(({ id }) => mayRead(id))
    .map(({ id, text }) => {
      const hashes = earlier.get(id)
      return { id, text, base: sources.get(id)?.hash ?? null, ...(hashes && { earlier: hashes }) }
    })
  const named = new Set(definitions.map(({ id }) => id.split('/')[0]!))
  const below = [...versions].filter(([name]) => named.has(name))
  return writeLocalLayer({ definitions, packs: Object.fromEntries(below) }, kinds)
}
