import { hash } from 'node:crypto'
import type { LocalText } from '../../metadata/assemble.ts'
import type { PackFolder } from '../../metadata/pack.ts'
import { readPackContents } from '../../store/statements/snapshots.ts'
import { canonicalJson } from '../canonical-json.ts'
import type { Transaction } from '../context.ts'
import { ChangedMeanwhile, InstallationChanged } from '../publish-errors.ts'
import type { CaseName } from './case-outcome.ts'
import type { PublishDesk } from './desk.ts'
import { installed, refuseOtherSnapshot, staleIds } from './preconditions.ts'
import type { Prepared } from './prepared.ts'
import { rebasedLocal } from './rebase-local.ts'
import { packHash, withChanges, type LocalChange } from './target.ts'

/** What somebody wants in force. */
export type Content = ChangesContent | PacksContent

/** Changes of the local layer, each on the text that its author began on. */
export interface ChangesContent extends Tolerance {
  changes: readonly LocalChange[]
}

/** Failed cases that it is to be published with; reviewers see them, and their names are part of what they approve. */
export interface Tolerance {
  setAside?: readonly CaseName[]
}

/** A set of packs. */
export interface PacksContent extends Tolerance {
  packs: readonly PackFolder[]
  /** The whole local layer above them; null: the one in force then, carried over to the packs. */
  local: readonly LocalText[] | null
  /** The snapshot that `local` was planned on; 0 when nothing was ever published. */
  expectedSnapshot: number
}

/** As `jw.publication.content` keeps it: packs by their content address. */
export type StoredContent = ChangesContent | (Omit<PacksContent, 'packs'> & { packs: readonly string[] })

export const storedContent = (content: Content): StoredContent =>
  'changes' in content ? content : { ...content, packs: content.packs.map(packHash) }

/** Names what a reviewer decides about: the content and when it comes into force. */
export const contentHashOf = (content: StoredContent, publishAt: Date | null): string =>
  hash('sha256', canonicalJson([content, publishAt?.toISOString() ?? null]))

/** The packs were stored when the publication was submitted. */
export async function loadedContent(tx: Transaction, stored: StoredContent): Promise<Content> {
  if ('changes' in stored) return stored
  const rows = await tx.query<{ hash: string; files: PackFolder }>(readPackContents, [stored.packs])
  const byHash = new Map(rows.map(row => [row.hash, row.files]))
  return { ...stored, packs: stored.packs.map(each => byHash.get(each)!) }
}

/**
 * The content on what is in force now. Throws ChangedMeanwhile and InstallationChanged when it was made on something
 * else, BadChanges, LocalChangesInConflict.
 */
export async function prepareContent(desk: PublishDesk, tx: Transaction, content: Content): Promise<Prepared> {
  const prepared = await ('packs' in content ? preparePacks(desk, tx, content) : prepareChanges(desk, tx, content))
  return { ...prepared, setAside: content.setAside ?? [] }
}

async function prepareChanges(desk: PublishDesk, tx: Transaction, content: ChangesContent): Promise<Prepared> {
  const now = await installed(desk, tx)
  const stale = staleIds(await desk.inForce(tx, now), content.changes)
  if (stale.length > 0) throw new ChangedMeanwhile(stale)
  return desk.prepare(tx, now, withChanges(now, content.changes))
}

async function preparePacks(
  desk: PublishDesk,
  tx: Transaction,
  { packs, ...content }: PacksContent,
): Promise<Prepared> {
  const now = await desk.installation(tx)
  if (content.local !== null) refuseOtherSnapshot(now, content.expectedSnapshot)
  const local = content.local ?? (await rebasedLocal(now, packs, desk.parts.rebaseLocal))
  return desk.prepare(tx, now, { packs, local })
}

/** Ids that were published by somebody else since the content was made; all of it when it is a whole installation. */
export function overtakenBy(error: unknown, ids: readonly string[]): readonly string[] | undefined {
  if (error instanceof ChangedMeanwhile) return error.ids
  return error instanceof InstallationChanged ? ids : undefined
}

/** Names of the packs whose policies count: of what it changes, and of the packs that it brings or takes away. */
export function concernedPacks(content: Content, prepared: Prepared): string[] {
  const named = 'changes' in content ? content.changes.map(change => change.id) : []
  const ids = [...prepared.changed.map(each => each.id), ...named]
  return [...new Set([...ids.map(id => id.slice(0, id.indexOf('/'))), ...changedPacks(prepared)])].sort()
}

/** Names of the packs that are new, gone, or have other files than those in force. */
export function changedPacks({ now, target, output }: Prepared): string[] {
  const before = new Map(now?.items.packs.map(pack => [pack.name, pack.content]))
  const names = new Map(output.packs.map(pack => [pack.folder, pack.manifest.name]))
  const after = new Map(target.packs.map(folder => [names.get(folder.folder)!, packHash(folder)]))
  return [...new Set([...before.keys(), ...after.keys()])].filter(name => before.get(name) !== after.get(name)).sort()
}
