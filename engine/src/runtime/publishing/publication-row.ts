import type { Comparison, Impact } from '../../metadata/compare/change.ts'
import type { Diagnostic } from '../../metadata/diagnostic.ts'
import type { Transaction } from '../context.ts'
import { readPublication } from '../../store/statements/publications.ts'
import type { SchemaImpact } from '../../store/schema-impact.ts'
import type { CaseOutcome } from './case-outcome.ts'
import type { StoredContent } from './publication-content.ts'
import { UnknownPublication } from './publication-errors.ts'

export type PublicationState =
  'in_review' | 'scheduled' | 'publishing' | 'published' | 'rejected' | 'withdrawn' | 'failed'

/** What lists say of a publication, as it was found when it was submitted. */
export interface Shown {
  changes: ShownChange[]
  /** Names of packs that are installed, upgraded or taken away. */
  packs: string[]
  cases: CaseOutcome
  /** The gravest of the changes. */
  impact: Impact
}

export interface ShownChange {
  id: string
  kind: string
  title: string
  /** The version it replaces; null for a definition that is new. */
  before: number | null
  impact: Impact
}

/** What a reviewer is shown beside. */
export interface ShownDetails {
  /** By id; `text` is null where the definition would be gone. */
  changes: Record<string, { text: string | null; comparison: Comparison }>
  diagnostics: readonly Diagnostic[]
  /** What happens to stored records; null when no entity changes. */
  schema: SchemaImpact | null
}

/** A row of `jw.publication`, as lists read it. */
export interface PublicationRow {
  id: string
  /** Account id, or `system`. */
  author: string
  author_name: string | null
  note: string | null
  state: PublicationState
  content_hash: string
  shown: Shown
  packs: string[]
  base_snapshot: string
  created_at: Date
  publish_at: Date | null
  reviewer: string | null
  reviewer_name: string | null
  reviewed_at: Date | null
  comment: string | null
  snapshot_id: string | null
  ended_at: Date | null
  failure: PublicationFailure | null
}

/** With all that was submitted. */
export interface WholePublicationRow extends PublicationRow {
  content: StoredContent
  details: ShownDetails
}

export interface PublicationFailure {
  code: string
  message: string
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Throws UnknownPublication. */
export async function readPublicationRow(tx: Transaction, id: string): Promise<WholePublicationRow> {
  const [row] = UUID.test(id) ? await tx.query<WholePublicationRow>(readPublication, [id]) : []
  if (!row) throw new UnknownPublication(id)
  return row
}
