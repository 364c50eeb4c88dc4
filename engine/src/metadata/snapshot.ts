import type { FunctionSignature } from './function-signature.ts'
import type { Source } from './kind.ts'

/** A definition in force: its source, what it compiled to, and its version number. */
export interface Definition<Compiled = unknown> {
  source: Source
  compiled: Compiled
  /** 1, 2, 3 … per id; a version is immutable. */
  version: number
}

/**
 * Everything that is published, frozen. A command runs wholly on the snapshot it began with; publishing swaps the
 * reference. Held in memory, rebuilt from the database.
 */
export interface Snapshot {
  /** Row id of `jw.snapshot`; 0 for one that was never published (tests, `jingwei check`). */
  id: number
  definitions: ReadonlyMap<string, Definition>
  /** By kind and name. Throws UnknownDefinition. */
  get<Compiled>(kind: string, name: string): Definition<Compiled>
  find<Compiled>(kind: string, name: string): Definition<Compiled> | undefined
  /** All of a kind, in order of id. */
  all<Compiled>(kind: string): Definition<Compiled>[]
  function(name: string): FunctionSignature | undefined
  /** Translations: `text(id, pointer, locale)`, undefined when there is none (the caller keeps the source's text). */
  text(id: string, pointer: string, locale: string): string | undefined
}
