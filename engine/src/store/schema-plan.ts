import type pg from 'pg'
import type { Database } from './database.ts'
import { typeName, widened } from './column-types.ts'
import { readCatalog, type SchemaCatalog } from './schema-catalog.ts'
import { readCopies } from './schema-copy.ts'
import { pendingRenames, type ColumnRename } from './schema-rename.ts'
import { schemaSteps, type SchemaSteps } from './schema-steps.ts'
import { UnsafeSchemaChange } from './store-errors.ts'
import { unsafeRetypes } from './schema-retypes.ts'
import type { TableShape } from './table-shape.ts'

/** Everything that has to happen before these tables fit. */
export interface SchemaPlan extends SchemaSteps {
  /** Changes of types that touch no row. */
  widenings: string[]
  renames: ColumnRename[]
}

/** Looks only, and at no other tables than the changed ones. Throws UnsafeSchemaChange. */
export async function planSteps(
  client: pg.ClientBase,
  database: Database,
  tables: readonly TableShape[],
  changed: ReadonlySet<string>,
): Promise<SchemaPlan> {
  const catalog = await readCatalog(client)
  const renames = pendingRenames(tables, catalog, await readCopies(client))
  const unsafe = unsafeRetypes(tables, catalog, renames)
  if (unsafe.length > 0) throw new UnsafeSchemaChange(unsafe)
  const statements = await differenceOf(database, tables, changed)
  const steps = schemaSteps(statements)
  const drops = [...new Set([...steps.drops, ...hiddenKeys(tables, catalog)])]
  return { ...steps, drops, widenings: widenings(tables, catalog), renames }
}

/** MikroORM is loaded only when a table has changed: that takes a third of a second. */
async function differenceOf(
  { ownerUrl }: Database,
  tables: readonly TableShape[],
  changed: ReadonlySet<string>,
): Promise<string[]> {
  if (changed.size === 0) return []
  const { schemaDifference } = await import('./schema-difference.ts')
  return schemaDifference(ownerUrl, tables, changed)
}

/** What nobody sees any more must not keep anybody from deleting what it refers to. */
function hiddenKeys(tables: readonly TableShape[], catalog: SchemaCatalog): string[] {
  return [...catalog].flatMap(([table, { references }]) => {
    const wanted = new Set(tables.find(each => each.name === table)?.columns.map(column => column.name))
    return [...references]
      .filter(([column, { holds }]) => holds && !wanted.has(column))
      .map(([, { name }]) => `alter table "app"."${table}" drop constraint if exists "${name}";`)
  })
}

function widenings(tables: readonly TableShape[], catalog: SchemaCatalog): string[] {
  return tables.flatMap(({ name, columns }) =>
    columns.flatMap(column => {
      const from = catalog.get(name)?.columns.get(column.name)
      const to = from === undefined ? null : widened(from, typeName(column))
      return to ? [`alter table "app"."${name}" alter column "${column.name}" type ${to};`] : []
    }),
  )
}

/** In the order in which they run, those after the switch left out. */
export const statementsOf = (plan: SchemaPlan): string[] => [
  ...plan.additions,
  ...plan.widenings,
  ...plan.renames.map(({ table, source, target }) => `-- "app"."${table}": values of "${source}" go to "${target}"`),
  ...plan.foreignKeys.flatMap(key => key.statements),
  ...plan.indexes.map(each => each.statement),
  ...plan.uniques.map(each => each.constraint),
]
