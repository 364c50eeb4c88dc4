import { Conflict } from '../base/errors.ts'
import type { CompileResult, Kind, Reference, Source } from '../metadata/kind.ts'
import { linkerOf, type CallableSignature, type CompiledDefinition } from '../metadata/linker.ts'
import type { Definition, Snapshot } from '../metadata/snapshot.ts'
import { snapshotOf } from '../metadata/snapshot-of.ts'
import { readSnapshotVersions } from '../store/statements/past-definitions.ts'
import type { KindOperation, Transaction } from './context.ts'
import { compilePast } from './past/compile-past.ts'
import { PastTexts, type VersionKey } from './past/past-texts.ts'

/** The definitions that ran together at some time, as far as running flows need them. */
export interface PastSnapshot {
  /** Without those that no longer compile. */
  snapshot: Snapshot
  /** A text as it was, also of one that no longer compiles. */
  source(kind: string, name: string): { source: Source; version: number } | undefined
  /** Why a definition no longer compiles; undefined when it does, or when there was none. */
  fault(kind: string, name: string): string | undefined
  /** What a definition of then names; none when it is not there. */
  references(kind: string, name: string): readonly Reference[]
}

export interface PastParts {
  kinds: readonly Kind[]
  functions: readonly CallableSignature[]
}

/** What a run may go on with; pages and documents are always the current ones. */
const KEPT: ReadonlySet<string> = new Set(['entity', 'role', 'rule-set', 'form', 'flow'])

/**
 * Definitions of former times, for runs that keep what was in force when they began; kinds reach it as `past`:
 * - `snapshot` {id} → PastSnapshot. Definitions that did not change since are those of the command's snapshot.
 * - `version` {id, version} → Definition, linked against the command's snapshot. Throws DefinitionVersionBroken.
 * - `recompile` {source} → CompileResult against the command's snapshot.
 *
 * All is kept as long as the snapshot that it was compiled for: versions are immutable, their neighbours are not.
 */
export function pastOperations(parts: PastParts): Record<string, KindOperation> {
  const past = new PastDefinitions(parts)
  return {
    snapshot: (_, { id }: { id: number }, { tx, snapshot }) => past.snapshot(tx, snapshot, id),
    version: (_, key: VersionKey, { tx, snapshot }) => past.version(tx, snapshot, key),
    recompile: async (_, { source }: { source: Source }, { snapshot }) => past.recompile(snapshot, source),
  }
}

interface Kept {
  snapshots: Map<number, Promise<PastSnapshot>>
  versions: Map<string, Promise<Definition>>
}

class PastDefinitions {
  readonly #parts: PastParts
  readonly #texts: PastTexts
  readonly #kept = new WeakMap<Snapshot, Kept>()

  constructor(parts: PastParts) {
    this.#parts = parts
    this.#texts = new PastTexts(parts.kinds)
  }

  snapshot(tx: Transaction, now: Snapshot, id: number): Promise<PastSnapshot> {
    return once(this.#keptFor(now).snapshots, id, () => this.#build(tx, now, id))
  }

  version(tx: Transaction, now: Snapshot, key: VersionKey): Promise<Definition> {
    return once(this.#keptFor(now).versions, `${key.id}@${key.version}`, async () => {
      const [text] = await this.#texts.read(tx, [key])
      if ('fault' in text!) throw new DefinitionVersionBroken(key, text.fault)
      const neighbours = [...now.definitions.values()].filter(each => each.source.id !== key.id)
      const { compiled, faults } = compilePast(this.#parts, [text!.source], neighbours)
      const found = compiled.get(key.id)
      if (found === undefined) throw new DefinitionVersionBroken(key, faults.get(key.id)!)
      return { ...found, version: key.version }
    })
  }

  recompile(now: Snapshot, source: Source): CompileResult<unknown> {
    const kind = this.#parts.kinds.find(each => each.name === source.kind)!
    const known = [...now.definitions.values()].filter(each => each.source.id !== source.id)
    const compiled = new Map<string, CompiledDefinition>(known.map(each => [each.source.id, each]))
    const sources = [...known.map(each => each.source), source]
    return kind.compile(source, linkerOf({ sources, compiled, functions: this.#parts.functions }))
  }

  #keptFor(now: Snapshot): Kept {
    let kept = this.#kept.get(now)
    if (kept === undefined) this.#kept.set(now, (kept = { snapshots: new Map(), versions: new Map() }))
    return kept
  }

  async #build(tx: Transaction, now: Snapshot, id: number): Promise<PastSnapshot> {
    const versions = await versionsOf(tx, id)
    const isShared = (key: VersionKey) => now.definitions.get(key.id)?.version === key.version
    const shared = versions.filter(isShared).map(key => now.definitions.get(key.id)!)
    const others = versions.filter(key => !isShared(key))
    const texts = await this.#texts.read(tx, others)
    const sources = texts.flatMap(text => ('source' in text ? [text.source] : []))
    const { compiled, faults } = compilePast(this.#parts, sources, shared)
    texts.forEach((text, i) => 'fault' in text && faults.set(others[i]!.id, text.fault))
    return pastSnapshot(
      { id, versions, sources: [...shared.map(each => each.source), ...sources], compiled, faults },
      this.#parts,
    )
  }
}

async function versionsOf(tx: Transaction, id: number): Promise<VersionKey[]> {
  const [row] = await tx.query<{ definitions: Record<string, number> }>(readSnapshotVersions, [id])
  return Object.entries(row?.definitions ?? {})
    .map(([definition, version]) => ({ id: definition, version }))
    .filter(key => KEPT.has(key.id.split('/')[1]!))
}

function pastSnapshot(
  found: {
    id: number
    versions: readonly VersionKey[]
    sources: readonly Source[]
    compiled: ReadonlyMap<string, CompiledDefinition>
    faults: ReadonlyMap<string, string>
  },
  { kinds, functions }: PastParts,
): PastSnapshot {
  const versions = new Map(found.versions.map(({ id, version }) => [id, version]))
  const idOf = new Map(found.versions.map(({ id }) => [id.slice(id.indexOf('/') + 1), id]))
  const sources = new Map(found.sources.map(source => [source.id, source]))
  const sourceOf = (kind: string, name: string) => sources.get(idOf.get(`${kind}/${name}`) ?? '')
  return {
    snapshot: snapshotOf({ id: found.id, compiled: found.compiled, versions, functions }),
    source: (kind, name) => {
      const source = sourceOf(kind, name)
      return source && { source, version: versions.get(source.id)! }
    },
    fault: (kind, name) => found.faults.get(idOf.get(`${kind}/${name}`) ?? ''),
    references: (kind, name) => {
      const source = sourceOf(kind, name)
      const linker = linkerOf({ sources: found.sources, compiled: found.compiled, functions })
      return source === undefined ? [] : kinds.find(each => each.name === kind)!.compile(source, linker).references
    },
  }
}

/** A failed reading is not remembered: the next one may find the database again. */
function once<Key, Value>(kept: Map<Key, Promise<Value>>, key: Key, make: () => Promise<Value>): Promise<Value> {
  let value = kept.get(key)
  if (value === undefined) {
    kept.set(key, (value = make()))
    value.catch(() => kept.delete(key))
  }
  return value
}

/** A version was accepted once, and this engine or what is published beside it now refuses it. */
export class DefinitionVersionBroken extends Conflict {
  constructor({ id, version }: VersionKey, why: string) {
    super(
      'definition.version_broken',
      `Version ${version} of ${id} can't be used any more: ${why} Publish a corrected version, then migrate or retry what waits for it.`,
      { details: { id, version } },
    )
  }
}
