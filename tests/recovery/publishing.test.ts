import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { startEngineProcess, type EngineProcess } from '../support/engine-process.ts'
import { signIn, type HttpClient } from '../support/http-client.ts'
import { nextChange, TICKET } from '../support/ticket-pack.ts'
import {
  LOGIN,
  prepareTickets,
  TicketTraffic,
  type TicketInstallation,
  type TrafficReport,
} from '../support/ticket-traffic.ts'

const ROUNDS = Number(process.env['JINGWEI_LONG'] ?? 0) > 0 ? 60 : 7
const PUBLICATIONS = 10
const SEED = 20_261_122
/** How long an engine that has just started takes for its first publication; measured by the first test. */
let firstPublicationMs = 1_000

let db: TestDatabase
let folder: string
let installation: TicketInstallation

beforeAll(async () => {
  db = await testDatabase()
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-publishing-'))
  installation = await prepareTickets(folder, db)
}, 120_000)

afterAll(async () => {
  await db?.drop()
  fs.rmSync(folder, { recursive: true, force: true })
})

const start = () => startEngineProcess({ cwd: installation.folder, env: installation.env })
const signedIn = ({ url }: EngineProcess) => signIn(url, LOGIN.login, LOGIN.password)

let changes = 0

test('ten publications while people work: no request fails', { timeout: 120_000 }, async () => {
  const engine = await start()
  try {
    const boss = await signedIn(engine)
    const traffic = new TicketTraffic(boss, { name: 'steady' })

    for (let i = 0; i < PUBLICATIONS; i++) {
      const begun = performance.now()
      const { answer } = await publishNext(boss)
      expect(answer.status, JSON.stringify(answer.body)).toBe(200)
      if (i === 0) firstPublicationMs = performance.now() - begun
    }

    const report = await traffic.stop()
    expect(report.failed).toEqual([])
    expect(report.broken).toBe(0)
    expect(report.requests).toBeGreaterThan(100)
    await expectWritten(report)
  } finally {
    await engine.stop()
  }
})

test(
  'kill -9 at any moment of a publication leaves the installation wholly before or wholly after it',
  { timeout: 60_000 + ROUNDS * 30_000 },
  async () => {
    const random = seeded(SEED)
    let reached = 0
    for (let round = 0; round < ROUNDS; round++) {
      // given an engine that people work on
      const engine = await start()
      const boss = await signedIn(engine)
      const traffic = new TicketTraffic(boss, { name: `round-${round}` })
      const before = await ticketInForce(boss)

      // when it is killed while something is published
      const publication = publishNext(boss, before)
      await Promise.race([publication.catch(() => {}), sleep(random() * 1.5 * firstPublicationMs)])
      await engine.kill()
      const published = await publication.catch(() => undefined)
      const report = await traffic.stop()
      expect(report.failed).toEqual([])

      // then the next start finds one of the two, and everything fits it
      const next = await start()
      try {
        const client = await signedIn(next)
        await until(async () => (await publishing()) === 0)
        const after = await ticketInDatabase()
        await until(async () => (await ticketInForce(client)) === after)
        if (published) expect(after).toBe(published.ticket)
        expect([before, published?.ticket ?? nextTicket(before)]).toContain(after)
        if (after !== before) reached++
        // What the switch left over goes right behind it.
        await vi.waitFor(() => expectFitting(after), { timeout: 15_000, interval: 50 })
        await expectWritten(report)
        // and works on
        expect((await client.post('/api/records/ticket', { number: `after-${round}` })).status).toBe(201)
      } finally {
        await next.stop()
      }
    }
    // A kill that always came too early, or always too late, would show nothing.
    expect(reached).toBeGreaterThan(0)
  },
)

/** The text of the ticket's entity that runs. */
const ticketInForce = async (client: HttpClient): Promise<string> =>
  (await client.get(`/api/definitions/${TICKET}`)).body.text

/** The text of the ticket's entity that is in force for every node. */
const ticketInDatabase = async (): Promise<string> =>
  (
    await rows<{ text: string }>(
      `select v.text from jw.current_snapshot c join jw.snapshot s on s.id = c.snapshot_id
       join jw.definition_version v on v.id = $1 and v.version = (s.items -> 'definitions' ->> $1)::int`,
      [TICKET],
    )
  )[0]!.text

let pending = -1

/** The ticket's text after the change that was begun last. */
function nextTicket(before: string): string {
  const change = nextChange(pending, before)
  return change.id === TICKET ? change.text : before
}

async function publishNext(client: HttpClient, known?: string) {
  const before = known ?? (await ticketInForce(client))
  // After a kill it is open which change came last: one that is in force already is passed over.
  do pending = changes++
  while (nextChange(pending, before).text === before)
  const { id, text } = nextChange(pending, before)
  const { hash } = (await client.get(`/api/definitions/${id}`)).body
  const answer = await client.post('/api/definitions/publish', { changes: [{ id, text, baseHash: hash }] })
  return { answer, ticket: id === TICKET ? text : before }
}

/** Tables are those of the definition in force: its columns, exactly its unique constraints, nothing unfinished. */
async function expectFitting(ticket: string): Promise<void> {
  const content = JSON.parse(ticket) as { properties: object; 'x-unique'?: string[][] }
  const columns = await rows<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = 'app.ticket'::regclass and attnum > 0 and not attisdropped`,
  )
  expect(columns.map(column => column.name)).toEqual(expect.arrayContaining(Object.keys(content.properties)))
  expect(
    await rows(`select conname as name from pg_constraint where conrelid = 'app.ticket'::regclass and contype = 'u'`),
  ).toEqual(content['x-unique'] ? [{ name: 'ticket_number_unique' }] : [])
  expect(
    await rows(`select indexrelid::regclass::text as name from pg_index where not indisvalid or not indisready`),
  ).toEqual([])
  expect(await rows(`select conname from pg_constraint where not convalidated`)).toEqual([])
}

/** Every acknowledged write is there, with what the server set itself. */
async function expectWritten({ tickets }: TrafficReport): Promise<void> {
  const kept = await rows<{ row: Record<string, string> }>(
    'select to_jsonb(t) as row from app.ticket t where id = any($1::uuid[])',
    [[...tickets.keys()]],
  )
  const found = new Map(kept.map(({ row }) => [row['id'], row]))
  for (const [id, { number, regions }] of tickets) {
    const row = found.get(id)
    expect(row?.['number']).toBe(number)
    expect(regions).toContain(row!['region'])
    expect(row!['remark'] ?? row!['note']).toBe('as made')
  }
}

const publishing = async (): Promise<number> =>
  (await rows<{ n: number }>(`select count(*)::int as n from jw.publication where state = 'publishing'`))[0]!.n

const rows = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await db.database.owner.query<Row & Record<string, unknown>>(sql, values)).rows

async function until(holds: () => Promise<boolean>): Promise<void> {
  const last = performance.now() + 15_000
  while (!(await holds())) {
    if (performance.now() > last) throw new Error('what was waited for did not happen')
    await sleep(50)
  }
}

/** Mulberry32: the same moments in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
