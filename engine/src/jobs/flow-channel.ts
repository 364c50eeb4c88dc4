import type pg from 'pg'
import type { Log } from '../base/log.ts'
import type { Database } from '../store/database.ts'
import { notifyFlowJobs } from '../store/statements/flow-jobs.ts'
import { reader } from '../store/transaction.ts'
import { hintFlowJobs, onFlowJobs } from './flow-hints.ts'

/** Hints between the nodes of one database. */
export interface FlowChannel {
  start(): void
  stop(): void
}

export const FLOW_CHANNEL = 'flow_job'

/** A burst of hints is told to the others once. */
const TELL_AFTER_MS = 50
const LISTEN_AGAIN_MS = 5_000

/**
 * Passes hints on to the other nodes, and theirs to this one. Not in the command's transaction: commits that notify are
 * done one at a time by PostgreSQL.
 */
export function createFlowChannel(parts: { database: Database; owner: string; log: Log }): FlowChannel {
  return new Channel(parts)
}

class Channel implements FlowChannel {
  readonly #parts: { database: Database; owner: string; log: Log }
  #listener: pg.PoolClient | undefined
  #telling: NodeJS.Timeout | undefined
  #again: NodeJS.Timeout | undefined
  #unsubscribe: (() => void) | undefined
  #passingOn = false
  #stopped = false

  constructor(parts: { database: Database; owner: string; log: Log }) {
    this.#parts = parts
  }

  start(): void {
    this.#unsubscribe = onFlowJobs(() => this.#tellSoon())
    void this.#listen()
  }

  stop(): void {
    this.#stopped = true
    this.#unsubscribe?.()
    clearTimeout(this.#telling)
    clearTimeout(this.#again)
    this.#listener?.release(true)
    this.#listener = undefined
  }

  #tellSoon(): void {
    if (this.#passingOn || this.#stopped) return
    this.#telling ??= setTimeout(() => void this.#tell(), TELL_AFTER_MS).unref()
  }

  async #tell(): Promise<void> {
    this.#telling = undefined
    try {
      await reader(this.#parts.database).query(notifyFlowJobs, [this.#parts.owner])
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'other nodes could not be told of flow jobs')
    }
  }

  #hear({ payload }: { payload?: string | undefined }): void {
    if (payload === this.#parts.owner) return
    this.#passingOn = true
    hintFlowJobs()
    this.#passingOn = false
  }

  async #listen(): Promise<void> {
    try {
      const client = await this.#parts.database.app.connect()
      client.on('notification', message => this.#hear(message))
      client.on('error', () => this.#lose(client))
      await client.query(`listen ${FLOW_CHANNEL}`)
      if (this.#stopped) client.release(true)
      else this.#listener = client
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'hints about flow jobs can not be heard')
      this.#listenAgain()
    }
  }

  #lose(client: pg.PoolClient): void {
    if (this.#listener !== client) return
    this.#listener = undefined
    client.release(true)
    this.#listenAgain()
  }

  #listenAgain(): void {
    if (!this.#stopped) this.#again = setTimeout(() => void this.#listen(), LISTEN_AGAIN_MS).unref()
  }
}
