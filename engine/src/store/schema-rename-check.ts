import type pg from 'pg'
import { forward, type ColumnRename } from './schema-rename.ts'
import { quoted } from './statements/identifiers.ts'
import { SchemaChangeConflict } from './store-errors.ts'

/** Rows that keep a rename from going through, as SQL conditions on the table. */
export interface RenameFaults {
  /** Values that are no value of the new type. */
  unfitting: string
  /** Values that are kept under the new name already, from a field that was removed. Undefined: nobody had the name. */
  taken?: string
}

export function renameFaults(rename: ColumnRename): RenameFaults {
  const isNew = !rename.targetExists || rename.recorded !== undefined
  return {
    unfitting: `${quoted(rename.source)} is not null and (${forward(rename)}) is null`,
    ...(isNew ? {} : { taken: `${quoted(rename.target)} is not null` }),
  }
}

/** Looked at before anything is copied. Throws SchemaChangeConflict. */
export async function refuseUnfitting(client: pg.ClientBase, renames: readonly ColumnRename[]): Promise<void> {
  for (const rename of renames) {
    const { unfitting, taken } = renameFaults(rename)
    const { table, source, target } = rename
    if (await anyRow(client, table, unfitting))
      throw new SchemaChangeConflict(`some values of ${table}.${source} are no values of ${target}`)
    if (taken && (await anyRow(client, table, taken)))
      throw new SchemaChangeConflict(`values of a removed field ${table}.${target} are kept; purge them first`)
  }
}

async function anyRow(client: pg.ClientBase, table: string, condition: string): Promise<boolean> {
  const { rows } = await client.query(`select 1 from app.${quoted(table)} where ${condition} limit 1`)
  return rows.length > 0
}
