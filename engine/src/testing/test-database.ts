import crypto from 'node:crypto'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { silentLog } from '../base/log.ts'
import { openDatabase, type Database } from '../store/database.ts'
import { startEmbeddedServer } from '../store/embedded-server.ts'
import { isAlive } from '../store/embedded/is-alive.ts'
import { migrate, readMigrations } from '../store/migrate.ts'

export interface TestDatabase {
  database: Database
  /** Address of the app role (DATABASE_URL of an engine process). */
  url: string
  /** Address of the owner (DATABASE_OWNER_URL). */
  ownerUrl: string
  /** Closes the pools and drops the database. Call it in afterAll. */
  drop(): Promise<void>
}

/**
 * A database of one's own with all migrations of engine/sql, made from a template in about 50 ms.
 *
 * All test processes of a machine share one embedded server below the temporary folder; it stays running. With
 * JINGWEI_TEST_DATABASE_URL, or `server` (address of a superuser), another server is used, to test on another version of
 * PostgreSQL.
 */
export async function testDatabase(options: { maxConnections?: number; server?: string } = {}): Promise<TestDatabase> {
  const server = await serverOf(options.server)
  const name = `jw_test_${process.pid}_${crypto.randomBytes(4).toString('hex')}`
  await withMaintenance(server, async client => {
    await dropStale(client)
    await ensureTemplate(client, server)
    await client.query(`create database ${name} template ${TEMPLATE}`)
  })
  const [url, ownerUrl] = [server.appUrl(name), server.ownerUrl(name)]
  const database = await openDatabase({ url, ownerUrl, maxConnections: options.maxConnections ?? 16, log: silentLog })
  const drop = async (): Promise<void> => {
    await database.close()
    await withConnection(server.ownerUrl('postgres'), client =>
      client.query(`drop database if exists ${name} with (force)`),
    )
  }
  return { database, url, ownerUrl, drop }
}

interface TestServer {
  ownerUrl(database: string): string
  appUrl(database: string): string
}

let theServer: Promise<TestServer> | undefined

const serverOf = (superuser: string | undefined): Promise<TestServer> =>
  superuser === undefined ? (theServer ??= testServer()) : externalServer(superuser)

/** One template per content of engine/sql. */
const TEMPLATE = `jw_template_${crypto
  .createHash('sha256')
  .update(
    readMigrations()
      .map(({ file, hash }) => `${file} ${hash}`)
      .join(),
  )
  .digest('hex')
  .slice(0, 16)}`
const TEMPLATES_KEPT = 5
const TEST_LOCK = 7_493_002

async function testServer(): Promise<TestServer> {
  const external = process.env['JINGWEI_TEST_DATABASE_URL']
  if (external) return externalServer(external)
  const dataDir = path.join(os.tmpdir(), `jingwei-test-${process.getuid?.() ?? os.userInfo().username}`)
  // fsync off: these data need not outlive the machine; a killed server keeps what was committed.
  return startEmbeddedServer({ dataDir, maxConnections: 300, settings: { fsync: 'off' }, stay: true })
}

async function externalServer(superuser: string): Promise<TestServer> {
  await withConnection(superuser, async client => {
    await client.query('select pg_advisory_lock($1)', [TEST_LOCK])
    const { rowCount } = await client.query("select from pg_roles where rolname = 'jingwei_app'")
    await client.query(`${rowCount === 0 ? 'create' : 'alter'} role jingwei_app login password 'jingwei-test'`)
  })
  const at = (database: string, change: Partial<URL> = {}): string =>
    Object.assign(new URL(superuser), { pathname: `/${database}`, ...change }).href
  return {
    ownerUrl: database => at(database),
    appUrl: database => at(database, { username: 'jingwei_app', password: 'jingwei-test' }),
  }
}

/** One at a time over all test processes of the machine. */
const withMaintenance = (server: TestServer, work: (client: pg.Client) => Promise<void>): Promise<void> =>
  withConnection(server.ownerUrl('postgres'), async client => {
    await client.query('select pg_advisory_lock($1)', [TEST_LOCK])
    await work(client)
  })

async function withConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function ensureTemplate(client: pg.Client, server: TestServer): Promise<void> {
  if (await databaseExists(client, TEMPLATE)) return
  const draft = `${TEMPLATE}_draft`
  await client.query(`drop database if exists ${draft} with (force)`)
  await client.query(`create database ${draft}`)
  const database = await openDatabase({ url: server.appUrl(draft), ownerUrl: server.ownerUrl(draft), log: silentLog })
  try {
    await migrate(database, silentLog)
  } finally {
    await database.close()
  }
  await client.query(`alter database ${draft} rename to ${TEMPLATE}`)
}

async function databaseExists(client: pg.Client, name: string): Promise<boolean> {
  return (await client.query('select from pg_database where datname = $1', [name])).rowCount === 1
}

/** Databases of runs that were killed, and templates of migrations that nobody uses any more. */
async function dropStale(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select datname as name from pg_database where datname ~ '^jw_(test|template)_' order by oid desc",
  )
  const ofDeadRuns = rows.filter(({ name }) => /^jw_test_\d+_/.test(name) && !isAlive(Number(name.split('_')[2])))
  const oldTemplates = rows
    .filter(({ name }) => name.startsWith('jw_template_') && name !== TEMPLATE)
    .slice(TEMPLATES_KEPT)
  for (const { name } of [...ofDeadRuns, ...oldTemplates])
    await client.query(`drop database if exists ${name} with (force)`)
}
