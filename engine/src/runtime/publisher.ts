import type { LocalText } from '../metadata/assemble.ts'
import type { Diagnostic } from '../metadata/diagnostic.ts'
import type { PackFolder } from '../metadata/pack.ts'
import type { Snapshot } from '../metadata/snapshot.ts'
import { reader } from '../store/transaction.ts'
import type { Principal, Transaction } from './context.ts'
import type { Installation } from './installation.ts'
import { combinedPacks } from './publishing/combined-packs.ts'
import {
  createPublishDesk,
  type DeskParts,
  type Publication,
  type PublishDesk,
  type PublishOrder,
} from './publishing/desk.ts'
import { installed } from './publishing/preconditions.ts'
import { prepareContent } from './publishing/publication-content.ts'
import type { Prepared } from './publishing/prepared.ts'
import type { PublishSession } from './publishing/publish-lock.ts'
import { samePacks, withChanges, type LocalChange } from './publishing/target.ts'

export type { Publication } from './publishing/desk.ts'
export type { Acceptance } from './publishing/target-compiler.ts'
export type { LocalChange } from './publishing/target.ts'

export type PublisherParts = DeskParts

/** A whole installation to publish: packs and local layer, as somebody planned them on a snapshot. */
export interface InstallationOrder {
  /** All packs that are to be installed, each with those it requires. */
  packs: readonly PackFolder[]
  local: readonly LocalText[]
  /** The snapshot that the plan was made on; 0 when nothing was ever published. */
  expectedSnapshot: number
  by: Principal
  note: string | null
}

/**
 * Publishing: check → cases → expand the tables → switch versions and snapshot in one small transaction. Runs as the
 * owner, one at a time over all nodes. A definition with an error never replaces a running one. What people submit for
 * review, or for a later date, goes through `publishing/publications.ts`.
 */
export interface Publisher {
  /** Compiles the snapshot in force from the database; undefined when nothing was ever published. */
  load(): Promise<Snapshot | undefined>
  /**
   * Publishes these packs, beside others that are installed, under the local layer, which is carried over to them.
   * Unchanged packs and older versions publish nothing. Throws PublicationRefused, CasesFailed, LocalChangesInConflict.
   */
  publishPacks(packs: readonly PackFolder[], by: Principal, note?: string): Promise<Publication>
  /** Publishes a whole installation. Throws PublicationRefused, CasesFailed, InstallationChanged. */
  publishInstallation(order: InstallationOrder): Promise<Publication>
  /** Takes away what the tables have beyond the definitions in force. */
  tidyTables(): Promise<void>
  /** What publishing these changes would find, without doing it. */
  check(changes: readonly LocalChange[]): Promise<Diagnostic[]>
  /** The steps behind it, for whoever publishes in other ways. */
  desk: PublishDesk
}

export function createPublisher(parts: PublisherParts): Publisher {
  const desk = createPublishDesk(parts)
  const publish = async (session: PublishSession, prepared: Prepared, order: PublishOrder) => {
    await desk.refuseFaulty(prepared)
    return desk.publish(session, prepared, order)
  }
  return {
    desk,
    load: () => load(desk),
    publishPacks: (given, by, note) =>
      desk.alone(async session => {
        const now = await desk.installation(session.tx)
        const { packs, older } = await combinedPacks(now, given, parts.kinds)
        for (const pack of older) parts.log.warn(pack, 'an older version of a pack in force was left out')
        if (now && samePacks(now, packs)) return unchanged(desk, session.tx, now)
        const content = { packs, local: null, expectedSnapshot: now?.snapshotId ?? 0 }
        const prepared = await prepareContent(desk, session.tx, content)
        return publish(session, prepared, { by, note: note ?? null, cause: 'start' })
      }),
    publishInstallation: ({ by, note, ...content }) =>
      desk.alone(async session => {
        const prepared = await prepareContent(desk, session.tx, content)
        return publish(session, prepared, { by, note, cause: 'http' })
      }),
    tidyTables: () =>
      desk.alone(async ({ tx }) => {
        const now = await desk.installation(tx)
        if (now) await desk.contract(await desk.prepare(tx, now, now))
      }),
    check: async changes => {
      const tx = reader(parts.database)
      const now = await installed(desk, tx)
      return [...(await desk.prepare(tx, now, withChanges(now, changes))).diagnostics]
    },
  }
}

async function load(desk: PublishDesk): Promise<Snapshot | undefined> {
  const tx = reader(desk.parts.database)
  const now = await desk.installation(tx)
  return now && desk.snapshot(await desk.prepare(tx, now, now))
}

async function unchanged(desk: PublishDesk, tx: Transaction, now: Installation): Promise<Publication> {
  const prepared = await desk.prepare(tx, now, now)
  const snapshot = await desk.snapshot(prepared)
  await desk.contract(prepared)
  return { snapshot, versions: [], warnings: [] }
}
