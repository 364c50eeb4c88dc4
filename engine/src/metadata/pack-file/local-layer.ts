import { InvalidInput } from '../../base/errors.ts'
import { nearest } from '../../base/nearest.ts'
import type { LocalText } from '../assemble.ts'
import { DEFINITION_NAMES } from '../definition-names.ts'
import { parseJsonSource } from '../json-source.ts'
import type { Kind, PackFile } from '../kind.ts'
import { isPlainObject } from '../plain-object.ts'

/** A text of a local layer, with what it was made on. */
export interface ExportedText extends LocalText {
  /** Hash of the packs' text below it; null when the packs had none, or nobody wrote it down. */
  base: string | null
  /** Hashes of earlier versions where it comes from, newest first: two installations find what both had last. */
  earlier?: readonly string[]
}

export interface LocalLayer {
  definitions: ExportedText[]
  /** Versions of the packs below it, by name. */
  packs: Record<string, string>
}

const MANIFEST = 'local.json'

/**
 * A local layer as files, `<pack>/<folder>/<name><suffix>`, each text as it is, with a local.json that says what each was
 * made on. Sorted by path: the same layer gives the same files.
 */
export function writeLocalLayer({ definitions, packs }: LocalLayer, kinds: readonly Kind[]): PackFile[] {
  const sorted = [...definitions].sort((a, b) => (a.id < b.id ? -1 : 1))
  const bases = Object.fromEntries(sorted.map(({ id, base, earlier }) => [id, { base, ...(earlier && { earlier }) }]))
  const versions = Object.fromEntries(Object.entries(packs).sort(([a], [b]) => (a < b ? -1 : 1)))
  const manifest = `${JSON.stringify({ packs: versions, definitions: bases }, null, 2)}\n`
  const files = sorted.map(({ id, text }) => ({ path: localPath(id, kinds), text }))
  return [{ path: MANIFEST, text: manifest }, ...files]
}

/** The file of a local text below the folder of its layer. */
export function localPath(id: string, kinds: readonly Kind[]): string {
  const [pack, kindName, name] = id.split('/')
  const kind = kinds.find(each => each.name === kindName)!
  return `${pack}/${kind.folder}/${name}${kind.suffix}`
}

/** Reads such files back; some of them are enough. Throws LocalLayerUnreadable. */
export function readLocalLayer(files: readonly PackFile[], kinds: readonly Kind[]): LocalLayer {
  const manifest = manifestOf(files.find(file => file.path === MANIFEST))
  const definitions = files
    .filter(file => file.path !== MANIFEST)
    .map(({ path, text }) => {
      const id = idOf(path, kinds)
      return { id, text, ...originIn(manifest, id) }
    })
  return { definitions, packs: versionsIn(manifest) }
}

const PACK = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

function idOf(path: string, kinds: readonly Kind[]): string {
  const [pack = '', folder = '', file = '', ...deeper] = path.split('/')
  const kind = kinds.find(each => each.folder === folder)
  if (!kind) {
    const meant = nearest(
      folder,
      kinds.map(each => each.folder),
    )
    throw new LocalLayerUnreadable(
      path,
      `"${folder}" is no folder of definitions.${meant ? ` Did you mean "${meant}"?` : ''}`,
    )
  }
  const name = file.endsWith(kind.suffix) ? file.slice(0, -kind.suffix.length) : ''
  const { pattern } = kind.names ?? DEFINITION_NAMES
  if (PACK.test(pack) && pattern.test(name) && deeper.length === 0) return `${pack}/${kind.name}/${name}`
  throw new LocalLayerUnreadable(path, `It must be <pack>/${folder}/<name>${kind.suffix}.`)
}

function manifestOf(file: PackFile | undefined): Record<string, unknown> {
  if (!file) return {}
  const { content, diagnostics } = parseJsonSource({ text: file.text, file: MANIFEST })
  if (isPlainObject(content)) return content
  throw new LocalLayerUnreadable(MANIFEST, diagnostics[0]?.message ?? 'It must hold one JSON object.')
}

function originIn({ definitions }: Record<string, unknown>, id: string): Pick<ExportedText, 'base' | 'earlier'> {
  const entry = isPlainObject(definitions) && Object.hasOwn(definitions, id) ? definitions[id] : undefined
  const { base, earlier } = isPlainObject(entry) ? entry : {}
  return { base: typeof base === 'string' ? base : null, ...(isHashes(earlier) && { earlier }) }
}

/** How far back installations look for a version that both had. */
export const MOST_EARLIER = 50

const isHashes = (value: unknown): value is string[] =>
  Array.isArray(value) &&
  value.length <= MOST_EARLIER &&
  value.every(each => typeof each === 'string' && /^[0-9a-f]{64}$/.test(each))

const versionsIn = ({ packs }: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(isPlainObject(packs) ? packs : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )

export class LocalLayerUnreadable extends InvalidInput {
  constructor(path: string, reason: string) {
    super('local_layer.unreadable', `"${path}" is not a file of a local layer. ${reason}`, { details: { path } })
  }
}
