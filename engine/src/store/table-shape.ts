import type { EntityModel, FieldModel } from '../metadata/entity-model.ts'
import { ColumnNameReserved, TableNameTaken, TableNameTooLong } from './store-errors.ts'

/** A generated table of schema `app`: what the mapping and the schema change are made of. Plain data. */
export interface TableShape {
  name: string
  title: string
  columns: ColumnShape[]
  unique: string[][]
  indexes: string[][]
}

export interface ColumnShape {
  name: string
  title: string
  type: ColumnType
  /** Digits, for numeric with a declared scale. */
  precision?: number
  scale?: number
  notNull: boolean
  /** Table that a uuid refers to. */
  references?: { table: string; onDelete: 'restrict' | 'cascade' }
  /** Column that this one goes on for. */
  renamedFrom?: string
}

export type ColumnType = 'uuid' | 'text' | 'integer' | 'numeric' | 'boolean' | 'date' | 'timestamptz' | 'jsonb'

/**
 * The tables of the entities: one for each, and one for each list of line items (`<entity>_<field>`).
 * Throws TableNameTaken, TableNameTooLong, ColumnNameReserved.
 */
export function tableShapes(models: readonly EntityModel[]): TableShape[] {
  const tables = models.flatMap(model => [recordTable(model), ...linesOf(model).map(field => lineTable(model, field))])
  checkNames(tables)
  return tables.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function recordTable(model: EntityModel): TableShape {
  const columns = model.fields.filter(field => field.type !== 'lines').map(column)
  return {
    name: model.name,
    title: model.title,
    columns: [...RECORD_COLUMNS, ...columns],
    unique: model.unique,
    // Lists show the newest first unless they say otherwise.
    indexes: [['created_at', 'id'], ...model.indexes, ...referenceIndexes(columns)],
  }
}

function lineTable(model: EntityModel, lines: FieldModel): TableShape {
  const columns = (lines.fields ?? []).map(column)
  const parent: ColumnShape = {
    ...uuid('parent', model.title),
    notNull: true,
    references: { table: model.name, onDelete: 'cascade' },
  }
  return {
    name: `${model.name}_${lines.name}`,
    title: `${model.title}: ${lines.title}`,
    columns: [ID, parent, POSITION, ...columns],
    unique: [],
    indexes: [['parent', 'position'], ...referenceIndexes(columns)],
  }
}

/**
 * Whether a field is required is checked by the engine and not by the table: a field that becomes required must not
 * fail on rows that were written before, and must not lock them while it is looked.
 */
function column(field: FieldModel): ColumnShape {
  const { name, title, renamedFrom } = field
  const shape: ColumnShape = {
    name,
    title,
    type: COLUMN_TYPES[field.type],
    notNull: false,
    ...(renamedFrom === undefined ? {} : { renamedFrom }),
  }
  if (field.type === 'decimal' && field.precision !== undefined)
    return { ...shape, precision: field.precision, scale: field.scale ?? 0 }
  if (field.type === 'reference' && field.target)
    return { ...shape, references: { table: field.target, onDelete: 'restrict' } }
  return shape
}

/** Text without a length: the engine checks it, and a longer limit then needs no change of the table. */
const COLUMN_TYPES: Record<FieldModel['type'], ColumnType> = {
  text: 'text',
  integer: 'integer',
  decimal: 'numeric',
  boolean: 'boolean',
  date: 'date',
  instant: 'timestamptz',
  enum: 'text',
  reference: 'uuid',
  texts: 'jsonb',
  lines: 'jsonb',
}

const uuid = (name: string, title: string): ColumnShape => ({ name, title, type: 'uuid', notNull: false })
const ID: ColumnShape = { ...uuid('id', ''), notNull: true }
const POSITION: ColumnShape = { name: 'position', title: '', type: 'integer', notNull: true }

/** Persons are kept by id without a foreign key: the trail of who wrote a row must not depend on a pack. */
const RECORD_COLUMNS: ColumnShape[] = [
  ID,
  { name: 'version', title: '', type: 'integer', notNull: true },
  { name: 'created_at', title: '', type: 'timestamptz', notNull: true },
  uuid('created_by', ''),
  { name: 'updated_at', title: '', type: 'timestamptz', notNull: true },
  uuid('updated_by', ''),
]

const linesOf = (model: EntityModel): FieldModel[] => model.fields.filter(field => field.type === 'lines')

/** PostgreSQL makes none of its own; without them deleting a target reads the whole table. */
const referenceIndexes = (columns: ColumnShape[]): string[][] => columns.filter(c => c.references).map(c => [c.name])

/** PostgreSQL cuts longer names off silently. */
const LONGEST_NAME = 63

const RESERVED = new Set(['constructor', 'prototype'])

function checkNames(tables: TableShape[]): void {
  const seen = new Set<string>()
  for (const { name, columns } of tables) {
    const reserved = columns.find(column => RESERVED.has(column.name))
    if (reserved) throw new ColumnNameReserved(name, reserved.name)
    if (name.length > LONGEST_NAME) throw new TableNameTooLong(name, LONGEST_NAME)
    if (seen.has(name)) throw new TableNameTaken(name)
    seen.add(name)
  }
}
