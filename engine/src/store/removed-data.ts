import type { EntityModel } from '../metadata/entity-model.ts'
import type { Database } from './database.ts'
import { boundedReader, type BoundedReader } from './impact/bounded-reader.ts'
import { fieldGroups } from './impact/field-groups.ts'
import { hiddenColumns, readCatalog, type SchemaCatalog } from './schema-catalog.ts'
import { readCopies } from './schema-copy.ts'
import { quoted } from './statements/identifiers.ts'
import { tableShapes } from './table-shape.ts'

/** A column that no field has any more. */
export interface RemovedColumn {
  entity: string
  /** `remark`, or `lines.remark`. */
  field: string
  table: string
  column: string
  rowsWithValue: number
}

/** A table that no entity has any more: of a removed entity, or of removed line items (`contract_lines`). */
export interface OrphanedTable {
  table: string
  rows: number
}

/** What removed fields have left, given the entities in force. The twin column of a field just renamed is not one. */
export async function removedColumns(database: Database, models: readonly EntityModel[]): Promise<RemovedColumn[]> {
  const shapes = new Map(tableShapes(models).map(table => [table.name, table]))
  return withReader(database, async (reader, catalog) => {
    const twins = (await readCopies(reader.client)).filter(copy => copy.state !== 'done')
    const removed: RemovedColumn[] = []
    for (const { entity, table, prefix } of fieldGroups(models)) {
      const now = catalog.get(table)
      if (!now) continue
      const isTwin = (name: string): boolean =>
        twins.some(copy => copy.table === table && [copy.source, copy.target].includes(name))
      const columns = hiddenColumns(now, shapes.get(table)!).filter(name => !isTwin(name))
      const conditions = columns.map(name => ({ sql: `t.${quoted(name)} is not null`, values: [] }))
      const counts = await reader.count(`app.${quoted(table)}`, conditions)
      removed.push(
        ...columns.map((column, i) => ({ entity, field: prefix + column, table, column, rowsWithValue: counts[i]! })),
      )
    }
    return removed
  })
}

/** What removed entities and line items have left, given the entities in force. */
export async function orphanedTables(database: Database, models: readonly EntityModel[]): Promise<OrphanedTable[]> {
  const wanted = new Set(tableShapes(models).map(table => table.name))
  return withReader(database, async (reader, catalog) => {
    const orphans: OrphanedTable[] = []
    for (const table of [...catalog.keys()].filter(name => !wanted.has(name)).toSorted()) {
      const [rows] = await reader.count(`app.${quoted(table)}`, [{ sql: 'true', values: [] }])
      orphans.push({ table, rows: rows! })
    }
    return orphans
  })
}

async function withReader<T>(
  database: Database,
  work: (reader: BoundedReader, catalog: SchemaCatalog) => Promise<T>,
): Promise<T> {
  const reader = await boundedReader(database)
  try {
    return await work(reader, await readCatalog(reader.client))
  } finally {
    reader.close()
  }
}
