import type { FastifyInstance } from 'fastify'
import { FakeClock } from '../../engine/src/base/clock.ts'
import { silentLog } from '../../engine/src/base/log.ts'
import type { Configuration } from '../../engine/src/host/configuration.ts'
import type { PackFile } from '../../engine/src/metadata/kind.ts'
import { openEngine, type OpenEngine } from '../../engine/src/main/open-engine.ts'
import { httpOf } from '../../engine/src/main/serve.ts'
import { systemPrincipal } from '../../engine/src/runtime/command-runner.ts'
import { testDatabase } from './database.ts'
import { shopPack } from './shop-pack.ts'

type Json = Record<string, any>

export interface Answer {
  status: number
  headers: Record<string, unknown>
  body: any
  /** The body as it came. */
  bytes: Buffer
}

/** A signed-in person with his cookie and token. */
export interface Visitor {
  personId: string
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
}

/** The whole engine on a database of its own, reached as browsers reach it, but without a socket. */
export interface HttpShop {
  app: FastifyInstance
  engine: OpenEngine
  clock: FakeClock
  /** As commands on this installation read it. */
  configuration: Configuration
  ids: { customer: string; product: string; prices: string }
  /** Adds a person with an account and signs him in. */
  visitor(name: string, roles: string[]): Promise<Visitor>
  rows<Row = any>(sql: string, values?: unknown[]): Promise<Row[]>
  close(): Promise<void>
}

const PASSWORD = 'Correct-Horse-7'

/** `files` come into the pack beside those of the shop. */
export async function openHttpShop(
  files: readonly PackFile[] = [],
  settings: Partial<Configuration> = {},
): Promise<HttpShop> {
  const pack = { ...shopPack, files: [...shopPack.files, ...files] }
  const db = await testDatabase()
  const clock = new FakeClock('2026-03-02T01:00:00Z')
  const configuration = { ...configurationOf(db), ...settings }
  const engine = await openEngine({ configuration, packs: [pack], log: silentLog, clock, environment: {} })
  engine.snapshots.swap((await engine.publisher.publishPacks([pack], systemPrincipal)).snapshot)
  const app = await httpOf(engine, configuration, null)
  const make = async (entity: string, record: Json) => {
    const options = { name: 'record.create', cause: 'test' }
    return (
      await engine.commands.run(systemPrincipal, options, ctx =>
        ctx.run<{ id: string }>('entity', entity, 'create', { record }),
      )
    ).id
  }
  const customer = await make('customer', { name: '浙江医院', region: 'east' })
  const product = await make('product', { name: '骨钉', tax_rate: '13' })
  const prices = await make('price_list', { name: '2026', lines: [{ product, price: '12.5' }] })
  return {
    app,
    engine,
    clock,
    configuration,
    ids: { customer, product, prices },
    visitor: async (name, roles) => {
      const personId = await make('person', { name })
      await engine.accounts.add({ login: name, name, personId, roles, password: PASSWORD })
      return signedIn(app, name, personId)
    },
    rows: async (sql, values = []) => (await db.database.owner.query(sql, values)).rows,
    close: async () => {
      await app.close()
      await engine.close()
      await db.drop()
    },
  }
}

async function signedIn(app: FastifyInstance, login: string, personId: string): Promise<Visitor> {
  const answer = await app.inject({ method: 'POST', url: '/api/session', payload: { login, password: PASSWORD } })
  if (answer.statusCode !== 201) throw new Error(`sign-in refused: ${answer.body}`)
  const cookie = [answer.headers['set-cookie']]
    .flat()
    .map(part => String(part).split(';')[0])
    .join('; ')
  const own = { cookie, 'x-csrf-token': answer.json<{ csrfToken: string }>().csrfToken }
  return { personId, ask: (method, path, body, headers) => ask(app, method, path, body, { ...own, ...headers }) }
}

export async function ask(
  app: FastifyInstance,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const payload = body === undefined ? {} : { payload: isRaw(body) ? body : JSON.stringify(body) }
  const typed = body === undefined ? headers : { 'content-type': 'application/json', ...headers }
  const answer = await app.inject({ method: method as 'GET', url: `/api${path}`, headers: typed, ...payload })
  const isJson = /json/.test(String(answer.headers['content-type']))
  const { rawPayload: bytes } = answer
  return { status: answer.statusCode, headers: answer.headers, body: isJson ? answer.json() : answer.body, bytes }
}

/** Bytes go with a content type of their own in `headers`. */
const isRaw = (body: unknown): body is string | Buffer => typeof body === 'string' || Buffer.isBuffer(body)

const configurationOf = ({ url, ownerUrl }: { url: string; ownerUrl: string }): Configuration => ({
  root: import.meta.dirname,
  port: 0,
  portGiven: false,
  host: '127.0.0.1',
  dataDir: import.meta.dirname,
  locale: 'zh-CN',
  publicUrl: null,
  logLevel: 'error',
  packs: null,
  modules: [],
  plugins: null,
  trustedKeys: {},
  allowUnsigned: [],
  demo: false,
  databaseConnections: 8,
  databaseUrl: url,
  databaseOwnerUrl: ownerUrl,
})
