import { feelFunctions, type FeelFunction } from '../expression/feel-functions.ts'
import type { FunctionSignature } from './function-signature.ts'
import type { Linker, Source } from './kind.ts'

/** A function as definitions call it. A browser, which has no modules, gives a `run` that throws. */
export type CallableSignature = FunctionSignature & Pick<FeelFunction, 'run'>

export interface CompiledDefinition<Compiled = unknown> {
  source: Source
  compiled: Compiled
}

/** Answers `compile`'s questions from what is known so far; `compiled` grows while kinds are compiled in order. */
export function linkerOf(known: {
  sources: readonly Source[]
  compiled: ReadonlyMap<string, CompiledDefinition>
  functions: readonly CallableSignature[]
}): Linker {
  const byName = new Map(known.sources.map(source => [`${source.kind}/${source.name}`, source]))
  const names = Map.groupBy(known.sources, source => source.kind)
  const functions = new Map(known.functions.map(each => [each.name, each]))
  return {
    source: (kind, name) => byName.get(`${kind}/${name}`),
    compiled: <T>(kind: string, name: string) => {
      const source = byName.get(`${kind}/${name}`)
      return source && (known.compiled.get(source.id)?.compiled as T | undefined)
    },
    names: kind => (names.get(kind) ?? []).map(source => source.name),
    function: name => functions.get(name),
    functionNames: () => [...functions.keys()],
    feelFunctions: feelFunctions(known.functions),
  }
}
