import type { EntityModel } from '../metadata/entity-model.ts'
import type { Database } from './database.ts'
import { boundedReader } from './impact/bounded-reader.ts'
import { fieldBreaks } from './impact/field-breaks.ts'
import { fieldGroups, type FieldGroup } from './impact/field-groups.ts'
import { addedFields, removedEntities, removedFields, renamedFields } from './impact/field-lists.ts'
import type { ImpactInput, SchemaImpact } from './impact/impact.ts'
import { keyBreaks } from './impact/key-breaks.ts'
import { renameBreaks } from './impact/rename-breaks.ts'
import { retypeBreaks } from './impact/retype-breaks.ts'
import { sentences } from './impact/sentences.ts'
import { readCatalog } from './schema-catalog.ts'
import { readCopies } from './schema-copy.ts'
import { pendingRenames } from './schema-rename.ts'
import { tableShapes } from './table-shape.ts'

export type { BreakProblem, FixUp, SchemaBreak, SchemaImpact } from './impact/impact.ts'

/**
 * Dry run on live data: reads only, in bounded time. `before` are the entities in force: with them only rules that are
 * new or stricter are looked at. Exactly when a break blocks, applySchemaChange refuses.
 * Throws TableNameTaken, TableNameTooLong, ColumnNameReserved.
 */
export async function schemaImpact(
  database: Database,
  models: readonly EntityModel[],
  before?: readonly EntityModel[],
): Promise<SchemaImpact> {
  const tables = tableShapes(models)
  const reader = await boundedReader(database)
  try {
    const catalog = await readCatalog(reader.client)
    const renames = pendingRenames(tables, catalog, await readCopies(reader.client))
    return await impactOf({ reader, catalog, renames, tables, groups: fieldGroups(models), before: earlier(before) })
  } finally {
    reader.close()
  }
}

async function impactOf(input: ImpactInput): Promise<SchemaImpact> {
  const breaks = [
    ...(await retypeBreaks(input)),
    ...(await renameBreaks(input)),
    ...(await keyBreaks(input)),
    ...(await fieldBreaks(input)),
  ]
  const lists = {
    removed: await removedFields(input),
    added: await addedFields(input),
    renamed: await renamedFields(input),
    removedEntities: await removedEntities(input),
  }
  return { statements: sentences(input, lists), breaks, ...lists, estimated: input.reader.wasCut() }
}

const earlier = (models: readonly EntityModel[] | undefined): ReadonlyMap<string, FieldGroup> | undefined =>
  models && new Map(fieldGroups(models).map(group => [group.table, group]))
