import pg from 'pg'
import type { Log } from '../base/log.ts'
import { startEmbeddedServer, type EmbeddedServer } from './embedded-server.ts'
import { BadDatabaseUrl, DatabaseTooOld, DatabaseUnreachable } from './store-errors.ts'
import { valueTypes } from './value-types.ts'

/** The one PostgreSQL database of an installation. */
export interface Database {
  /** Role of running commands (`jingwei_app`): no DDL, no change of the audit trail. */
  app: pg.Pool
  /** Role of migrations and publishing (`jingwei_owner`). The same as `app` when there is only one role. */
  owner: pg.Pool
  /** Addresses of the two, with passwords: for libraries that connect by themselves. Never log them. */
  appUrl: string
  ownerUrl: string
  /** True when one role does everything: the database itself then does not protect the audit trail. */
  singleRole: boolean
  /** As `server_version_num`: 180004 is 18.4. */
  serverVersion: number
  /** Null when DATABASE_URL is used. */
  embedded: Pick<EmbeddedServer, 'where' | 'how' | 'moved'> | null
  /** Throws DatabaseUnreachable. */
  ping(): Promise<void>
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** Address for running commands; absent: the embedded server. */
  url?: string
  /** Address for migrations and publishing. Default: `url`. */
  ownerUrl?: string
  embedded?: { dataDir: string }
  /** Of the app pool. Default 16. */
  maxConnections?: number
  log: Log
}

const OLDEST_VERSION = 150_000
/** Name of our database on an embedded server. */
const EMBEDDED_DATABASE = 'jingwei'
/** Migrations, publishing, sealing and the worker need few connections. */
const OWNER_CONNECTIONS = 4

/** Connects to DATABASE_URL, or starts the embedded server. Throws an error that says what to do. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.url)
    return connect(options, { appUrl: options.url, ownerUrl: options.ownerUrl ?? options.url, server: null })
  if (!options.embedded) throw new BadDatabaseUrl('DATABASE_URL')
  const server = await startEmbeddedServer(options.embedded)
  try {
    await ensureDatabase(server)
    const urls = { appUrl: server.appUrl(EMBEDDED_DATABASE), ownerUrl: server.ownerUrl(EMBEDDED_DATABASE) }
    return await connect(options, { ...urls, server })
  } catch (error) {
    await server.leave()
    throw error
  }
}

interface Target {
  appUrl: string
  ownerUrl: string
  server: EmbeddedServer | null
}

async function connect(options: DatabaseOptions, { appUrl, ownerUrl, server }: Target): Promise<Database> {
  const singleRole = appUrl === ownerUrl
  const app = makePool(appUrl, 'DATABASE_URL', options.maxConnections ?? 16, options.log)
  const owner = singleRole ? app : makePool(ownerUrl, 'DATABASE_OWNER_URL', OWNER_CONNECTIONS, options.log)
  const close = async (): Promise<void> => {
    await Promise.all(singleRole ? [app.end()] : [app.end(), owner.end()])
    await server?.leave()
  }
  try {
    const serverVersion = await checkVersion(owner, ownerUrl)
    const embedded = server && { where: server.where, how: server.how, moved: server.moved }
    const ping = async (): Promise<void> => void (await askVersion(app, appUrl))
    return { app, owner, appUrl, ownerUrl, singleRole, serverVersion, embedded, ping, close }
  } catch (error) {
    await Promise.all(singleRole ? [app.end()] : [app.end(), owner.end()])
    throw error
  }
}

function makePool(url: string, setting: string, max: number, log: Log): pg.Pool {
  if (!/^postgres(ql)?:$/.test(URL.parse(url)?.protocol ?? '')) throw new BadDatabaseUrl(setting)
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types: valueTypes,
    application_name: 'jingwei',
    connectionTimeoutMillis: 10_000,
    // A new connection prepares and plans everything anew: not after each quiet moment.
    idleTimeoutMillis: 10 * 60_000,
    // A command that hangs between two statements must not hold its locks for ever.
    idle_in_transaction_session_timeout: 60_000,
  })
  // Without handlers a connection that breaks while idle ends the process.
  pool.on('error', error => log.warn({ error: error.message }, 'database connection lost'))
  pool.on('connect', client => void client.on('error', () => {}))
  return pool
}

async function checkVersion(pool: pg.Pool, url: string): Promise<number> {
  const { number, text } = await askVersion(pool, url)
  if (number < OLDEST_VERSION) throw new DatabaseTooOld(text)
  return number
}

async function askVersion(pool: pg.Pool, url: string): Promise<{ number: number; text: string }> {
  try {
    const { rows } = await pool.query<{ number: number; text: string }>(
      "select current_setting('server_version_num')::int as number, current_setting('server_version') as text",
    )
    return rows[0]!
  } catch (cause) {
    throw new DatabaseUnreachable(withoutSecrets(url), cause)
  }
}

function withoutSecrets(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}

async function ensureDatabase(server: EmbeddedServer): Promise<void> {
  const client = new pg.Client({ connectionString: server.ownerUrl('postgres') })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [EMBEDDED_DATABASE])
    if (rowCount === 0) await client.query(`create database ${EMBEDDED_DATABASE}`)
  } catch (error) {
    // Another process made it at the same moment (duplicate_database or the unique index behind it).
    if (!['42P04', '23505'].includes((error as pg.DatabaseError).code ?? '')) throw error
  } finally {
    await client.end()
  }
}
