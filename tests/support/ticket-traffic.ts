import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { silentLog } from '../../engine/src/base/log.ts'
import { readConfiguration } from '../../engine/src/host/configuration.ts'
import { openEngine } from '../../engine/src/main/open-engine.ts'
import { packFolders, readPacks } from '../../engine/src/main/installation-packs.ts'
import { systemPrincipal } from '../../engine/src/runtime/command-runner.ts'
import type { HttpClient } from './http-client.ts'
import { ticketPack } from './ticket-pack.ts'

export const LOGIN = { login: 'boss', password: 'ticket-traffic-1' }

/** An installation that engine processes can be started in, with one account that may do all. */
export interface TicketInstallation {
  folder: string
  env: Record<string, string>
}

/** The pack of tickets, beside others when their folders are given. */
export async function prepareTickets(
  folder: string,
  { url, ownerUrl }: { url: string; ownerUrl: string },
  others: readonly string[] = [],
): Promise<TicketInstallation> {
  for (const file of ticketPack.files) writeFile(path.join(folder, ticketPack.folder, file.path), file.text)
  const settings = { packs: [...others, path.join(folder, ticketPack.folder)], demo: false, dataDir: 'data' }
  writeFile(path.join(folder, 'jingwei.config.json'), JSON.stringify(settings))
  const env = { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, JINGWEI_LOG_LEVEL: 'error' }
  const configuration = readConfiguration({ cwd: folder, environment: env })
  const packs = await readPacks(packFolders(configuration), configuration.root)
  const engine = await openEngine({ configuration, packs, log: silentLog, environment: env })
  try {
    await engine.publisher.publishPacks(packs, systemPrincipal)
    await engine.accounts.add({ ...LOGIN, name: 'boss', personId: null, roles: ['boss'] })
  } finally {
    await engine.close()
  }
  return { folder, env }
}

/** What the traffic saw. */
export interface TrafficReport {
  requests: number
  /** Answers that were no success, as `409 POST /api/…: {…}`. */
  failed: string[]
  /** Requests without an answer: the engine was killed. */
  broken: number
  /** Tickets whose writing was acknowledged: what was acknowledged, and what was tried since. */
  tickets: Map<string, { number: string; regions: string[] }>
}

/** Somebody works: makes tickets, reads, lists and changes them, at a steady rate, until `stop`. */
export class TicketTraffic {
  readonly report: TrafficReport = { requests: 0, failed: [], broken: 0, tickets: new Map() }
  readonly #workers: Promise<void>[]
  #stopped = false

  constructor(
    client: HttpClient,
    { name, workers = 4, pauseMs = 10 }: { name: string; workers?: number; pauseMs?: number },
  ) {
    const one = async (worker: number): Promise<void> => {
      for (let n = 0; !this.#stopped; n++) {
        await this.#work(client, `${name}-${worker}-${n}`, pauseMs).catch(() => void this.report.broken++)
        await sleep(pauseMs)
      }
    }
    this.#workers = Array.from({ length: workers }, (_, worker) => one(worker))
  }

  async stop(): Promise<TrafficReport> {
    this.#stopped = true
    await Promise.all(this.#workers)
    return this.report
  }

  async #work(client: HttpClient, number: string, pauseMs: number): Promise<void> {
    const made = await this.#ask('POST', '/api/records/ticket', () =>
      client.post('/api/records/ticket', { number, region: 'a' }),
    )
    if (!made) return
    const ticket = { number, regions: ['a'] }
    this.report.tickets.set(made.id, ticket)
    await sleep(pauseMs)
    await this.#ask('GET', '/api/records/ticket', () => client.get('/api/records/ticket?limit=5'))
    ticket.regions.push('b')
    const changed = await this.#ask('PATCH', '/api/records/ticket', () =>
      client.patch(`/api/records/ticket/${made.id}`, { region: 'b' }, { 'if-match': `"${made.version}"` }),
    )
    if (changed) ticket.regions.shift()
    await this.#ask('GET', '/api/records/ticket/:id', () => client.get(`/api/records/ticket/${made.id}`))
  }

  async #ask(method: string, place: string, ask: () => ReturnType<HttpClient['get']>): Promise<any> {
    this.report.requests++
    const { status, body } = await ask()
    if (status < 300) return body
    this.report.failed.push(`${status} ${method} ${place}: ${JSON.stringify(body)}`)
    return undefined
  }
}

function writeFile(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, text)
}
