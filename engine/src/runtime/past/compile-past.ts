import { hasErrors } from '../../metadata/diagnostic.ts'
import type { Kind, Source } from '../../metadata/kind.ts'
import { linkerOf, type CallableSignature, type CompiledDefinition } from '../../metadata/linker.ts'

export interface CompiledPast {
  /** Those without an error, by id; `known` is among them. */
  compiled: Map<string, CompiledDefinition>
  /** Why the others don't compile, by id. */
  faults: Map<string, string>
}

/** Compiles `sources` among themselves and over `known`, which stands for their neighbours that did not change. */
export function compilePast(
  parts: { kinds: readonly Kind[]; functions: readonly CallableSignature[] },
  sources: readonly Source[],
  known: readonly CompiledDefinition[],
): CompiledPast {
  const compiled = new Map(known.map(each => [each.source.id, each]))
  const faults = new Map<string, string>()
  const all = [...known.map(each => each.source), ...sources]
  const linker = linkerOf({ sources: all, compiled, functions: parts.functions })
  for (const kind of parts.kinds) {
    for (const source of sources.filter(each => each.kind === kind.name)) {
      const result = kind.compile(source, linker)
      if (result.compiled !== undefined && !hasErrors(result.diagnostics))
        compiled.set(source.id, { source, compiled: result.compiled })
      else faults.set(source.id, result.diagnostics.find(each => each.severity === 'error')!.message)
    }
  }
  return { compiled, faults }
}
