import { createHash } from 'node:crypto'
import type { Clock } from '../base/clock.ts'
import { newId } from '../base/ids.ts'
import type { Log } from '../base/log.ts'
import { compileDefinitions, type CompileOutput } from '../metadata/compile-definitions.ts'
import { hasErrors, type Diagnostic } from '../metadata/diagnostic.ts'
import type { EntityModel } from '../metadata/entity-model.ts'
import type { Kind, Source } from '../metadata/kind.ts'
import type { CallableSignature } from '../metadata/linker.ts'
import type { PackFolder } from '../metadata/pack.ts'
import { snapshotOf } from '../metadata/snapshot-of.ts'
import type { Snapshot } from '../metadata/snapshot.ts'
import type { Database } from '../store/database.ts'
import { applySchemaChange } from '../store/schema-change.ts'
import { reader } from '../store/transaction.ts'
import { canonicalJson } from './canonical-json.ts'
import type { Principal } from './context.ts'
import { readInstallation, type Installation } from './installation.ts'
import { BadChanges, ChangedMeanwhile, PublicationRefused } from './publish-errors.ts'
import { ownerTransaction, writePublication } from './write-publication.ts'

export interface PublisherParts {
  database: Database
  kinds: readonly Kind[]
  functions: readonly CallableSignature[]
  /** What else must accept a definition before it is published, e.g. json-rules-engine's parser. */
  acceptances: readonly Acceptance[]
  clock: Clock
  log: Log
}

/** Says what is wrong with a definition beyond what its compiler knows. */
export type Acceptance = (source: Source) => Diagnostic[]

/** A text of the local layer, with the hash of the text that its author began on. */
export interface LocalChange {
  id: string
  text: string
  /** Hash of the published text; absent for a definition that is new. */
  baseHash?: string
}

export interface Publication {
  snapshot: Snapshot
  /** Definitions with a new version; empty when nothing changed. */
  versions: { id: string; version: number }[]
  warnings: Diagnostic[]
}

/**
 * Publishing: check → expand the tables → switch versions and snapshot in one small transaction. Runs as the owner,
 * one at a time over all nodes. A definition with an error never replaces a running one.
 */
export interface Publisher {
  /** Compiles the snapshot in force from the database; undefined when nothing was ever published. */
  load(): Promise<Snapshot | undefined>
  /** Publishes these packs under the local layer. Unchanged packs publish nothing. Throws PublicationRefused. */
  publishPacks(packs: readonly PackFolder[], by: Principal, note?: string): Promise<Publication>
  /** Publishes changes of the local layer. Throws PublicationRefused, ChangedMeanwhile, BadChanges. */
  publishChanges(changes: readonly LocalChange[], by: Principal, note: string | null): Promise<Publication>
  /** What publishing these changes would find, without doing it. */
  check(changes: readonly LocalChange[]): Promise<Diagnostic[]>
}

export function createPublisher(parts: PublisherParts): Publisher {
  return {
    load: () => load(parts),
    publishPacks: (packs, by, note) =>
      ownerTransaction(parts.database, async tx => {
        const now = await readInstallation(tx)
        if (now && samePacks(now, packs)) return { snapshot: await compiled(parts, now), versions: [], warnings: [] }
        return publish(parts, { tx, now, packs, local: now?.local ?? [], by, note: note ?? null })
      }),
    publishChanges: (changes, by, note) =>
      ownerTransaction(parts.database, async tx => {
        const now = await installed(tx)
        await refuseOvertaken(parts, now, changes)
        return publish(parts, { tx, now, packs: now.packs, local: withChanges(now, changes), by, note })
      }),
    check: async changes => {
      const now = await installed(reader(parts.database))
      return (await compile(parts, now.packs, withChanges(now, changes))).diagnostics
    },
  }
}

async function load(parts: PublisherParts): Promise<Snapshot | undefined> {
  const now = await readInstallation(reader(parts.database))
  return now && compiled(parts, now)
}

