import { nearest } from '../base/nearest.ts'
import { sha256 } from '../base/sha256.ts'
import { canonicalJson } from './canonical.ts'
import type { Diagnostic } from './diagnostic.ts'
import { diagnosticAt } from './diagnostic-at.ts'
import type { Kind, Place, Source } from './kind.ts'
import { layer } from './layering.ts'
import type { Memo } from './memo.ts'
import { orderPacks, packsBelow } from './pack-order.ts'
import type { Pack } from './pack.ts'
import { readDefinition, sourceOf, type DefinitionFile } from './read-definition.ts'

/** A text of the local layer: it stands for the whole merged text of its definition. */
export interface LocalText {
  id: string
  text: string
  /** Packs that wrote it, when known; default: those of the definition it replaces, and `local`. */
  layers?: readonly string[]
}

/** A definition with all its layers in it, and the way back to the files that wrote it. */
export interface Assembled {
  kind: Kind
  source: Source
  locateKey(pointer: string): Place
  /** Moves a diagnostic of the merged content to the file that wrote the place. */
  placed(diagnostic: Diagnostic): Diagnostic
}

/** Parses all definitions of the packs and the local layer, and lays the layers over each other. */
export async function assemble(
  input: { packs: readonly Pack[]; kinds: readonly Kind[]; local: readonly LocalText[] },
  memo: Memo,
): Promise<{ assembled: Assembled[]; ordered: Pack[]; diagnostics: Diagnostic[] }> {
  const { ordered, diagnostics } = orderPacks(input.packs)
  const files: DefinitionFile[] = []
  for (const pack of ordered) {
    for (const definition of pack.definitions) {
      const { read, diagnostics: found } = await readOnce({ ...definition, pack: pack.manifest.name }, memo)
      diagnostics.push(...found)
      if (read) files.push(read)
    }
  }
  const { assembled, diagnostics: layerFaults } = mergeLayers(files, ordered, memo)
  diagnostics.push(...layerFaults)
  for (const text of input.local) diagnostics.push(...(await replaceByLocal(assembled, text, input.kinds, memo)))
  const unique = withoutDuplicates([...assembled.values()])
  return { assembled: unique.kept, ordered, diagnostics: [...diagnostics, ...unique.diagnostics] }
}

function readOnce(input: Parameters<typeof readDefinition>[0], memo: Memo): ReturnType<typeof readDefinition> {
  const { kind, pack, name, file, text } = input
  return memo.recall(`read ${pack} ${file}`, [kind, name, text], () => readDefinition(input))
}

const idOf = (read: DefinitionFile): string => `${read.pack}/${read.kind.name}/${read.name}`

function mergeLayers(
  files: readonly DefinitionFile[],
  packs: readonly Pack[],
  memo: Memo,
): { assembled: Map<string, Assembled>; diagnostics: Diagnostic[] } {
  const bases = new Map(files.filter(file => file.extends === undefined).map(file => [idOf(file), file]))
  const patches = new Map<string, DefinitionFile[]>()
  const diagnostics: Diagnostic[] = []
  for (const file of files) {
    if (file.extends === undefined) continue
    const fault = extendFault(file, bases, packs)
    if (fault) diagnostics.push(fault)
    else patches.set(file.extends, [...(patches.get(file.extends) ?? []), file])
  }
  const assembled = new Map<string, Assembled>()
  for (const [id, base] of bases) {
    const layers = [base, ...(patches.get(id) ?? [])]
    const make = () => (layers.length > 1 ? merged(id, layers) : single(id, base))
    assembled.set(id, memo.recall(`assemble ${id}`, layers, make))
  }
  return { assembled, diagnostics }
}

function extendFault(
  file: DefinitionFile,
  bases: ReadonlyMap<string, DefinitionFile>,
  packs: readonly Pack[],
): Diagnostic | undefined {
  const [pack = '', kind, name] = file.extends!.split('/')
  const own = packs.find(each => each.manifest.name === file.pack)!
  if (kind !== file.kind.name || name !== file.name) {
    const message = `"$extends" must name the ${file.kind.name} "${file.name}" of another pack: "<pack>/${file.kind.name}/${file.name}".`
    return diagnosticAt(file, '/$extends', { code: 'definition.extends_invalid', message })
  }
  const below = packsBelow(own, packs)
  if (!below.has(pack)) {
    const message = `Pack "${file.pack}" extends "${pack}" without requiring it. Add it to "requires" of pack.json.`
    return diagnosticAt(file, '/$extends', {
      code: 'definition.extends_not_required',
      message,
      nearest: nearest(pack, below),
    })
  }
  if (bases.has(file.extends!)) return undefined
  const message = `There is no definition "${file.extends}" to extend.`
  return diagnosticAt(file, '/$extends', {
    code: 'definition.extends_unknown',
    message,
    nearest: nearest(file.extends!, bases.keys()),
  })
}

