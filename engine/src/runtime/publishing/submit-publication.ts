import { newId } from '../../base/ids.ts'
import { insertPublication } from '../../store/statements/publications.ts'
import { reader } from '../../store/transaction.ts'
import type { Principal, Transaction } from '../context.ts'
import { writePacks } from '../write-publication.ts'
import type { PublishDesk, Publication } from './desk.ts'
import { finishPublication } from './finish-publication.ts'
import { reviewedPacks } from './pack-policies.ts'
import type { Prepared } from './prepared.ts'
import { publicationAudit } from './publication-audit.ts'
import { concernedPacks, contentHashOf, prepareContent, storedContent, type Content } from './publication-content.ts'
import { NothingToPublish, PublishDatePast, ReviewRequired } from './publication-errors.ts'
import type { PublicationState, Shown, ShownDetails } from './publication-row.ts'
import type { PublishSession } from './publish-lock.ts'
import { refuseRecordsInTheWay, shownOf } from './shown.ts'
import { targetHash } from './target.ts'

export interface Submission {
  content: Content
  by: Principal
  note: string | null
  /** Comes into force then; null: at once, or when it is approved. */
  publishAt: Date | null
  /** As audit entries say it: `http`, `cli`. */
  cause: string
  /** Put up for review whatever the policies say: the author may edit, not publish. */
  onlyReviewed?: boolean
  /** Refused, not put up for review, where a policy wants one. */
  withoutReview?: boolean
}

export interface Submitted {
  id: string
  state: 'in_review' | 'scheduled' | 'published'
  /** Present when it came into force at once. */
  publication?: Publication
}

/**
 * Checks a submission, runs its cases, and puts it up for review, on the calendar or into force, as the policies of its
 * packs say. What is refused leaves nothing behind.
 */
export async function submitPublication(desk: PublishDesk, submission: Submission): Promise<Submitted> {
  const { publishAt } = submission
  if (publishAt !== null && publishAt <= desk.parts.clock.now()) throw new PublishDatePast(publishAt)
  const tx = reader(desk.parts.database)
  const inReview = await needsReview(tx, submission, await prepareContent(desk, tx, submission.content))
  if (!inReview && publishAt === null) return publishAtOnce(desk, submission)
  const accepted = await accept(desk, tx, submission)
  const state = inReview ? 'in_review' : 'scheduled'
  return desk.alone(async session => {
    // A policy may have come while cases ran.
    if (!inReview) await refuseReviewed(session.tx, submission, accepted.prepared)
    return { id: await record(desk, session, { submission, ...accepted, state }), state }
  })
}

async function publishAtOnce(desk: PublishDesk, submission: Submission): Promise<Submitted> {
  return desk.alone(async session => {
    const accepted = await accept(desk, session.tx, submission)
    await refuseReviewed(session.tx, submission, accepted.prepared)
    const id = await record(desk, session, { submission, ...accepted, state: 'publishing' })
    await desk.parts.onStep?.('recorded')
    const publication = await finishPublication(desk, session, { id, cause: submission.cause })
    return { id, state: 'published', publication }
  })
}

interface Accepted {
  prepared: Prepared
  shown: Shown
  details: ShownDetails
}

/** What nothing speaks against, and what there is to see of it. */
async function accept(desk: PublishDesk, tx: Transaction, { content }: Submission): Promise<Accepted> {
  const prepared = await prepareContent(desk, tx, content)
  await desk.refuseFaulty(prepared)
  if (prepared.now && targetHash(prepared.now) === targetHash(prepared.target)) throw new NothingToPublish()
  const { shown, details } = await shownOf(desk, tx, prepared)
  refuseRecordsInTheWay(details.schema)
  return { prepared, shown, details }
}

async function needsReview(tx: Transaction, submission: Submission, prepared: Prepared): Promise<boolean> {
  const reviewed = await reviewedPacks(tx, concernedPacks(submission.content, prepared))
  if (reviewed.length > 0 && submission.withoutReview) throw new ReviewRequired(reviewed)
  return submission.onlyReviewed === true || reviewed.length > 0
}

/** Policies are read again under the lock, which changing them takes too. */
async function refuseReviewed(tx: Transaction, submission: Submission, prepared: Prepared): Promise<void> {
  await needsReview(tx, { ...submission, withoutReview: true }, prepared)
}

interface Recording extends Accepted {
  submission: Submission
  state: PublicationState
}

/** Gives the publication's id. */
function record(
  { parts }: PublishDesk,
  session: PublishSession,
  { submission, prepared, shown, details, state }: Recording,
): Promise<string> {
  const { content, by, note, publishAt, cause } = submission
  const stored = storedContent(content)
  const row = { id: newId(), content_hash: contentHashOf(stored, publishAt) }
  const at = parts.clock.now()
  return session.transaction(async tx => {
    if ('packs' in content) await writePacks(tx, prepared)
    await tx.query(insertPublication, [
      row.id,
      by.accountId,
      note,
      state,
      row.content_hash,
      JSON.stringify(stored),
      JSON.stringify(shown),
      JSON.stringify(details),
      concernedPacks(content, prepared),
      prepared.now?.snapshotId ?? 0,
      at,
      publishAt,
    ])
    await publicationAudit(tx, {
      step: 'submitted',
      row,
      by,
      cause,
      at,
      comment: note,
      more: {
        state,
        ids: shown.changes.map(change => change.id),
        publishAt: publishAt?.toISOString() ?? null,
        ...(content.setAside?.length ? { setAside: content.setAside } : {}),
      },
    })
    return row.id
  })
}
