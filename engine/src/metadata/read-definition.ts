import { sha256 } from '../base/sha256.ts'
import { DEFINITION_NAMES } from './definition-names.ts'
import type { Diagnostic } from './diagnostic.ts'
import { diagnosticAt, type Fault } from './diagnostic-at.ts'
import { parseJsonSource } from './json-source.ts'
import type { Kind, Place, Source } from './kind.ts'
import { isPlainObject } from './plain-object.ts'

/** One file of a definition, parsed, not yet merged with its layers. */
export interface DefinitionFile {
  kind: Kind
  pack: string
  name: string
  file: string
  text: string
  content: unknown
  title: string
  /** Id of the definition that this one patches. */
  extends?: string
  locate(pointerOrElementId: string, within?: number): Place
  locateKey(pointer: string): Place
}

type Input = Pick<DefinitionFile, 'kind' | 'pack' | 'name' | 'file' | 'text'>

/** Parses a definition's file, and checks that it is what its place says it is. Never throws on bad text. */
export async function readDefinition(input: Input): Promise<{ read?: DefinitionFile; diagnostics: Diagnostic[] }> {
  const { read, diagnostics } = input.kind.parse ? await readForeign(input) : readJson(input)
  if (!read) return { diagnostics }
  const { pattern, rule } = input.kind.names ?? DEFINITION_NAMES
  if (pattern.test(input.name)) return { read, diagnostics }
  const fault = { code: 'definition.invalid_name', message: `"${input.name}" can't be a name: ${rule}.` }
  return { diagnostics: [...diagnostics, diagnosticAt(read, '', fault)] }
}

function readJson(input: Input): { read?: DefinitionFile; diagnostics: Diagnostic[] } {
  const parsed = parseJsonSource(input)
  if (parsed.content === undefined) return { diagnostics: parsed.diagnostics }
  const at = (pointer: string, fault: Fault) => ({
    diagnostics: [diagnosticAt({ file: input.file, locate: parsed.locate }, pointer, fault)],
  })
  if (!isPlainObject(parsed.content))
    return at('', { code: 'json.not_object', message: 'A definition is one JSON object.' })
  const { $extends: base, ...content } = parsed.content
  if (content['$kind'] !== input.kind.name) {
    return at('/$kind', {
      code: 'definition.kind_mismatch',
      message: `A file that ends with ${input.kind.suffix} must say "$kind": "${input.kind.name}".`,
    })
  }
  if (content['name'] !== input.name) return at('/name', nameMismatch(content['name'], input))
  if (base !== undefined && typeof base !== 'string') {
    return at('/$extends', {
      code: 'definition.extends_invalid',
      message: '"$extends" is the id of a definition: "<pack>/<kind>/<name>".',
    })
  }
  const title = typeof content['title'] === 'string' ? content['title'] : input.name
  const read = { ...input, content, title, locate: parsed.locate, locateKey: parsed.locateKey }
  return { read: base === undefined ? read : { ...read, extends: base }, diagnostics: [] }
}

/** A kind whose text is not JSON brings its own parser. */
async function readForeign(input: Input): Promise<{ read?: DefinitionFile; diagnostics: Diagnostic[] }> {
  const parsed = await input.kind.parse!({ text: input.text, file: input.file })
  const diagnostics = [...parsed.diagnostics]
  if (parsed.content === undefined) return { diagnostics }
  if (parsed.name !== undefined && parsed.name !== input.name) {
    diagnostics.push(
      diagnosticAt({ file: input.file, locate: parsed.locate }, '/name', nameMismatch(parsed.name, input)),
    )
    return { diagnostics }
  }
  const { content, locate, extends: base } = parsed
  const read = { ...input, content, title: parsed.title ?? input.name, locate, locateKey: locate }
  return { read: base === undefined ? read : { ...read, extends: base }, diagnostics }
}

const nameMismatch = (name: unknown, input: Input): Fault => ({
  code: 'definition.name_mismatch',
  message: `The definition is named ${JSON.stringify(name)}, its file "${input.name}${input.kind.suffix}". Make both equal.`,
})

/** The definition of a single file, with nothing laid over it. */
export const sourceOf = (read: DefinitionFile, id: string): Source => ({
  id,
  kind: read.kind.name,
  pack: id.split('/')[0]!,
  name: read.name,
  title: read.title,
  file: read.file,
  text: read.text,
  hash: sha256(read.text),
  layers: [read.pack],
  content: read.content,
  locate: read.locate,
})
