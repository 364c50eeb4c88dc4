import { newId } from '../../base/ids.ts'
import { auditEntry, writeAuditEntries } from '../audit.ts'
import type { Principal, Transaction } from '../context.ts'

export interface PublicationStep {
  step: 'submitted' | 'approved' | 'rejected' | 'withdrawn' | 'published' | 'failed'
  row: { id: string; content_hash: string }
  by: Principal
  cause: string
  at: Date
  /** Words of the person. */
  comment?: string | null
  more?: Record<string, unknown>
}

/** One entry per step, each naming the content that it was about. */
export async function publicationAudit(tx: Transaction, { step, row, by, cause, at, ...rest }: PublicationStep) {
  const fact = {
    action: `publication.${step}`,
    subjectKind: 'publication',
    subjectId: row.id,
    changes: { contentHash: row.content_hash, ...rest.more },
    ...(rest.comment ? { reason: rest.comment } : {}),
  }
  await writeAuditEntries(tx, [auditEntry(fact, by, { commandId: newId(), command: `publication.${step}`, cause }, at)])
}
