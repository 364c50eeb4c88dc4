import crypto from 'node:crypto'
import fs from 'node:fs'
import type pg from 'pg'
import type { Log } from '../base/log.ts'
import type { Database } from './database.ts'
import { grantToApp } from './grant-to-app.ts'
import { DatabaseNewer, MigrationChanged, MigrationOutOfOrder } from './store-errors.ts'

/** One file of engine/sql. */
export interface Migration {
  /** `0002-system.sql` */
  file: string
  text: string
  /** SHA-256 of the text, hex. */
  hash: string
}

/** Any number that nobody else uses: two nodes that start at once migrate one after the other. */
const MIGRATION_LOCK = 7_493_001
const FOLDER = new URL('../../sql/', import.meta.url)

/** The engine's migrations, in order. They lie beside `src` and beside `dist`. */
export function readMigrations(): Migration[] {
  const files = fs.readdirSync(FOLDER).filter(file => /^\d{4}-[a-z0-9-]+\.sql$/.test(file))
  return files.toSorted().map(file => {
    const text = fs.readFileSync(new URL(file, FOLDER), 'utf8').replaceAll('\r\n', '\n')
    return { file, text, hash: crypto.createHash('sha256').update(text).digest('hex') }
  })
}

/**
 * Brings the engine's own tables up to date, as the owner, each file in a transaction of its own. Returns the files
 * applied. Throws MigrationChanged, MigrationOutOfOrder, DatabaseNewer.
 */
export async function migrate(database: Database, log: Log, migrations = readMigrations()): Promise<string[]> {
  const client = await database.owner.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query(BOOTSTRAP)
    const pending = pendingMigrations(migrations, await appliedMigrations(client))
    for (const migration of pending) await apply(client, migration, log)
    await grantToApp(client, database)
    return pending.map(migration => migration.file)
  } finally {
    // Ends the session, and with it the lock.
    client.release(true)
  }
}

const BOOTSTRAP = `
  create schema if not exists jw;
  create table if not exists jw.migration (
    file text primary key,
    hash text not null,
    applied_at timestamptz not null default now()
  )`

async function appliedMigrations(client: pg.ClientBase): Promise<Map<string, string>> {
  const { rows } = await client.query<{ file: string; hash: string }>(
    'select file, hash from jw.migration order by file',
  )
  return new Map(rows.map(row => [row.file, row.hash]))
}

function pendingMigrations(migrations: Migration[], applied: Map<string, string>): Migration[] {
  const known = new Set(migrations.map(migration => migration.file))
  for (const file of applied.keys()) if (!known.has(file)) throw new DatabaseNewer(file)
  for (const { file, hash } of migrations)
    if (applied.has(file) && applied.get(file) !== hash) throw new MigrationChanged(file)
  const pending = migrations.filter(({ file }) => !applied.has(file))
  const last = [...applied.keys()].at(-1)
  for (const { file } of pending) if (last !== undefined && file < last) throw new MigrationOutOfOrder(file, last)
  return pending
}

async function apply(client: pg.ClientBase, migration: Migration, log: Log): Promise<void> {
  const startedAt = performance.now()
  await client.query('begin')
  try {
    // The row first: should anything get past the lock, the second one fails here and not halfway through.
    await client.query('insert into jw.migration (file, hash) values ($1, $2)', [migration.file, migration.hash])
    await client.query(migration.text)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
  log.info({ file: migration.file, durationMs: Math.round(performance.now() - startedAt) }, 'migration applied')
}
