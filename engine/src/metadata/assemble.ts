import { nearest } from '../base/nearest.ts'
import { sha256 } from '../base/sha256.ts'
import { canonicalJson } from './canonical.ts'
import type { Diagnostic } from './diagnostic.ts'
import { diagnosticAt } from './diagnostic-at.ts'
import type { Kind, Place, Source } from './kind.ts'
import { layer } from './layering.ts'
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
export async function assemble(input: {
  packs: readonly Pack[]
  kinds: readonly Kind[]
  local: readonly LocalText[]
}): Promise<{ assembled: Assembled[]; ordered: Pack[]; diagnostics: Diagnostic[] }> {
  const { ordered, diagnostics } = orderPacks(input.packs)
  const files: DefinitionFile[] = []
  for (const pack of ordered) {
    for (const definition of pack.definitions) {
      const { read, diagnostics: found } = await readDefinition({ ...definition, pack: pack.manifest.name })
      diagnostics.push(...found)
      if (read) files.push(read)
    }
  }
  const { assembled, diagnostics: layerFaults } = mergeLayers(files, ordered)
  diagnostics.push(...layerFaults)
  for (const text of input.local) diagnostics.push(...(await replaceByLocal(assembled, text, input.kinds)))
  const unique = withoutDuplicates([...assembled.values()])
  return { assembled: unique.kept, ordered, diagnostics: [...diagnostics, ...unique.diagnostics] }
}

const idOf = (read: DefinitionFile): string => `${read.pack}/${read.kind.name}/${read.name}`

function mergeLayers(
  files: readonly DefinitionFile[],
  packs: readonly Pack[],
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
    const above = patches.get(id)
    assembled.set(id, above ? merged(id, [base, ...above]) : single(id, base))
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
  const text = canonicalJson(layers.content, base.kind.schema)
  const content = layers.content as { title?: unknown }
  const place = (pointer: string): Place => {
    const origin = layers.origin(pointer)
    return origin.owner.locate(origin.pointer)
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
  const { read, diagnostics } = await readDefinition({ kind, pack: 'local', name, file, text })
  if (read?.extends !== undefined) {
    const message = 'A local change holds the whole definition; remove "$extends".'
    diagnostics.push(diagnosticAt(read, '/$extends', { code: 'definition.extends_local', message }))
  }
  if (!read || diagnostics.some(each => each.severity === 'error')) assembled.delete(id)
  else {
    const local = single(id, read)
    const all = layers ?? [...(below?.source.layers ?? []), 'local']
    assembled.set(id, { ...local, source: { ...local.source, layers: all } })
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
