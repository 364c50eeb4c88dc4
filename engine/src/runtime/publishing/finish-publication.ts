import { JingweiError } from '../../base/errors.ts'
import { readAccount } from '../../store/statements/accounts.ts'
import { deletePublishedDrafts } from '../../store/statements/drafts.ts'
import { endPublication } from '../../store/statements/publications.ts'
import { systemPrincipal } from '../command-runner.ts'
import type { Principal, Transaction } from '../context.ts'
import type { PublishDesk, Publication } from './desk.ts'
import { reviewedPacks } from './pack-policies.ts'
import type { Prepared } from './prepared.ts'
import { publicationAudit } from './publication-audit.ts'
import { loadedContent, overtakenBy, prepareContent } from './publication-content.ts'
import { PublicationStale, ReviewRequired } from './publication-errors.ts'
import { readPublicationRow, type PublicationFailure, type WholePublicationRow } from './publication-row.ts'
import type { PublishSession } from './publish-lock.ts'

/**
 * Brings a publication that is recorded as `publishing` to its end: in force, or failed with its reason. Every step may
 * be taken again, so a publication whose node was killed is finished by any other. The caller holds the lock. Throws
 * what made it fail.
 */
export async function finishPublication(
  desk: PublishDesk,
  session: PublishSession,
  { id, cause }: { id: string; cause: string },
): Promise<Publication> {
  const row = await readPublicationRow(session.tx, id)
  const by = await authorOf(session.tx, row.author)
  try {
    const prepared = await prepareAgain(desk, session.tx, row)
    const settle = (tx: Transaction, { snapshotId }: { snapshotId: number }) =>
      settled(desk, tx, { row, by, cause, snapshotId, prepared })
    return await desk.publish(session, prepared, { by, note: row.note, cause, settle })
  } catch (error) {
    await fail(desk, session, { row, by, cause, failure: failureOf(error) })
    throw error
  }
}

/** The same checks as at the submission, on what is in force now. */
async function prepareAgain(desk: PublishDesk, tx: Transaction, row: WholePublicationRow): Promise<Prepared> {
  if (row.reviewer === null) {
    // The policy may have come after the submission.
    const reviewed = await reviewedPacks(tx, row.packs)
    if (reviewed.length > 0) throw new ReviewRequired(reviewed)
  }
  const prepared = await preparedRow(desk, tx, row)
  await desk.refuseFaulty(prepared)
  return prepared
}

/** Throws PublicationStale when something it rests on was published since the submission. */
export async function preparedRow(desk: PublishDesk, tx: Transaction, row: WholePublicationRow): Promise<Prepared> {
  try {
    return await prepareContent(desk, tx, await loadedContent(tx, row.content))
  } catch (error) {
    const ids = overtakenBy(
      error,
      row.shown.changes.map(change => change.id),
    )
    throw ids ? new PublicationStale(ids) : error
  }
}

interface Ending {
  row: WholePublicationRow
  by: Principal
  cause: string
}

async function settled(
  desk: PublishDesk,
  tx: Transaction,
  { row, by, cause, snapshotId, prepared }: Ending & { snapshotId: number; prepared: Prepared },
): Promise<void> {
  const at = desk.parts.clock.now()
  await tx.query(endPublication, [row.id, 'published', at, snapshotId, null])
  const texts = prepared.changed.flatMap(({ id, after }) => (after ? [{ id, text: after.text }] : []))
  await tx.query(deletePublishedDrafts, [row.author, texts.map(each => each.id), texts.map(each => each.text)])
  await publicationAudit(tx, { step: 'published', row, by, cause, at, more: { snapshot: snapshotId } })
}

async function fail(
  desk: PublishDesk,
  session: PublishSession,
  { row, by, cause, failure }: Ending & { failure: PublicationFailure },
): Promise<void> {
  const at = desk.parts.clock.now()
  await session.transaction(async tx => {
    await tx.query(endPublication, [row.id, 'failed', at, null, JSON.stringify(failure)])
    await publicationAudit(tx, { step: 'failed', row, by, cause, at, more: { failure } })
  })
}

function failureOf(error: unknown): PublicationFailure {
  if (error instanceof JingweiError && error.status !== 500) return { code: error.code, message: error.message }
  return { code: 'server.fault', message: 'An internal fault stopped this publication. See the log of the engine.' }
}

/** Who submitted it, as far as the audit trail needs him: rights were checked when he did. */
async function authorOf(tx: Transaction, accountId: string): Promise<Principal> {
  if (accountId === systemPrincipal.accountId) return systemPrincipal
  const [row] = await tx.query<{ name: string; person_id: string | null }>(readAccount, [accountId])
  return { accountId, personId: row?.person_id ?? null, name: row?.name ?? '', roles: [], user: {} }
}
