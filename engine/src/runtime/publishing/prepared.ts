import type { CompileOutput } from '../../metadata/compile-definitions.ts'
import type { Diagnostic } from '../../metadata/diagnostic.ts'
import type { Source } from '../../metadata/kind.ts'
import type { Installation } from '../installation.ts'
import type { CaseName } from './case-outcome.ts'
import type { Target } from './target.ts'

/** A target, compiled: what publishing it would do and what speaks against it. */
export interface Prepared {
  /** What it was prepared against; undefined when nothing was ever published. */
  now: Installation | undefined
  target: Target
  output: CompileOutput
  /** Of the compiler and of those who must accept a definition too. */
  diagnostics: readonly Diagnostic[]
  /** Definitions whose text would differ from the one in force. */
  changed: readonly ChangedDefinition[]
  /** Cases that may fail: whoever wants this in force has said so by name. */
  setAside?: readonly CaseName[]
}

export interface PublishedVersion {
  version: number
  hash: string
}

export interface ChangedDefinition {
  id: string
  /** The version in force; null for a definition that is new. */
  before: PublishedVersion | null
  /** Undefined: the definition would be gone. */
  after: Source | undefined
}

/** New, changed and vanished definitions, in order of id. */
export function changedDefinitions(
  inForce: ReadonlyMap<string, PublishedVersion>,
  sources: ReadonlyMap<string, Source>,
): ChangedDefinition[] {
  const ids = [...new Set([...inForce.keys(), ...sources.keys()])].sort()
  return ids
    .map(id => ({ id, before: inForce.get(id) ?? null, after: sources.get(id) }))
    .filter(({ before, after }) => before?.hash !== after?.hash)
}
