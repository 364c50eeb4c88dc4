import { compileDefinitions, type CompileOutput } from '../../metadata/compile-definitions.ts'
import type { Diagnostic } from '../../metadata/diagnostic.ts'
import type { Kind, Source } from '../../metadata/kind.ts'
import type { CallableSignature } from '../../metadata/linker.ts'
import { Memo } from '../../metadata/memo.ts'
import { targetHash, type Target } from './target.ts'

/** Says what is wrong with a definition beyond what its compiler knows. */
export type Acceptance = (source: Source) => Diagnostic[]

export interface CompiledTarget {
  output: CompileOutput
  /** Of the compiler, and of those who must accept a definition too. */
  diagnostics: readonly Diagnostic[]
}

export interface CompilerParts {
  kinds: readonly Kind[]
  functions: readonly CallableSignature[]
  acceptances: readonly Acceptance[]
}

const KEPT = 3

/**
 * Compiles targets. The last few are kept, so that checking and then publishing compiles once; and of a further target
 * only that is compiled anew which rests on a changed text.
 */
export function createTargetCompiler({ kinds, functions, acceptances }: CompilerParts) {
  const last = new Map<string, Promise<CompiledTarget>>()
  const memo = new Memo()
  const found = new WeakMap<Source, Diagnostic[]>()
  // A memo serves one run at a time.
  let running: Promise<unknown> = Promise.resolve()
  const faultsOf = (source: Source): Diagnostic[] => {
    const known = found.get(source) ?? acceptances.flatMap(accepts => accepts(source))
    found.set(source, known)
    return known
  }
  const compile = async ({ packs, local }: Target): Promise<CompiledTarget> => {
    const output = await compileDefinitions({ packs, kinds, functions, local }, memo)
    return { output, diagnostics: [...output.diagnostics, ...[...output.sources.values()].flatMap(faultsOf)] }
  }
  const queued = (target: Target): Promise<CompiledTarget> => {
    const turn = running.then(() => compile(target))
    running = turn.catch(() => {})
    return turn
  }
  return (target: Target): Promise<CompiledTarget> => {
    const key = targetHash(target)
    const compiled = last.get(key) ?? queued(target)
    last.delete(key)
    last.set(key, compiled)
    compiled.catch(() => last.delete(key))
    if (last.size > KEPT) last.delete(last.keys().next().value!)
    return compiled
  }
}
