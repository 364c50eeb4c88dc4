import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { TableShape } from './table-shape.ts'

/** Raised when the mapping makes other tables from the same entities. */
const MAPPING_VERSION = 2

/** The one row of `jw.schema_state`: what was applied last. */
export interface SchemaState {
  /** Empty while tables are being changed. */
  shapeHash: string
  /** Hashes of the tables that fit, by name. */
  tables: Record<string, string>
  /** Statements that take away what the shape no longer has; to be run after the switch. */
  drops: string[]
}

export async function readSchemaState(client: Pick<pg.ClientBase, 'query'>): Promise<SchemaState | undefined> {
  const { rows } = await client.query<SchemaState>(
    'select shape_hash as "shapeHash", tables, drops from jw.schema_state',
  )
  return rows[0]
}

export async function writeSchemaState(
  client: pg.ClientBase,
  { shapeHash, tables, drops }: SchemaState,
): Promise<void> {
  await client.query(
    `insert into jw.schema_state (shape_hash, tables, drops) values ($1, $2, $3)
     on conflict (only_row) do update set shape_hash = excluded.shape_hash, tables = excluded.tables, drops = excluded.drops`,
    [shapeHash, JSON.stringify(tables), drops],
  )
}

/** Before the first step: should it be the last one, the next start looks again at what these tables are like. */
export async function markChanging(client: pg.ClientBase, changed: ReadonlySet<string>): Promise<void> {
  await client.query(`update jw.schema_state set shape_hash = '', tables = tables - $1::text[]`, [[...changed]])
}

/** Content address of tables. */
export const shapeHashOf = (tables: readonly TableShape[]): string => hashOf(tables)

export const tableHashes = (tables: readonly TableShape[]): Record<string, string> =>
  Object.fromEntries(tables.map(table => [table.name, hashOf(table)]))

/** Those that may not fit: all, as long as something of an earlier change still waits to be dropped. */
export function changedTables(tables: readonly TableShape[], state: SchemaState | undefined): Set<string> {
  const fitting = state?.drops.length === 0 ? state.tables : {}
  const hashes = tableHashes(tables)
  return new Set(Object.keys(hashes).filter(name => fitting[name] !== hashes[name]))
}

const hashOf = (content: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([MAPPING_VERSION, content]))
    .digest('hex')
