import type pg from 'pg'
import type { Log } from '../base/log.ts'
import type { EntityModel } from '../metadata/entity-model.ts'
import type { Database } from './database.ts'
import { readCatalog, type SchemaCatalog } from './schema-catalog.ts'
import { applySchemaChange } from './schema-change.ts'
import { endOfCopy, readCopies } from './schema-copy.ts'
import { aloneInSchema } from './schema-lock.ts'
import type { RecordedCopy } from './schema-rename.ts'
import { readSchemaState, shapeHashOf, writeSchemaState } from './schema-state.ts'
import { inShortTransaction } from './short-lock.ts'
import { quoted } from './statements/identifiers.ts'
import { tableShapes, type TableShape } from './table-shape.ts'

/** A node that has not seen a switch for five seconds takes no commands; those that run then end within a minute. */
const OLD_NODES_ARE_GONE_SECONDS = 120

/**
 * Takes away what the entities in force no longer have: constraints, indexes, and the twin columns of renamed fields
 * once no node can still run on the names before. Columns and tables with values of their own always stay.
 *
 * To be called with the entities in force, by whoever holds the publishing lock: after each switch, and at the start.
 */
export async function contractSchema(database: Database, models: readonly EntityModel[], log: Log): Promise<void> {
  // Another node that started meanwhile may have applied what was in force before.
  await applySchemaChange(database, models, log)
  const tables = tableShapes(models)
  if (!(await hasWork(database.owner, tables))) return
  await aloneInSchema(database, async client => {
    const state = await readSchemaState(client)
    if (state?.shapeHash !== shapeHashOf(tables)) return
    if (state.drops.length > 0) await inShortTransaction(client, state.drops)
    await writeSchemaState(client, { ...state, drops: [] })
    const copies = await overtaken(client, tables)
    await retire(client, copies)
    const catalog = await readCatalog(client)
    for (const copy of await ripe(client, copies)) await finish(client, copy, catalog)
    log.info({ statements: state.drops.length }, 'what no definition has any more was taken from the tables')
  })
}

async function hasWork(client: Pick<pg.ClientBase, 'query'>, tables: readonly TableShape[]): Promise<boolean> {
  if (((await readSchemaState(client))?.drops.length ?? 0) > 0) return true
  const copies = await overtaken(client, tables)
  return copies.some(copy => copy.state === 'in_step') || (await ripe(client, copies)).length > 0
}

/** Copies between two names of which only the new one is in force. */
async function overtaken(client: Pick<pg.ClientBase, 'query'>, tables: readonly TableShape[]): Promise<RecordedCopy[]> {
  const copies = await readCopies(client)
  return copies.filter(({ table, source, target }) => wants(tables, table, target) && !wants(tables, table, source))
}

async function ripe(client: Pick<pg.ClientBase, 'query'>, copies: readonly RecordedCopy[]): Promise<RecordedCopy[]> {
  const { rows } = await client.query<{ key: string }>(
    `select table_name || '.' || source || '.' || target as key from jw.schema_copy
     where state = 'retiring' and changed_at < now() - make_interval(secs => $1)`,
    [OLD_NODES_ARE_GONE_SECONDS],
  )
  const keys = new Set(rows.map(row => row.key))
  return copies.filter(({ table, source, target }) => keys.has(`${table}.${source}.${target}`))
}

/** From here on the time runs after which nobody writes the old name any more. */
async function retire(client: pg.ClientBase, copies: readonly RecordedCopy[]): Promise<void> {
  for (const { table, source, target } of copies)
    await client.query(
      `update jw.schema_copy set state = 'retiring', changed_at = now()
       where table_name = $1 and source = $2 and target = $3 and state = 'in_step'`,
      [table, source, target],
    )
}

const wants = (tables: readonly TableShape[], table: string, name: string): boolean =>
  tables.some(each => each.name === table && each.columns.some(column => column.name === name))

async function finish(client: pg.ClientBase, copy: RecordedCopy, catalog: SchemaCatalog): Promise<void> {
  const { table, source, target } = copy
  const columns = catalog.get(table)?.columns
  const [was, is] = [columns?.get(source), columns?.get(target)]
  // Values that were converted are kept as they were, as those of a removed field.
  const twin = was !== undefined && was === is && !(await hasOwnValues(client, copy))
  await inShortTransaction(
    client,
    [...endOfCopy(copy), ...(twin ? [`alter table app.${quoted(table)} drop column ${quoted(source)}`] : [])],
    {
      text: `update jw.schema_copy set state = 'done', changed_at = now() where table_name = $1 and source = $2 and target = $3`,
      values: [table, source, target],
    },
  )
}

async function hasOwnValues(client: pg.ClientBase, { table, source, target }: RecordedCopy): Promise<boolean> {
  const { rows } = await client.query(
    `select 1 from app.${quoted(table)} where ${quoted(source)} is distinct from ${quoted(target)} limit 1`,
  )
  return rows.length > 0
}