const single = (id: string, file: DefinitionFile): Assembled => ({
  kind: file.kind,
  source: sourceOf(file, id),
  locateKey: pointer => file.locateKey(pointer),
  placed: diagnostic => diagnostic,
})

function merged(id: string, files: DefinitionFile[]): Assembled {
  const base = files[0]!
  const layers = layer(
    files.map(file => ({ owner: file, content: file.content })),
    base.kind.schema,
  )
  const text = base.kind.write?.(layers.content) ?? canonicalJson(layers.content, base.kind.schema)
  const content = layers.content as { title?: unknown }
  const place = (pointer: string, within?: number): Place => {
    const origin = layers.origin(pointer)
    return origin.owner.locate(origin.pointer, within)
  }
  return {
    kind: base.kind,
    source: {
      ...sourceOf(base, id),
      title: typeof content.title === 'string' ? content.title : base.name,
      text,
      hash: sha256(text),
      layers: files.map(file => file.pack),
      content,
      locate: place,
    },
    locateKey: pointer => {
      const origin = layers.origin(pointer)
      return origin.owner.locateKey(origin.pointer)
    },
    placed: diagnostic =>
      diagnostic.pointer === undefined
        ? diagnostic
        : { ...diagnostic, file: layers.origin(diagnostic.pointer).owner.file },
  }
}

async function replaceByLocal(
  assembled: Map<string, Assembled>,
  { id, text, layers }: LocalText,
  kinds: readonly Kind[],
  memo: Memo,
): Promise<Diagnostic[]> {
  const [pack = '', kindName = '', name = ''] = id.split('/')
  const kind = kinds.find(each => each.name === kindName)
  if (!kind || name === '') {
    const known = kinds.map(each => each.name)
    const fault = {
      code: 'definition.unknown_kind',
      message: `"${id}" is not an id of a definition.`,
      nearest: nearest(kindName, known),
    }
    return [diagnosticAt({ file: id, locate: () => ({ line: 1, column: 1 }) }, '', fault)]
  }
  const below = assembled.get(id)
  const file = below?.source.file ?? `${pack}/${kind.folder}/${name}${kind.suffix}`
  const { read, diagnostics: found } = await readOnce({ kind, pack: 'local', name, file, text }, memo)
  const diagnostics = [...found]
  if (read?.extends !== undefined) {
    const message = 'A local change holds the whole definition; remove "$extends".'
    diagnostics.push(diagnosticAt(read, '/$extends', { code: 'definition.extends_local', message }))
  }
  if (!read || diagnostics.some(each => each.severity === 'error')) assembled.delete(id)
  else {
    const all = layers ?? [...(below?.source.layers ?? []), 'local']
    const make = () => {
      const local = single(id, read)
      return { ...local, source: { ...local.source, layers: all } }
    }
    assembled.set(id, memo.recall(`assemble local ${id}`, [read, ...all], make))
  }
  return diagnostics
}

/** Names are unique per kind over the installation, because they stand alone in URLs, tables and expressions. */
function withoutDuplicates(all: readonly Assembled[]): { kept: Assembled[]; diagnostics: Diagnostic[] } {
  const first = new Map<string, Assembled>()
  const diagnostics: Diagnostic[] = []
  for (const each of all) {
    const { source } = each
    const key = `${source.kind}/${source.name}`
    const taken = first.get(key)
    if (!taken) first.set(key, each)
    else {
      const message = `The ${source.kind} "${source.name}" exists already as ${taken.source.id}. Choose another name, or extend it with "$extends".`
      diagnostics.push(diagnosticAt(source, '/name', { code: 'definition.duplicate_name', message }))
    }
  }
  return { kept: [...first.values()], diagnostics }
}
