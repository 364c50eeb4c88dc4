import type pg from 'pg'
import type { Log } from '../base/log.ts'
import type { EntityModel } from '../metadata/entity-model.ts'
import type { Database } from './database.ts'
import { copyColumn, readCopies } from './schema-copy.ts'
import { removeLeftovers, unvalidatedKeys, validateKey } from './schema-leftovers.ts'
import { aloneInSchema } from './schema-lock.ts'
import { planSteps, statementsOf, type SchemaPlan } from './schema-plan.ts'
import { refuseUnfitting } from './schema-rename-check.ts'
import {
  changedTables,
  markChanging,
  readSchemaState,
  shapeHashOf,
  tableHashes,
  writeSchemaState,
} from './schema-state.ts'
import { besideWriters, inShortTransaction } from './short-lock.ts'
import { SchemaChangeBusy, SchemaChangeConflict } from './store-errors.ts'
import { tableShapes, type TableShape } from './table-shape.ts'

/** What applying a set of entities does to the tables of schema `app` before the switch. */
export interface SchemaChange {
  /** SQL, one statement each; empty when the tables fit. */
  statements: string[]
  /** Content address of the wished tables. */
  shapeHash: string
}

/** Looks only. Throws UnsafeSchemaChange, TableNameTaken, TableNameTooLong, ColumnNameReserved. */
export async function planSchemaChange(database: Database, models: readonly EntityModel[]): Promise<SchemaChange> {
  const tables = tableShapes(models)
  const client = await database.owner.connect()
  try {
    const shapeHash = shapeHashOf(tables)
    const state = await readSchemaState(client)
    if (state?.shapeHash === shapeHash) return { statements: [], shapeHash }
    const plan = await planSteps(client, database, tables, changedTables(tables, state))
    return { statements: statementsOf(plan), shapeHash }
  } finally {
    client.release()
  }
}

/**
 * Brings the tables to the shape of these entities, as the owner, while others use them: only adds, so that a node that
 * still runs on the definitions before works on. What goes is left to contractSchema. Two nodes wait for one another;
 * the same shape again costs one query. Cut short at any place, the next call goes on.
 *
 * Throws what planSchemaChange throws, SchemaChangeConflict and SchemaChangeBusy; then new columns may have been added,
 * which nobody uses.
 */
export async function applySchemaChange(
  database: Database,
  models: readonly EntityModel[],
  log: Log,
): Promise<SchemaChange> {
  const tables = tableShapes(models)
  const shapeHash = shapeHashOf(tables)
  const fits = async (client: Pick<pg.ClientBase, 'query'>): Promise<boolean> =>
    (await readSchemaState(client))?.shapeHash === shapeHash
  if (await fits(database.owner)) return { statements: [], shapeHash }
  return aloneInSchema(database, async client => {
    if (await fits(client)) return { statements: [], shapeHash }
    const statements = await expand(client, database, tables, shapeHash)
    if (statements.length > 0) log.info({ statements: statements.length }, 'tables changed')
    return { statements, shapeHash }
  })
}

async function expand(
  client: pg.ClientBase,
  database: Database,
  tables: readonly TableShape[],
  shapeHash: string,
): Promise<string[]> {
  try {
    await removeLeftovers(client)
    const changed = changedTables(tables, await readSchemaState(client))
    const plan = await planSteps(client, database, tables, changed)
    await refuseUnfitting(client, plan.renames)
    await markChanging(client, changed)
    await run(client, plan)
    await forgetReused(client, tables)
    await writeSchemaState(client, { shapeHash, tables: tableHashes(tables), drops: plan.drops })
    return statementsOf(plan)
  } catch (error) {
    // An index that could not be built would be kept up to date for nothing.
    await removeLeftovers(client).catch(() => {})
    throw translated(error as pg.DatabaseError)
  }
}

async function run(client: pg.ClientBase, plan: SchemaPlan): Promise<void> {
  if (plan.additions.length + plan.widenings.length > 0)
    await inShortTransaction(client, [...plan.additions, ...plan.widenings])
  for (const rename of plan.renames) await copyColumn(client, rename)
  for (const key of plan.foreignKeys) await inShortTransaction(client, key.statements)
  const goes = (name: string): boolean => plan.drops.some(drop => drop.includes(`"${name}"`))
  for (const key of await unvalidatedKeys(client)) if (!goes(key.name)) await validateKey(client, key)
  for (const index of plan.indexes) await besideWriters(client, index.statement)
  for (const unique of plan.uniques) {
    await besideWriters(client, unique.index)
    await inShortTransaction(client, [unique.constraint])
  }
}

/** A name that is used for something new has nothing to do any more with the field that once had it. */
async function forgetReused(client: pg.ClientBase, tables: readonly TableShape[]): Promise<void> {
  const wants = (table: string, name: string): boolean =>
    tables.some(each => each.name === table && each.columns.some(column => column.name === name))
  for (const { table, source, target, state } of await readCopies(client))
    if (state === 'done' && wants(table, source) && wants(table, target))
      await client.query('delete from jw.schema_copy where table_name = $1 and source = $2 and target = $3', [
        table,
        source,
        target,
      ])
}

/** unique_violation, foreign_key_violation and numeric overflow come from rows; lock_not_available from other users. */
function translated(error: pg.DatabaseError): Error {
  const { detail } = error
  if (error.code === '55P03') return new SchemaChangeBusy(error)
  if (['23505', '23503', '22003'].includes(error.code ?? ''))
    return new SchemaChangeConflict(detail ? `${error.message} (${detail})` : error.message, error)
  return error
}
