import { EntitySchema, type EntityProperty, type EntitySchemaMetadata } from '@mikro-orm/core'
import type { ColumnShape, TableShape } from './table-shape.ts'

/** Schema of all generated tables. */
export const APP_SCHEMA = 'app'

/**
 * MikroORM's description of the generated tables. Properties are named like the columns, so that rows, JSON and
 * entities say the same word.
 */
export function mapTables(tables: readonly TableShape[]): EntitySchema[] {
  const schemas = new Map<string, EntitySchema>()
  for (const table of tables)
    schemas.set(
      table.name,
      mapTable(table, name => schemas.get(name)!),
    )
  return [...schemas.values()]
}

function mapTable(table: TableShape, find: (table: string) => EntitySchema): EntitySchema {
  const description = {
    name: table.name,
    tableName: table.name,
    schema: APP_SCHEMA,
    comment: oneLine(table.title),
    properties: Object.fromEntries(table.columns.map(column => [column.name, property(column, find)])),
    uniques: table.unique.map(properties => ({ properties, name: constraintName(table.name, properties, 'unique') })),
    indexes: distinct(table.indexes).map(properties => ({
      properties,
      name: constraintName(table.name, properties, 'index'),
    })),
  }
  return new EntitySchema(description as unknown as EntitySchemaMetadata<unknown>)
}

function property(column: ColumnShape, find: (table: string) => EntitySchema): Partial<EntityProperty> {
  const common = {
    fieldName: column.name,
    nullable: !column.notNull,
    ...(column.title && { comment: oneLine(column.title) }),
  }
  if (column.references) {
    const { table, onDelete } = column.references
    return {
      ...common,
      kind: 'm:1',
      entity: () => find(table),
      deleteRule: onDelete,
      updateRule: 'no action',
      index: false,
    } as never
  }
  if (column.name === 'id') return { ...common, type: 'uuid', primary: true } as never
  if (column.name === 'version') return { ...common, type: 'integer', version: true } as never
  return { ...common, ...columnType(column) } as never
}

function columnType({ type, precision, scale }: ColumnShape): object {
  if (type !== 'numeric') return { type: ORM_TYPES[type] ?? type, columnType: type }
  return { type: 'decimal', columnType: precision === undefined ? 'numeric' : `numeric(${precision},${scale})` }
}

const ORM_TYPES: Partial<Record<ColumnShape['type'], string>> = { timestamptz: 'datetime', jsonb: 'json' }

/** Titles come from authors; a comment is one line, so that a statement is one line too. */
const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim()

const distinct = (lists: string[][]): string[][] => [...new Map(lists.map(list => [list.join(), list])).values()]

/** Names of our own: those that MikroORM makes change with its version, and each change would rebuild every index. */
function constraintName(table: string, columns: string[], kind: 'unique' | 'index'): string {
  const name = `${table}_${columns.join('_')}_${kind}`
  return name.length <= 63 ? name : `${name.slice(0, 48)}_${shortHash(name)}_${kind}`
}

/** FNV-1a, 32 bits: only to tell long names apart. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193) >>> 0
  return hash.toString(36)
}
