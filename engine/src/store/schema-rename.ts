import { typeName } from './column-types.ts'
import type { CatalogTable, SchemaCatalog } from './schema-catalog.ts'
import type { ColumnShape, TableShape } from './table-shape.ts'
import { converted } from './value-conversion.ts'

/** One row of `jw.schema_copy`. */
export interface RecordedCopy {
  table: string
  source: string
  target: string
  state: 'copying' | 'in_step' | 'retiring' | 'done'
}

/** A field that goes on under another name, perhaps with another type. */
export interface ColumnRename {
  table: string
  source: string
  target: string
  sourceType: string
  targetType: string
  /** There is a column of the target's name already. */
  targetExists: boolean
  recorded?: RecordedCopy
}

/**
 * The renames that are not finished: what `x-renamed-from` says, and what is undone when an older definition is
 * restored. A rename whose source no table has is finished, or belongs to another installation.
 */
export function pendingRenames(
  tables: readonly TableShape[],
  catalog: SchemaCatalog,
  recorded: readonly RecordedCopy[],
): ColumnRename[] {
  return tables.flatMap(table => {
    const now = catalog.get(table.name)
    if (!now) return []
    const known = recorded.filter(copy => copy.table === table.name)
    return table.columns.flatMap(column => renameOf(table, column, now, known) ?? [])
  })
}

function renameOf(
  table: TableShape,
  column: ColumnShape,
  now: CatalogTable,
  known: readonly RecordedCopy[],
): ColumnRename | undefined {
  const isWanted = (name: string): boolean => table.columns.some(each => each.name === name)
  const undone = known.find(copy => copy.source === column.name && !isWanted(copy.target))
  const source = undone?.target ?? column.renamedFrom
  const sourceType = source === undefined || isWanted(source) ? undefined : now.columns.get(source)
  if (source === undefined || sourceType === undefined) return undefined
  const done = known.find(copy => copy.source === source && copy.target === column.name)
  if (done && done.state !== 'copying') return undefined
  const targetExists = now.columns.has(column.name)
  const targetType = now.columns.get(column.name) ?? typeName(column)
  const earlier = undone ?? done
  return {
    table: table.name,
    source,
    target: column.name,
    sourceType,
    targetType,
    targetExists,
    ...(earlier ? { recorded: earlier } : {}),
  }
}

/** The target's value made of the source's; undefined when the types have nothing in common. */
export const forward = ({ source, sourceType, targetType }: ColumnRename, row = ''): string | undefined =>
  converted(`${row}"${source}"`, sourceType, targetType)

/** The source's value made of the target's, for those who still write and read the source. */
export const backward = ({ target, sourceType, targetType }: ColumnRename, row = ''): string =>
  converted(`${row}"${target}"`, targetType, sourceType) ?? 'null'
