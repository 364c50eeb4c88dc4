import type pg from 'pg'
import { Unavailable } from '../base/errors.ts'
import type { Log } from '../base/log.ts'
import type { Snapshot } from '../metadata/snapshot.ts'
import type { Database } from '../store/database.ts'
import { readCurrentSnapshotId } from '../store/statements/snapshots.ts'
import { reader } from '../store/transaction.ts'

/** The snapshot that this node runs. One frozen object; publishing anywhere swaps it everywhere. */
export interface SnapshotHolder {
  /** Throws NotPublished before the first snapshot. */
  current(): Snapshot
  /** The current one, once it is certain that nobody switched more than five seconds ago. Throws SnapshotUnknown. */
  fresh(): Promise<Snapshot>
  /** Takes a snapshot that this node has just published. */
  swap(snapshot: Snapshot): void
  /** Follows the switches of other nodes: by notification, and by asking every second. */
  follow(): void
  stop(): Promise<void>
}

export interface SnapshotHolderParts {
  database: Database
  /** Reads and compiles the snapshot in force; undefined when nothing was ever published. */
  load(): Promise<Snapshot | undefined>
  log: Log
  initial?: Snapshot
}

export const SNAPSHOT_CHANNEL = 'jw_snapshot'

const POLL_MS = 1_000
/** A node that has not seen a switch for so long takes no commands: they would run on old rules. */
const STALE_AFTER_MS = 5_000

export function createSnapshotHolder(parts: SnapshotHolderParts): SnapshotHolder {
  return new Holder(parts)
}

class Holder implements SnapshotHolder {
  readonly #parts: SnapshotHolderParts
  #snapshot: Snapshot | undefined
  #seenAtMs = performance.now()
  #checking: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #listener: pg.PoolClient | undefined
  #stopped = false

  constructor(parts: SnapshotHolderParts) {
    this.#parts = parts
    this.#snapshot = parts.initial
  }

  current(): Snapshot {
    if (this.#snapshot === undefined) throw new NotPublished()
    return this.#snapshot
  }

  async fresh(): Promise<Snapshot> {
    if (performance.now() - this.#seenAtMs > STALE_AFTER_MS) await this.#checkOrRefuse()
    return this.current()
  }

  swap(snapshot: Snapshot): void {
    // Two publications of this node may be told about in the wrong order.
    if (snapshot.id < (this.#snapshot?.id ?? 0)) return
    this.#snapshot = snapshot
    this.#seenAtMs = performance.now()
  }

  follow(): void {
    const tick = async (): Promise<void> => {
      await this.#quietCheck()
      if (!this.#stopped) this.#timer = setTimeout(() => void tick(), POLL_MS).unref()
    }
    void tick()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#checking?.catch(() => {})
    this.#listener?.release(true)
    this.#listener = undefined
  }

  async #checkOrRefuse(): Promise<void> {
    try {
      await this.#check()
    } catch (cause) {
      throw new SnapshotUnknown(cause)
    }
  }

  async #quietCheck(): Promise<void> {
    try {
      if (this.#listener === undefined) await this.#listen()
      await this.#check()
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'the snapshot in force could not be read')
    }
  }

  /** One at a time: a burst of notifications asks once. */
  #check(): Promise<void> {
    this.#checking ??= this.#readAndSwap().finally(() => (this.#checking = undefined))
    return this.#checking
  }

  async #readAndSwap(): Promise<void> {
    const askedAtMs = performance.now()
    const [row] = await reader(this.#parts.database).query<{ snapshot_id: string }>(readCurrentSnapshotId)
    if (row !== undefined && Number(row.snapshot_id) !== this.#snapshot?.id) {
      const snapshot = await this.#parts.load()
      if (snapshot !== undefined && snapshot.id >= (this.#snapshot?.id ?? 0)) this.#snapshot = snapshot
      this.#parts.log.info({ snapshot: this.#snapshot?.id }, 'snapshot switched')
    }
    this.#seenAtMs = askedAtMs
  }

  async #listen(): Promise<void> {
    const client = await this.#parts.database.app.connect()
    client.on('notification', () => void this.#quietCheck())
    client.on('error', () => {
      if (this.#listener === client) this.#listener = undefined
      client.release(true)
    })
    await client.query(`listen ${SNAPSHOT_CHANNEL}`)
    if (this.#stopped) return client.release(true)
    this.#listener = client
  }
}

export class NotPublished extends Unavailable {
  constructor() {
    super('runtime.not_published', 'Nothing is published yet. Publish a pack first: jingwei publish <folder>.')
  }
}

export class SnapshotUnknown extends Unavailable {
  constructor(cause: unknown) {
    super(
      'runtime.snapshot_unknown',
      'This node can not learn which definitions are in force and takes no commands until it can. Try again.',
      {
        cause,
      },
    )
  }
}
