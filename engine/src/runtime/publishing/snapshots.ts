import { readSnapshots } from '../../store/statements/publications.ts'
import type { Transaction } from '../context.ts'

/** One switch of the installation, with its release note. */
export interface ListedSnapshot {
  id: number
  inForce: boolean
  createdAt: string
  author: { id: string; name: string }
  note: string | null
  /** Null when packs were published at a start or by command. */
  publication: string | null
  reviewer: { id: string; name: string } | null
  /** Ids of the definitions that are new, changed or gone against the snapshot before. */
  changed: string[]
}

interface SnapshotRow {
  id: string
  in_force: boolean
  created_at: Date
  created_by: string
  author_name: string | null
  note: string | null
  publication_id: string | null
  reviewer: string | null
  reviewer_name: string | null
  changed: string[]
}

/** Newest first. `before`: those older than this one. */
export async function listSnapshots(
  tx: Transaction,
  { limit, before }: { limit: number; before: number | null },
): Promise<ListedSnapshot[]> {
  const rows = await tx.query<SnapshotRow>(readSnapshots, [limit, before])
  return rows.map(row => ({
    id: Number(row.id),
    inForce: row.in_force,
    createdAt: row.created_at.toISOString(),
    author: { id: row.created_by, name: row.author_name ?? row.created_by },
    note: row.note,
    publication: row.publication_id,
    reviewer: row.reviewer === null ? null : { id: row.reviewer, name: row.reviewer_name ?? row.reviewer },
    changed: row.changed,
  }))
}
