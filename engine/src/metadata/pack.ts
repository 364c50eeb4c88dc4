import satisfies from 'semver/functions/satisfies.js'
import validRange from 'semver/ranges/valid.js'
import { engineVersion } from '../base/engine-version.ts'
import { nearest } from '../base/nearest.ts'
import type { Diagnostic } from './diagnostic.ts'
import { diagnosticAt, type Fault } from './diagnostic-at.ts'
import { parseJsonSource, type JsonSource } from './json-source.ts'
import { pointerTo } from './json-pointer.ts'
import type { Memo } from './memo.ts'
import type { Kind, PackFile } from './kind.ts'
import packSchema from './pack.schema.json' with { type: 'json' }
import { checkSchema } from './schema-check.ts'

/** A pack as it was brought in: `folder` is the path that diagnostics begin with. */
export interface PackFolder {
  folder: string
  files: PackFile[]
  /** Of a pack that came as a signed file. */
  signature?: PackSignature
}

/** Who built a pack file: id of the ed25519 key, and the signature of the checksums in base64. */
export interface PackSignature {
  key: string
  signature: string
}

export interface PackManifest {
  name: string
  version: string
  title: string
  description?: string
  /** Semver range of @jingwei/engine. */
  engine: string
  /** Semver ranges by pack name. */
  requires?: Record<string, string>
  /** The first is the language of the definitions themselves. */
  locales?: string[]
  /** Names of the modules whose functions it calls. */
  modules?: string[]
  /** Names of the plugins that its definitions need. */
  plugins?: string[]
  /** SPDX expression, or the name of a contract. */
  licence?: string
}

/** A pack with its files sorted by what they are. Paths are complete (`folder/path`). */
export interface Pack {
  manifest: PackManifest
  folder: string
  definitions: { kind: Kind; name: string; file: string; text: string }[]
  /** By locale. */
  locales: { locale: string; file: string; text: string }[]
  cases: { file: string; text: string }[]
  /** The parsed pack.json, for faults found later. */
  source: { file: string; locate: JsonSource['locate'] }
}

/** Reads pack.json and sorts the files. `pack` is absent when its manifest is faulty. */
export async function readPack(
  input: PackFolder,
  kinds: readonly Kind[],
  memo: Memo,
): Promise<{ pack?: Pack; diagnostics: Diagnostic[] }> {
  const text = input.files.find(each => each.path === 'pack.json')?.text
  const read = await memo.recall(`manifest ${input.folder}`, [text], () => readManifest(input, text))
  const { manifest, source } = read
  const diagnostics = [...read.diagnostics]
  if (!manifest) return { diagnostics }
  const pack: Pack = { manifest, folder: input.folder, definitions: [], locales: [], cases: [], source }
  for (const file of input.files) {
    const fault = sortIn(pack, file, kinds)
    if (fault)
      diagnostics.push(
        diagnosticAt({ file: pathIn(input, file.path), locate: () => ({ line: 1, column: 1 }) }, '', fault),
      )
  }
  return { pack, diagnostics }
}

const pathIn = (pack: { folder: string }, path: string): string =>
  pack.folder === '' ? path : `${pack.folder}/${path}`

async function readManifest(
  input: PackFolder,
  text: string | undefined,
): Promise<{ manifest?: PackManifest; source: Pack['source']; diagnostics: Diagnostic[] }> {
  const file = pathIn(input, 'pack.json')
  if (text === undefined) {
    const source = { file, locate: () => ({ line: 1, column: 1 }) }
    const message = `${input.folder} is not a pack: it has no pack.json.`
    return { source, diagnostics: [diagnosticAt(source, '', { code: 'pack.no_manifest', message })] }
  }
  const parsed = parseJsonSource({ text, file })
  const source = { file, locate: parsed.locate }
  if (parsed.content === undefined) return { source, diagnostics: parsed.diagnostics }
  const diagnostics = await checkSchema({ ...parsed, content: parsed.content, file }, packSchema)
  if (diagnostics.length > 0) return { source, diagnostics }
  const manifest = parsed.content as PackManifest
  return { manifest, source, diagnostics: rangeFaults(manifest).map(([at, fault]) => diagnosticAt(source, at, fault)) }
}

function rangeFaults(manifest: PackManifest): [string, Fault][] {
  const faults: [string, Fault][] = []
  const ranges: [string, string][] = [['/engine', manifest.engine]]
  for (const [name, range] of Object.entries(manifest.requires ?? {}))
    ranges.push([pointerTo('/requires', name), range])
  for (const [at, range] of ranges) {
    if (validRange(range) === null) {
      faults.push([
        at,
        { code: 'pack.invalid_range', message: `"${range}" is not a version range; write for example "^0.1.0".` },
      ])
    }
  }
  if (faults.length === 0 && !satisfies(engineVersion, manifest.engine)) {
    const message = `Pack "${manifest.name}" needs engine ${manifest.engine}; this is ${engineVersion}.`
    faults.push(['/engine', { code: 'pack.engine_version', message }])
  }
  return faults
}

const CASE_SUFFIX = '.case.json'

/** Puts a file where it belongs, or says why it belongs nowhere. */
function sortIn(pack: Pack, { path, text }: PackFile, kinds: readonly Kind[]): Fault | undefined {
  const file = pathIn(pack, path)
  const [folder, name, ...deeper] = path.split('/')
  if (name === undefined) {
    return ['pack.json', 'README.md', 'LICENSE'].includes(path)
      ? undefined
      : unknownFile(path, 'Only pack.json, README.md and LICENSE stand here.')
  }
  if (folder === 'demo-data') return undefined
  if (deeper.length > 0) return unknownFile(path, 'Folders of a pack have no folders in them.')
  if (folder === 'locales' && /^[a-z]{2}(-[A-Z]{2})?\.json$/.test(name)) {
    pack.locales.push({ locale: name.slice(0, -'.json'.length), file, text })
    return undefined
  }
  const kind = kinds.find(each => each.folder === folder)
  if ((folder === 'cases' || kind) && name.endsWith(CASE_SUFFIX)) {
    pack.cases.push({ file, text })
    return undefined
  }
  if (!kind) return unknownFolder(folder!, kinds)
  if (!name.endsWith(kind.suffix)) return unknownFile(path, `Files of this folder end with ${kind.suffix}.`)
  pack.definitions.push({ kind, name: name.slice(0, -kind.suffix.length), file, text })
  return undefined
}

const unknownFile = (path: string, hint: string): Fault => ({
  code: 'pack.unknown_file',
  message: `"${path}" is not a file of a pack. ${hint}`,
})

function unknownFolder(folder: string, kinds: readonly Kind[]): Fault {
  const known = [...kinds.map(kind => kind.folder), 'cases', 'locales', 'demo-data']
  return {
    code: 'pack.unknown_folder',
    message: `"${folder}" is not a folder of a pack.`,
    nearest: nearest(folder, known),
  }
}
