import crypto from 'node:crypto'
import type pg from 'pg'
import type { Log } from '../base/log.ts'
import type { EntityModel } from '../metadata/entity-model.ts'
import type { Database } from './database.ts'
import { SchemaChangeBusy, SchemaChangeConflict, UnsafeSchemaChange } from './store-errors.ts'
import { tableShapes, type TableShape } from './table-shape.ts'
import { unsafeStatements } from './unsafe-statements.ts'

/** What applying a set of entities would do to the tables of schema `app`. */
export interface SchemaChange {
  /** SQL, one statement each; empty when the tables fit. */
  statements: string[]
  /** Content address of the wished tables. */
  shapeHash: string
}

const LOCK = 7_493_003
/** Raised when the mapping makes other tables from the same entities. */
const MAPPING_VERSION = 1
/** A change that waits for a lock makes everybody else wait behind it. */
const LOCK_TIMEOUT_MS = 3000

/** Looks only. Throws UnsafeSchemaChange, TableNameTaken, TableNameTooLong, ColumnNameReserved. */
export async function planSchemaChange(database: Database, models: readonly EntityModel[]): Promise<SchemaChange> {
  const client = await database.owner.connect()
  try {
    return await plan(client, database, tableShapes(models))
  } finally {
    client.release()
  }
}

/**
 * Brings the tables to the shape of these entities, in one transaction, as the owner; expands only, so that a node that
 * still runs on the definitions before works on. Two nodes wait for one another; the same shape again costs one query.
 *
 * Throws what planSchemaChange throws, SchemaChangeConflict and SchemaChangeBusy; then nothing was changed.
 */
export async function applySchemaChange(
  database: Database,
  models: readonly EntityModel[],
  log: Log,
): Promise<SchemaChange> {
  const tables = tableShapes(models)
  const client = await database.owner.connect()
  try {
    if ((await storedHash(client)) === hashOf(tables)) return { statements: [], shapeHash: hashOf(tables) }
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const change = await plan(client, database, tables)
    await execute(client, change)
    if (change.statements.length > 0) log.info({ statements: change.statements.length }, 'tables changed')
    return change
  } finally {
    // Ends the session, and with it the lock.
    client.release(true)
  }
}

async function plan(client: pg.ClientBase, database: Database, tables: TableShape[]): Promise<SchemaChange> {
  const shapeHash = hashOf(tables)
  if ((await storedHash(client)) === shapeHash) return { statements: [], shapeHash }
  const { schemaDifference } = await import('./schema-difference.ts')
  const statements = await schemaDifference(database.ownerUrl, tables, LOCK_TIMEOUT_MS).catch(error => {
    throw translated(error)
  })
  const unsafe = await unsafeStatements(client, statements)
  if (unsafe.length > 0) throw new UnsafeSchemaChange(unsafe)
  return { statements, shapeHash }
}

async function execute(client: pg.ClientBase, { statements, shapeHash }: SchemaChange): Promise<void> {
  try {
    await client.query('begin')
    await client.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`)
    if (statements.length > 0) await client.query(statements.join('\n'))
    await client.query(KEEP_HASH, [shapeHash])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw translated(error as pg.DatabaseError)
  }
}

const KEEP_HASH = `insert into jw.schema_state (shape_hash) values ($1)
  on conflict (only_row) do update set shape_hash = excluded.shape_hash`

/** unique_violation, foreign_key_violation and numeric overflow come from rows; lock_not_available from other users. */
function translated(error: pg.DatabaseError): Error {
  if (['23505', '23503', '22003'].includes(error.code ?? '')) return new SchemaChangeConflict(error.message, error)
  if (error.code === '55P03') return new SchemaChangeBusy(error)
  return error
}

async function storedHash(client: pg.ClientBase): Promise<string | undefined> {
  const { rows } = await client.query<{ shape_hash: string }>('select shape_hash from jw.schema_state')
  return rows[0]?.shape_hash
}

const hashOf = (tables: TableShape[]): string =>
  crypto
    .createHash('sha256')
    .update(JSON.stringify([MAPPING_VERSION, tables]))
    .digest('hex')
