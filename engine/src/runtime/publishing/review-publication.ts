import { endPublication, reviewPublication } from '../../store/statements/publications.ts'
import type { Principal } from '../context.ts'
import type { PublishDesk, Publication } from './desk.ts'
import { finishPublication, preparedRow } from './finish-publication.ts'
import { publicationAudit } from './publication-audit.ts'
import { NotTheAuthor, OtherContent, OwnReview, PublicationNotOpen } from './publication-errors.ts'
import { readPublicationRow, type PublicationState, type WholePublicationRow } from './publication-row.ts'
import type { PublishSession } from './publish-lock.ts'
import { refuseRecordsInTheWay, schemaImpactOf } from './shown.ts'

export interface Review {
  id: string
  by: Principal
  comment: string | null
}

/**
 * Approves what a second person was shown: `contentHash` is that of the publication he looked at. It comes into force at
 * once, or on its date. Throws OwnReview, OtherContent, PublicationNotOpen, PublicationStale, PublicationRefused,
 * CasesFailed; then it stays open.
 */
export function approvePublication(
  desk: PublishDesk,
  { contentHash, ...review }: Review & { contentHash: string },
): Promise<Publication | undefined> {
  return desk.alone(async session => {
    const row = await openReview(session, review)
    if (row.content_hash !== contentHash) throw new OtherContent(row.content_hash)
    const prepared = await preparedRow(desk, session.tx, row)
    await desk.refuseFaulty(prepared)
    refuseRecordsInTheWay(await schemaImpactOf(desk, session.tx, prepared))
    const later = row.publish_at !== null && row.publish_at > desk.parts.clock.now()
    await decide(desk, session, row, { ...review, step: 'approved', state: later ? 'scheduled' : 'publishing' })
    if (later) return undefined
    await desk.parts.onStep?.('recorded')
    return finishPublication(desk, session, { id: row.id, cause: 'http' })
  })
}

/** Throws OwnReview, PublicationNotOpen. */
export function rejectPublication(desk: PublishDesk, review: Review & { comment: string }): Promise<void> {
  return desk.alone(async session => {
    const row = await openReview(session, review)
    await decide(desk, session, row, { ...review, step: 'rejected', state: 'rejected' })
  })
}

/** Takes back what is not in force yet. Throws NotTheAuthor, PublicationNotOpen. */
export function withdrawPublication(desk: PublishDesk, { id, by }: Omit<Review, 'comment'>): Promise<void> {
  return desk.alone(async session => {
    const row = await readPublicationRow(session.tx, id)
    if (row.author !== by.accountId) throw new NotTheAuthor()
    if (row.state !== 'in_review' && row.state !== 'scheduled') throw new PublicationNotOpen(row.state)
    const at = desk.parts.clock.now()
    await session.transaction(async tx => {
      await tx.query(endPublication, [id, 'withdrawn', at, null, null])
      await publicationAudit(tx, { step: 'withdrawn', row, by, cause: 'http', at })
    })
  })
}

async function openReview(session: PublishSession, { id, by }: Review): Promise<WholePublicationRow> {
  const row = await readPublicationRow(session.tx, id)
  if (row.state !== 'in_review') throw new PublicationNotOpen(row.state)
  if (row.author === by.accountId) throw new OwnReview()
  return row
}

async function decide(
  desk: PublishDesk,
  session: PublishSession,
  row: WholePublicationRow,
  { step, state, by, comment }: Review & { step: 'approved' | 'rejected'; state: PublicationState },
): Promise<void> {
  const at = desk.parts.clock.now()
  await session.transaction(async tx => {
    await tx.query(reviewPublication, [row.id, state, by.accountId, at, comment])
    await publicationAudit(tx, { step, row, by, cause: 'http', at, comment })
  })
}
