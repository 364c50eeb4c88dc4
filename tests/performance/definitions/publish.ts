import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startEmbeddedServer } from '../../../engine/src/store/embedded-server.ts'
import { startEngineProcess } from '../../support/engine-process.ts'
import { signIn, type HttpClient } from '../../support/http-client.ts'
import { nextChange, TICKET } from '../../support/ticket-pack.ts'
import { LOGIN, prepareTickets, TicketTraffic } from '../../support/ticket-traffic.ts'

export interface PublishingResult {
  /** Of each publication, by what it changed. The first one is made by an engine that has just started. */
  publications: { what: string; seconds: number }[]
  requests: number
  failedRequests: number
}

const TEMPLATE = path.resolve(import.meta.dirname, '../../../definitions/medical-device')

/**
 * Publishes one change after the other over HTTP (fields, a unique index, a rename, digits, a rule) beside the whole
 * template, while four people read and write all the time.
 */
export async function publishWhileServing(count: number): Promise<PublishingResult> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-bench-publish-'))
  // The database's user must reach it when root runs this.
  fs.chmodSync(folder, 0o755)
  const server = await startEmbeddedServer({ dataDir: path.join(folder, 'server') })
  try {
    const urls = { url: server.appUrl('postgres'), ownerUrl: server.ownerUrl('postgres') }
    const { env } = await prepareTickets(folder, urls, [TEMPLATE])
    const engine = await startEngineProcess({ cwd: folder, env })
    try {
      return await publishAll(await signIn(engine.url, LOGIN.login, LOGIN.password), count)
    } finally {
      await engine.stop()
    }
  } finally {
    await server.leave()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

async function publishAll(client: HttpClient, count: number): Promise<PublishingResult> {
  const traffic = new TicketTraffic(client, { name: 'bench' })
  const publications: PublishingResult['publications'] = []
  for (let n = 0; n < count; n++) publications.push(await publishOne(client, n))
  const { requests, failed, broken } = await traffic.stop()
  return { publications, requests, failedRequests: failed.length + broken }
}

async function publishOne(client: HttpClient, n: number): Promise<{ what: string; seconds: number }> {
  const { id, text } = nextChange(n, (await client.get(`/api/definitions/${TICKET}`)).body.text)
  const { hash } = (await client.get(`/api/definitions/${id}`)).body
  const begun = performance.now()
  const { status, body } = await client.post('/api/definitions/publish', { changes: [{ id, text, baseHash: hash }] })
  if (status !== 200) throw new Error(`publication ${n} was refused: ${JSON.stringify(body)}`)
  return { what: id, seconds: (performance.now() - begun) / 1000 }
}
