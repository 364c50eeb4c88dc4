import { setTimeout as pause } from 'node:timers/promises'
import { beginPublication, readDuePublication } from '../../store/statements/publications.ts'
import { reader } from '../../store/transaction.ts'
import type { SnapshotHolder } from '../snapshot-holder.ts'
import type { PublishDesk, Publication } from './desk.ts'
import { finishPublication } from './finish-publication.ts'
import { PublishingBusy, type PublishSession } from './publish-lock.ts'
import { readPublicationRow } from './publication-row.ts'

export interface PublicationPump {
  /** Begins to poll. */
  start(): void
  /** Publishes what is due and finishes what a killed node began; answers how many. What start() does every second. */
  runOnce(): Promise<number>
  /** Takes up nothing new, lets a running publication finish. */
  stop(): Promise<void>
}

const POLL_MS = 1_000

/** Runs on every node. Only who holds the publishing lock takes a publication up, so none is published twice. */
export function createPublicationPump(desk: PublishDesk, snapshots: Pick<SnapshotHolder, 'swap'>): PublicationPump {
  const stopping = new AbortController()
  let running: Promise<unknown> = Promise.resolve()
  const runOnce = async (): Promise<number> => {
    let finished = 0
    while (!stopping.signal.aborted && (await takeOne(desk, snapshots))) finished++
    return finished
  }
  const poll = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await runOnce().catch((error: unknown) => report(desk, error))
      await pause(POLL_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
    }
  }
  return {
    runOnce,
    start: () => void (running = poll()),
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** False when nothing was published. The lock is asked for only when there is something to do. */
async function takeOne(desk: PublishDesk, snapshots: Pick<SnapshotHolder, 'swap'>): Promise<boolean> {
  if ((await due(desk, reader(desk.parts.database))) === undefined) return false
  return desk.alone(async session => {
    const id = await due(desk, session.tx)
    if (id === undefined) return false
    const publication = await publishDue(desk, session, id)
    if (publication) snapshots.swap(publication.snapshot)
    // What follows a failed one waits for the next round: should the failure not have been recorded, this one is first again.
    return publication !== undefined
  })
}

async function publishDue(desk: PublishDesk, session: PublishSession, id: string): Promise<Publication | undefined> {
  const { log } = desk.parts
  const row = await readPublicationRow(session.tx, id)
  if (row.state === 'scheduled') await session.tx.query(beginPublication, [id])
  else log.warn({ publication: id }, 'finishing a publication that another process began')
  try {
    const publication = await finishPublication(desk, session, { id, cause: 'timer' })
    log.info({ publication: id, snapshot: publication.snapshot.id }, 'definitions published')
    return publication
  } catch (error) {
    // It is recorded as failed, unless the database is gone: then the next round finds it again.
    log.error({ publication: id, err: error }, 'a publication failed')
    return undefined
  }
}

async function due({ parts }: PublishDesk, tx: PublishSession['tx']): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(readDuePublication, [parts.clock.now()])
  return row?.id
}

function report({ parts }: PublishDesk, error: unknown): void {
  // While another node publishes, what is due waits.
  if (error instanceof PublishingBusy) return
  parts.log.warn({ err: error }, 'due publications could not be looked for')
}
