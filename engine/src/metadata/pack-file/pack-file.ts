import { sha256 } from '../../base/sha256.ts'
import type { Kind, PackFile } from '../kind.ts'
import { Memo } from '../memo.ts'
import { readPack, type PackFolder, type PackManifest, type PackSignature } from '../pack.ts'
import { parseJsonSource } from '../json-source.ts'
import { boundedDiagnostics } from '../bounded-diagnostics.ts'
import { isPlainObject } from '../plain-object.ts'
import { PackFileRefused } from './pack-file-refused.ts'
import { readArchive } from './read-archive.ts'
import { writeArchive } from './write-archive.ts'

/** A pack file, read and found whole. Who signed it is still to be asked. */
export interface OpenedPackFile {
  manifest: PackManifest
  /** `folder` is the name of the file: `<name>-<version>.jwpack`. Holds the signature. */
  folder: PackFolder
  /** The text that a signature covers: names and SHA-256 of all files. */
  checksums: string
}

/** Signs the checksums of a pack. */
export type SignChecksums = (checksums: string) => PackSignature

const CHECKSUMS = 'checksums.json'
const SIGNATURE = 'signature.json'
const AT_ROOT = new Set(['pack.json', 'README.md', 'LICENSE', CHECKSUMS, SIGNATURE])
const SUFFIX = '.jwpack'

export const packFileName = ({ name, version }: Pick<PackManifest, 'name' | 'version'>): string =>
  `${name}-${version}${SUFFIX}`

/** True for a pack that came as a file; others lie in a folder that the settings name. */
export const isFromFile = ({ folder }: PackFolder): boolean => folder.endsWith(SUFFIX)

/**
 * Makes the one file of a pack: its texts, their checksums and, with `sign` or when the folder brings one, the
 * signature. The same pack gives the same bytes. Throws PackFileRefused.
 */
export async function buildPackFile(
  folder: PackFolder,
  kinds: readonly Kind[],
  sign?: SignChecksums,
): Promise<{ manifest: PackManifest; bytes: Uint8Array }> {
  refuseUnknownPaths(folder.files, kinds)
  const manifest = await packManifest(folder, kinds)
  const checksums = checksumsOf(manifest, folder.files)
  const signature = sign?.(checksums) ?? folder.signature
  const files = [...folder.files, { path: CHECKSUMS, text: checksums }]
  if (signature) files.push({ path: SIGNATURE, text: written({ algorithm: 'ed25519', ...signature }) })
  return { manifest, bytes: writeArchive(files) }
}

/** Reads a pack file that somebody sent. Throws PackFileRefused. */
export async function readPackFile(bytes: Uint8Array, kinds: readonly Kind[]): Promise<OpenedPackFile> {
  const all = readArchive(bytes)
  refuseUnknownPaths(all, kinds)
  const files = all.filter(file => ![CHECKSUMS, SIGNATURE].includes(file.path))
  const said = all.find(file => file.path === CHECKSUMS)
  if (!said)
    throw new PackFileRefused(
      'pack_file.no_checksums',
      `The archive has no ${CHECKSUMS}. Make it with \`jingwei pack build\`.`,
    )
  const manifest = await packManifest({ folder: 'pack', files }, kinds)
  const checksums = checksumsOf(manifest, files)
  if (said.text !== checksums)
    throw new PackFileRefused('pack_file.changed', changedMessage(differing(said.text, checksums)))
  const signature = signatureOf(all.find(file => file.path === SIGNATURE))
  const folder = { folder: packFileName(manifest), files, ...(signature && { signature }) }
  return { manifest, folder, checksums }
}

function checksumsOf({ name, version }: PackManifest, files: readonly PackFile[]): string {
  const sums = files.map(({ path, text }) => [path, sha256(text)] as const).sort(([a], [b]) => (a < b ? -1 : 1))
  return written({ pack: name, version, files: Object.fromEntries(sums) })
}

const written = (content: object): string => `${JSON.stringify(content, null, 2)}\n`

const changedMessage = (path: string | undefined): string =>
  `The pack was changed after it was built${path === undefined ? '' : ` ("${path}" is another file)`}. Fetch it again from where it was made.`

/** First file whose checksum is another. */
function differing(said: string, made: string): string | undefined {
  const [before, now] = [said, made].map(text => {
    const { content } = parseJsonSource({ text, file: CHECKSUMS })
    return isPlainObject(content) && isPlainObject(content['files']) ? content['files'] : {}
  })
  return Object.keys({ ...before, ...now }).find(path => before![path] !== now![path])
}

/** The sound manifest of a pack. Throws PackFileRefused. */
export async function packManifest(folder: PackFolder, kinds: readonly Kind[]): Promise<PackManifest> {
  const { pack, diagnostics: found } = await readPack(folder, kinds, new Memo())
  const diagnostics = boundedDiagnostics(found)
  const [first] = diagnostics.filter(each => each.severity === 'error')
  if (pack && !first) return pack.manifest
  throw new PackFileRefused(
    'pack_file.faulty_manifest',
    `This is no pack that can be used: ${first?.message ?? 'it has no pack.json.'}`,
    diagnostics.map(({ code, message, file, pointer }) => ({
      pointer: pointer ?? '',
      code,
      message: `${file}: ${message}`,
    })),
  )
}

/** Checked before anything is parsed: what a pack can't hold is not even looked at. */
function refuseUnknownPaths(files: readonly PackFile[], kinds: readonly Kind[]): void {
  const folders = new Set([...kinds.map(kind => kind.folder), 'cases', 'locales'])
  for (const { path } of files) {
    const [folder = '', name, ...deeper] = path.split('/')
    const known = name === undefined ? AT_ROOT.has(path) : folders.has(folder) && deeper.length === 0
    if (!known)
      throw new PackFileRefused(
        'pack_file.unknown_path',
        `"${path}" is not a file of a pack. Take it out and build again.`,
      )
  }
}

function signatureOf(file: PackFile | undefined): PackSignature | undefined {
  if (!file) return undefined
  const { content } = parseJsonSource({ text: file.text, file: SIGNATURE })
  const { algorithm, key, signature } = isPlainObject(content) ? content : {}
  if (algorithm === 'ed25519' && typeof key === 'string' && typeof signature === 'string') return { key, signature }
  throw new PackFileRefused('pack_file.damaged', `The archive is damaged: its ${SIGNATURE} can't be read.`)
}
