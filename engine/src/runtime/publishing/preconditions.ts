import type { Transaction } from '../context.ts'
import type { Installation } from '../installation.ts'
import { BadChanges, InstallationChanged } from '../publish-errors.ts'
import type { PublishDesk } from './desk.ts'
import type { PublishedVersion } from './prepared.ts'
import type { LocalChange } from './target.ts'

/** What is in force. Throws BadChanges before the first publication: there is nothing to change yet. */
export async function installed(desk: PublishDesk, tx: Transaction): Promise<Installation> {
  const now = await desk.installation(tx)
  if (!now) throw new BadChanges('Nothing is published yet: publish a pack first.')
  return now
}

/** Ids of changes that somebody began on another text than the one in force. */
export function staleIds(inForce: ReadonlyMap<string, PublishedVersion>, changes: readonly LocalChange[]): string[] {
  return changes
    .filter(({ id, baseHash }) => (inForce.get(id)?.hash ?? null) !== (baseHash ?? null))
    .map(change => change.id)
}

/** Throws InstallationChanged when another snapshot is in force than the one that was planned on. */
export function refuseOtherSnapshot(now: Installation | undefined, expected: number): void {
  const snapshotId = now?.snapshotId ?? 0
  if (snapshotId !== expected) throw new InstallationChanged(expected, snapshotId)
}
