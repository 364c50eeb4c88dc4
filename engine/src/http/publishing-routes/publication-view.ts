import { mayOnDefinition } from '../../access/definition-rights.ts'
import type { Snapshot } from '../../metadata/snapshot.ts'
import type { PublicationRow, PublicationState } from '../../runtime/publishing/publication-row.ts'
import type { PublicationWithTexts } from '../../runtime/publishing/publications.ts'
import { wholePack, type Asking } from '../definition-access.ts'

interface Viewing extends Asking {
  snapshot: Snapshot
}

/** A publication as lists show it: what changes, without texts. */
export function publicationSummary(row: PublicationRow, viewing: Viewing) {
  const { shown } = row
  return {
    id: row.id,
    author: { id: row.author, name: row.author_name ?? row.author },
    note: row.note,
    state: row.state,
    contentHash: row.content_hash,
    createdAt: row.created_at.toISOString(),
    changes: shown.changes.map(({ id, kind, title, impact }) => ({ id, kind, title, impact })),
    packs: shown.packs,
    cases: { passed: shown.cases.passed, failed: shown.cases.failed.length },
    impact: shown.impact,
    stale: staleIds(row, viewing.snapshot),
    publishAt: row.publish_at?.toISOString() ?? null,
    reviewer: row.reviewer === null ? null : { id: row.reviewer, name: row.reviewer_name ?? row.reviewer },
    reviewedAt: row.reviewed_at?.toISOString() ?? null,
    comment: row.comment,
    snapshot: row.snapshot_id === null ? null : Number(row.snapshot_id),
    endedAt: row.ended_at?.toISOString() ?? null,
    failure: row.failure,
    permissions: permissionsOf(row, viewing),
  }
}

/** All that a reviewer decides by. */
export function publicationView(row: PublicationWithTexts, viewing: Viewing) {
  const changes = row.shown.changes.map(({ before, ...change }) => ({
    ...change,
    comparison: row.details.changes[change.id]!.comparison,
    beforeText: before === null ? null : (row.before.get(change.id) ?? null),
    afterText: row.details.changes[change.id]!.text,
  }))
  const whole = 'packs' in row.content && row.content.local !== null
  const overtaken = whole && isOpen(row.state) && Number(row.base_snapshot) !== viewing.snapshot.id
  return {
    ...publicationSummary(row, viewing),
    changes,
    diagnostics: row.details.diagnostics,
    cases: row.shown.cases,
    schema: row.details.schema,
    ...(overtaken ? { stale: changes.map(change => change.id) } : {}),
  }
}

/** What somebody must have a right on: every definition that changes, and all of a pack that comes, changes or goes. */
export const rightsOf = ({ shown }: PublicationRow): string[] => [
  ...shown.changes.map(change => change.id),
  ...shown.packs.map(wholePack),
]

const isOpen = (state: PublicationState): boolean => state === 'in_review' || state === 'scheduled'

function staleIds({ state, shown }: PublicationRow, { definitions }: Snapshot): string[] {
  if (!isOpen(state)) return []
  const overtaken = shown.changes.filter(({ id, before }) => (definitions.get(id)?.version ?? null) !== before)
  return overtaken.map(change => change.id)
}

function permissionsOf(row: PublicationRow, { principal, access }: Viewing) {
  const mine = row.author === principal.accountId
  const isProgram = principal.programRights !== undefined
  const review =
    row.state === 'in_review' &&
    !mine &&
    !isProgram &&
    rightsOf(row).every(id => mayOnDefinition(access, 'publish', id))
  return { approve: review, reject: review, withdraw: mine && isOpen(row.state) }
}