/** A snapshot that was published compiles; if an engine upgrade made it faulty, the start says where. */
async function compiled(parts: PublisherParts, now: Installation): Promise<Snapshot> {
  const output = await compile(parts, now.packs, now.local)
  if (hasErrors(output.diagnostics)) throw new PublicationRefused(output.diagnostics)
  await applySchemaChange(parts.database, entityModels(output), parts.log)
  return freeze(parts, output, now.snapshotId, new Map(Object.entries(now.items.definitions)))
}

interface Job {
  tx: Parameters<typeof writePublication>[0]
  now: Installation | undefined
  packs: readonly PackFolder[]
  local: readonly { id: string; text: string }[]
  by: Principal
  note: string | null
}

async function publish(parts: PublisherParts, job: Job): Promise<Publication> {
  const output = await compile(parts, job.packs, job.local)
  if (hasErrors(output.diagnostics)) throw new PublicationRefused(output.diagnostics)
  // Expand comes first and only adds: nodes that still run the snapshot before go on.
  await applySchemaChange(parts.database, entityModels(output), parts.log)
  const written = await writePublication(job.tx, {
    output,
    packs: job.packs.map(folder => ({ folder, hash: contentHash(folder), manifest: manifestOf(output, folder) })),
    local: job.local.map(each => each.id),
    by: job.by,
    at: parts.clock.now(),
    note: job.note,
    commandId: newId(),
  })
  const snapshot = freeze(parts, output, written.snapshotId, written.versions)
  return { snapshot, versions: written.changed, warnings: output.diagnostics }
}

async function compile(
  parts: PublisherParts,
  packs: readonly PackFolder[],
  local: readonly { id: string; text: string }[],
): Promise<CompileOutput> {
  const output = await compileDefinitions({ packs, kinds: parts.kinds, functions: parts.functions, local })
  const refused = [...output.sources.values()].flatMap(source => parts.acceptances.flatMap(accepts => accepts(source)))
  return { ...output, diagnostics: [...output.diagnostics, ...refused] }
}

function freeze(
  parts: PublisherParts,
  output: CompileOutput,
  id: number,
  versions: ReadonlyMap<string, number>,
): Snapshot {
  return snapshotOf({ id, compiled: output.compiled, versions, functions: parts.functions, texts: output.texts })
}

const entityModels = (output: CompileOutput): EntityModel[] =>
  [...output.compiled.values()].filter(each => each.source.kind === 'entity').map(each => each.compiled as EntityModel)

async function installed(tx: Parameters<typeof readInstallation>[0]): Promise<Installation> {
  const now = await readInstallation(tx)
  if (!now) throw new BadChanges('Nothing is published yet: publish a pack first.')
  return now
}

function withChanges(now: Installation, changes: readonly LocalChange[]): { id: string; text: string }[] {
  const ids = new Set(changes.map(change => change.id))
  if (changes.length === 0) throw new BadChanges('The list of changes is empty.')
  if (ids.size < changes.length) throw new BadChanges('Each definition may stand in the list of changes once.')
  return [...now.local.filter(each => !ids.has(each.id)), ...changes.map(({ id, text }) => ({ id, text }))]
}

async function refuseOvertaken(
  parts: PublisherParts,
  now: Installation,
  changes: readonly LocalChange[],
): Promise<void> {
  const { sources } = await compile(parts, now.packs, now.local)
  const overtaken = changes.filter(change => sources.get(change.id)?.hash !== change.baseHash)
  if (overtaken.length > 0) throw new ChangedMeanwhile(overtaken.map(change => change.id))
}

function samePacks(now: Installation, packs: readonly PackFolder[]): boolean {
  const hashes = packs.map(contentHash)
  return hashes.length === now.items.packs.length && now.items.packs.every((pack, i) => pack.content === hashes[i])
}

/** Demo data and pictures of a folder are no part of what is published, so the host leaves them out of `files`. */
function contentHash(folder: PackFolder): string {
  const files = folder.files.map(file => [file.path, file.text]).sort(([a], [b]) => (a! < b! ? -1 : 1))
  return createHash('sha256')
    .update(canonicalJson([folder.folder, files]))
    .digest('hex')
}

function manifestOf(output: CompileOutput, folder: PackFolder): { name: string; version: string } {
  const pack = output.packs.find(each => each.folder === folder.folder)!
  return { name: pack.manifest.name, version: pack.manifest.version }
}
