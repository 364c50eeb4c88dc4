import { newId } from '../../base/ids.ts'
import { readPolicies, writePolicy } from '../../store/statements/publications.ts'
import { auditEntry, writeAuditEntries } from '../audit.ts'
import type { Principal, Transaction } from '../context.ts'
import { PackNotInstalled } from '../packs/plan-errors.ts'
import type { PublishDesk } from './desk.ts'

/** `four_eyes`: what changes the pack's definitions needs the approval of a second person. */
export type ReviewPolicy = 'off' | 'four_eyes'

/** Those of these packs that need a second person. */
export async function reviewedPacks(tx: Transaction, packs: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ pack: string; review: ReviewPolicy }>(readPolicies, [packs])
  return rows.filter(row => row.review === 'four_eyes').map(row => row.pack)
}

/**
 * Changes a pack's policy, with an audit entry. Throws PackNotInstalled. Reviews that are open stay reviews: whoever turns the policy off still
 * can't publish what he has submitted under it without withdrawing it first.
 */
export async function changePolicy(
  desk: PublishDesk,
  { pack, review, by }: { pack: string; review: ReviewPolicy; by: Principal },
): Promise<void> {
  // Alone among publications: one that is being published at once has read the policy before.
  await desk.alone(session =>
    session.transaction(async tx => {
      const now = await desk.installation(tx)
      if (!now?.items.packs.some(each => each.name === pack)) throw new PackNotInstalled(pack)
      const at = desk.parts.clock.now()
      const before = (await reviewedPacks(tx, [pack])).length > 0 ? 'four_eyes' : 'off'
      if (before === review) return
      await tx.query(writePolicy, [pack, review, by.accountId, at])
      const fact = {
        action: 'pack_policy.changed',
        subjectKind: 'pack',
        subjectId: pack,
        changes: { review: [before, review] },
      }
      const origin = { commandId: newId(), command: 'pack_policy.change', cause: 'http' }
      await writeAuditEntries(tx, [auditEntry(fact, by, origin, at)])
    }),
  )
}
