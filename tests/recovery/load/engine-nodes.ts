import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbeddedServer, type EmbeddedServer } from '../../../engine/src/store/embedded-server.ts'
import { testDatabase, type TestDatabase } from '../../support/database.ts'
import { startEngineProcess, type EngineProcess } from '../../support/engine-process.ts'
import type { OrderInstallation } from './order-pack.ts'

/** A PostgreSQL of the test's own, that it may kill. */
export interface OwnServer {
  db: TestDatabase
  /** SIGKILL of the server; resolves when it takes connections again, on the same port. */
  killAndRestart(): Promise<void>
  close(): Promise<void>
}

export async function openServer(folder: string): Promise<OwnServer> {
  const options = { dataDir: path.join(folder, 'postgres'), maxConnections: 150, settings: { fsync: 'off' } }
  const handles: EmbeddedServer[] = [await startEmbeddedServer(options)]
  const [first] = handles as [EmbeddedServer]
  const db = await testDatabase({ server: first.ownerUrl('postgres'), maxConnections: 4 })
  return {
    db,
    async killAndRestart() {
      const [pid] = fs.readFileSync(path.join(first.where, 'data/postmaster.pid'), 'utf8').split('\n')
      process.kill(Number(pid), 'SIGKILL')
      handles.push(await startEmbeddedServer(options))
      if (handles.at(-1)!.port !== first.port) throw new Error('PostgreSQL came back on another port.')
    },
    async close() {
      await db.drop()
      for (const handle of handles) await handle.leave()
      fs.rmSync(first.where, { recursive: true, force: true })
    },
  }
}

/** Engines on one database, each in a process of its own. */
export class EngineNodes {
  readonly #installation: OrderInstallation
  readonly #nodes: EngineProcess[] = []
  readonly #ended: EngineProcess[] = []

  constructor(installation: OrderInstallation) {
    this.#installation = installation
  }

  async start(count: number): Promise<void> {
    this.#nodes.push(...(await Promise.all(Array.from({ length: count }, () => this.#startOne()))))
  }

  /** Addresses of those that were not killed; a stopped one is among them. */
  get urls(): string[] {
    return this.#nodes.map(node => node.url)
  }

  /** SIGKILL of one, and another one in its place. */
  async killAndRestart(n: number): Promise<void> {
    const at = n % this.#nodes.length
    const node = this.#nodes[at]!
    this.#ended.push(node)
    await node.kill()
    this.#nodes[at] = await this.#startOne()
  }

  /**
   * Stops one for so long, then it goes on as if nothing had happened. At a moment when it is busy, if there is one within a
   * few seconds; the answer tells whether there was.
   */
  async pause(n: number, ms: number, isBusy: (pid: number) => Promise<boolean>): Promise<boolean> {
    const { pid } = this.#nodes[n % this.#nodes.length]!
    let busy = false
    for (let tries = 0; !busy && tries < MOST_TRIES; tries++) {
      process.kill(pid, 'SIGCONT')
      await sleep(20)
      process.kill(pid, 'SIGSTOP')
      busy = await isBusy(pid)
    }
    await sleep(ms)
    process.kill(pid, 'SIGCONT')
    return busy
  }

  /** What all of them printed. */
  output(): string {
    return [...this.#ended, ...this.#nodes].map(node => node.output()).join('\n')
  }

  /** Pids of those that ended by themselves. */
  crashed(): number[] {
    return this.#nodes.filter(node => !isThere(node.pid)).map(node => node.pid)
  }

  async stop(): Promise<void> {
    await Promise.all(this.#nodes.map(node => node.stop()))
  }

  #startOne(): Promise<EngineProcess> {
    const { folder, env } = this.#installation
    return startEngineProcess({ cwd: folder, env, timeoutMs: 120_000 })
  }
}

const MOST_TRIES = 200

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
