import type { PackFolder } from '../metadata/pack.ts'
import { readCurrentSnapshot, readDefinitionTexts, readPackContents } from '../store/statements/snapshots.ts'
import type { Transaction } from './context.ts'

/** What the snapshot in force is made of, as `jw.snapshot.items` keeps it. */
export interface SnapshotItems {
  /** In the order they were given; `content` is the key in `jw.pack_content`. */
  packs: { name: string; version: string; content: string }[]
  /** Versions of the definitions that the local layer changed, by id. */
  local: Record<string, number>
  /** Version of every definition, by id. */
  definitions: Record<string, number>
}

/** The texts of the snapshot in force: enough to compile it again on any node. */
export interface Installation {
  snapshotId: number
  items: SnapshotItems
  packs: PackFolder[]
  local: { id: string; text: string }[]
}

/** Undefined when nothing was ever published. */
export async function readInstallation(tx: Transaction): Promise<Installation | undefined> {
  const [row] = await tx.query<{ id: string; items: SnapshotItems }>(readCurrentSnapshot)
  if (!row) return undefined
  const [packs, local] = await Promise.all([packsOf(tx, row.items), localTexts(tx, row.items)])
  return { snapshotId: Number(row.id), items: row.items, packs, local }
}

async function packsOf(tx: Transaction, items: SnapshotItems): Promise<PackFolder[]> {
  const hashes = items.packs.map(pack => pack.content)
  const rows = await tx.query<{ hash: string; files: PackFolder }>(readPackContents, [hashes])
  const byHash = new Map(rows.map(row => [row.hash, row.files]))
  return hashes.map(hash => byHash.get(hash)!)
}

async function localTexts(tx: Transaction, items: SnapshotItems): Promise<{ id: string; text: string }[]> {
  const ids = Object.keys(items.local)
  if (ids.length === 0) return []
  const rows = await tx.query<{ id: string; text: string }>(readDefinitionTexts, [ids, Object.values(items.local)])
  // The database gives them as it finds them; plans and conflicts are listed in this order.
  return rows.map(({ id, text }) => ({ id, text })).toSorted((one, other) => (one.id < other.id ? -1 : 1))
}
