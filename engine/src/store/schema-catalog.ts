import type pg from 'pg'
import type { TableShape } from './table-shape.ts'

/** What stands in schema `app`, as PostgreSQL says it. */
export type SchemaCatalog = ReadonlyMap<string, CatalogTable>

export interface CatalogTable {
  /** Types by column, as `format_type` writes them: `numeric(18,2)`, `timestamp with time zone`. */
  columns: ReadonlyMap<string, string>
  /** Columns of each unique constraint. */
  unique: readonly (readonly string[])[]
  /** Foreign keys by column. `holds`: a record that is referred to can't be deleted. */
  references: ReadonlyMap<string, { table: string; name: string; holds: boolean }>
  /** The planner's guess; -1 when the table was never analysed. */
  estimatedRows: number
}

export async function readCatalog(client: Pick<pg.ClientBase, 'query'>): Promise<SchemaCatalog> {
  const { rows } = await client.query<CatalogRow>(CATALOG)
  return new Map(
    rows.map(row => [
      row.name,
      {
        columns: new Map(Object.entries(row.columns)),
        unique: row.uniques,
        references: new Map(Object.entries(row.refs)),
        estimatedRows: row.estimate,
      },
    ]),
  )
}

/** Columns of a table that no field has any more. They keep their values. */
export function hiddenColumns(table: CatalogTable, shape: TableShape): string[] {
  const wanted = new Set(shape.columns.map(column => column.name))
  return [...table.columns.keys()].filter(name => !wanted.has(name))
}

interface CatalogRow {
  name: string
  columns: Record<string, string>
  uniques: string[][]
  refs: Record<string, { table: string; name: string; holds: boolean }>
  estimate: number
}

const CATALOG = `
  select c.relname as name, c.reltuples::float8 as estimate,
    (select json_object_agg(a.attname, format_type(a.atttypid, a.atttypmod) order by a.attnum)
     from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select coalesce(json_agg((select json_agg(a.attname order by k.place)
       from unnest(x.conkey) with ordinality as k (attnum, place)
       join pg_attribute a on a.attrelid = x.conrelid and a.attnum = k.attnum)), '[]')
     from pg_constraint x where x.conrelid = c.oid and x.contype = 'u') as uniques,
    (select coalesce(json_object_agg(a.attname,
       json_build_object('table', f.relname, 'name', x.conname, 'holds', x.confdeltype = 'r')), '{}')
     from pg_constraint x join pg_attribute a on a.attrelid = x.conrelid and a.attnum = x.conkey[1]
     join pg_class f on f.oid = x.confrelid
     where x.conrelid = c.oid and x.contype = 'f') as refs
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'app' and c.relkind = 'r'`
