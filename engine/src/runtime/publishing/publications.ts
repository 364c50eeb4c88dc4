import { readDefinitionTexts } from '../../store/statements/snapshots.ts'
import { readPublications } from '../../store/statements/publications.ts'
import { reader } from '../../store/transaction.ts'
import type { SnapshotHolder } from '../snapshot-holder.ts'
import type { PublishDesk } from './desk.ts'
import { changePolicy, type ReviewPolicy } from './pack-policies.ts'
import type { Principal } from '../context.ts'
import {
  readPublicationRow,
  type PublicationRow,
  type PublicationState,
  type WholePublicationRow,
} from './publication-row.ts'
import { approvePublication, rejectPublication, withdrawPublication, type Review } from './review-publication.ts'
import { submitPublication, type Submission, type Submitted } from './submit-publication.ts'

/** What people publish: submitted, reviewed where the policy of a pack says so, and brought into force. */
export interface Publications {
  /** Throws PublicationRefused, CasesFailed, ChangedMeanwhile, ReviewRequired and what else speaks against it. */
  submit(submission: Submission): Promise<Submitted>
  approve(review: Review & { contentHash: string }): Promise<void>
  reject(review: Review & { comment: string }): Promise<void>
  withdraw(review: Omit<Review, 'comment'>): Promise<void>
  /** Newest first, at most 200. */
  list(states: readonly PublicationState[] | null): Promise<PublicationRow[]>
  /** Throws UnknownPublication. */
  get(id: string): Promise<PublicationWithTexts>
  changePolicy(change: { pack: string; review: ReviewPolicy; by: Principal }): Promise<void>
}

export interface PublicationWithTexts extends WholePublicationRow {
  /** Texts that were in force when it was submitted, by id. */
  before: ReadonlyMap<string, string>
}

const LISTED = 200

export function createPublications(desk: PublishDesk, snapshots: Pick<SnapshotHolder, 'swap'>): Publications {
  const tx = reader(desk.parts.database)
  return {
    async submit(submission) {
      const submitted = await submitPublication(desk, submission)
      if (submitted.publication) snapshots.swap(submitted.publication.snapshot)
      return submitted
    },
    async approve(review) {
      const publication = await approvePublication(desk, review)
      if (publication) snapshots.swap(publication.snapshot)
    },
    reject: review => rejectPublication(desk, review),
    withdraw: review => withdrawPublication(desk, review),
    list: states => tx.query<PublicationRow>(readPublications, [states, LISTED]),
    async get(id) {
      const row = await readPublicationRow(tx, id)
      const known = row.shown.changes.filter(change => change.before !== null)
      const values = [known.map(change => change.id), known.map(change => change.before)]
      const texts = await tx.query<{ id: string; text: string }>(readDefinitionTexts, values)
      return { ...row, before: new Map(texts.map(each => [each.id, each.text])) }
    },
    changePolicy: change => changePolicy(desk, change),
  }
}
