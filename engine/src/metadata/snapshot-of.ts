import { NotFound } from '../base/errors.ts'
import { nearest } from '../base/nearest.ts'
import type { FunctionSignature } from './function-signature.ts'
import type { CompiledDefinition } from './linker.ts'
import type { Texts } from './locales.ts'
import type { Definition, Snapshot } from './snapshot.ts'

/** Code `definition.unknown`: the snapshot has no such definition. */
export class UnknownDefinition extends NotFound {
  constructor(kind: string, name: string, known: Iterable<string>) {
    const meant = nearest(name, known)
    const hint = meant === undefined ? 'Check the name, or publish the definition first.' : `Did you mean "${meant}"?`
    super('definition.unknown', `There is no ${kind} "${name}". ${hint}`, { details: { kind, name } })
  }
}

/**
 * Freezes compiled definitions into a snapshot. `versions` gives the version number of an id; 1 for those it has not.
 * `id` is 0 for a snapshot that is never published.
 */
export function snapshotOf(input: {
  id?: number
  compiled: ReadonlyMap<string, CompiledDefinition>
  versions?: ReadonlyMap<string, number>
  functions?: readonly FunctionSignature[]
  texts?: Texts
}): Snapshot {
  const definitions = new Map<string, Definition>()
  const byName = new Map<string, Definition>()
  const byKind = new Map<string, Definition[]>()
  for (const id of [...input.compiled.keys()].sort()) {
    const { source, compiled } = input.compiled.get(id)!
    const definition = Object.freeze({ source, compiled, version: input.versions?.get(id) ?? 1 })
    definitions.set(id, definition)
    byName.set(`${source.kind}/${source.name}`, definition)
    byKind.set(source.kind, [...(byKind.get(source.kind) ?? []), definition])
  }
  const functions = new Map((input.functions ?? []).map(each => [each.name, each]))
  const find = (kind: string, name: string): Definition<any> | undefined => byName.get(`${kind}/${name}`)
  return Object.freeze({
    id: input.id ?? 0,
    definitions,
    get: (kind: string, name: string) => {
      const found = find(kind, name)
      if (!found)
        throw new UnknownDefinition(
          kind,
          name,
          (byKind.get(kind) ?? []).map(each => each.source.name),
        )
      return found
    },
    find,
    all: (kind: string) => [...(byKind.get(kind) ?? [])] as Definition<any>[],
    function: (name: string) => functions.get(name),
    text: (id: string, pointer: string, locale: string) => textOf(input.texts, { id, pointer, locale }),
  })
}

function textOf(texts: Texts | undefined, at: { id: string; pointer: string; locale: string }): string | undefined {
  const ofDefinition = texts?.[at.locale]?.[at.id]
  return ofDefinition && Object.hasOwn(ofDefinition, at.pointer) ? ofDefinition[at.pointer] : undefined
}
