import type { EntityModel, FieldModel } from '../../metadata/entity-model.ts'
import { quoted, table } from './identifiers.ts'

export type ModelOf = (entity: string) => EntityModel | undefined

/** Columns of every record beside its fields. */
export const SYSTEM_FIELDS = ['id', 'version', 'created_at', 'created_by', 'updated_at', 'updated_by'] as const

/** A record as JSON: decimals as text, dates and instants as ISO text, references as ids with their names in `_labels`. */
export interface RecordJson {
  id: string
  version: number
  _labels?: Record<string, string | null>
  [field: string]: unknown
}

/** Prefix of the columns that carry the name of a referenced record. */
const LABEL = 'label:'

export interface ColumnChoice {
  modelOf: ModelOf
  /** Names of referenced records too. */
  labels: boolean
  /** Line items too. */
  lines: boolean
  /** Only these fields; absent: all. */
  fields?: ReadonlySet<string>
}

/** The select list of a record with alias `r`. */
export function recordColumns(model: EntityModel, choice: ColumnChoice): string {
  const fields = model.fields.filter(field => choice.fields?.has(field.name) ?? true)
  return [
    ...SYSTEM_FIELDS.map(name => `r.${quoted(name)}`),
    ...fields.filter(field => field.type !== 'lines').map(field => `r.${quoted(field.name)}`),
    ...(choice.labels
      ? [...fields.flatMap(field => label(field, 'r', choice.modelOf)), ...authorLabels(choice.modelOf)]
      : []),
    ...(choice.lines
      ? fields.filter(field => field.type === 'lines').map(field => linesColumn(model, field, choice))
      : []),
  ].join(', ')
}

function label(field: FieldModel, alias: string, modelOf: ModelOf): string[] {
  const target = field.target === undefined ? undefined : modelOf(field.target)
  if (target === undefined) return []
  const name = `(select v.${quoted(target.display)}::text from ${table(target.name)} v where v.id = ${alias}.${quoted(field.name)})`
  return [`${name} as "${LABEL}${field.name}"`]
}

/** Who wrote a record is a person where a pack has people. */
function authorLabels(modelOf: ModelOf): string[] {
  const author = (name: string): FieldModel => ({
    name,
    title: name,
    type: 'reference',
    target: 'person',
    required: false,
    readOnly: true,
  })
  return ['created_by', 'updated_by'].flatMap(name => label(author(name), 'r', modelOf))
}

/** One JSON array per list of line items: a record is read in one round trip, however many lines it has. */
function linesColumn(model: EntityModel, lines: FieldModel, choice: ColumnChoice): string {
  const fields = lines.fields ?? []
  const columns = [
    'l.id',
    ...fields.map(lineColumn),
    ...(choice.labels ? fields.flatMap(field => label(field, 'l', choice.modelOf)) : []),
  ]
  return `(select coalesce(json_agg(x), '[]') from (select ${columns.join(', ')} from ${table(model.name, lines.name)} l
    where l.parent = r.id order by l.position) x) as ${quoted(lines.name)}`
}

/** JSON has one kind of number, so exact values go as text. */
function lineColumn(field: FieldModel): string {
  const name = quoted(field.name)
  if (field.type === 'decimal') return `l.${name}::text as ${name}`
  if (field.type === 'instant')
    return `to_char(l.${name} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${name}`
  return `l.${name}`
}

/** A row of `recordColumns` as JSON. Columns that are no fields (rights, say) are left out. */
export function toRecord(row: Readonly<Record<string, unknown>>, model: EntityModel): RecordJson {
  const record: RecordJson = { id: row['id'] as string, version: row['version'] as number }
  for (const name of SYSTEM_FIELDS) (record as Record<string, unknown>)[name] = plain(row[name])
  for (const field of model.fields)
    if (field.name in row)
      record[field.name] = field.type === 'lines' ? (row[field.name] as Row[]).map(toLine) : plain(row[field.name])
  const labels = labelsOf(row, labelColumns(model))
  if (labels !== undefined) record._labels = labels
  return record
}

const labelColumnsOf = new WeakMap<EntityModel, string[]>()

/** Kept, because a list asks for every row. */
function labelColumns(model: EntityModel): string[] {
  let columns = labelColumnsOf.get(model)
  if (columns === undefined) {
    const references = model.fields.filter(field => field.target !== undefined).map(field => field.name)
    labelColumnsOf.set(model, (columns = [...references, 'created_by', 'updated_by'].map(name => LABEL + name)))
  }
  return columns
}

type Row = Record<string, unknown>

const plain = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value)

function toLine(row: Row): Row {
  const labels = labelsOf(
    row,
    Object.keys(row).filter(name => name.startsWith(LABEL)),
  )
  const line = Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith(LABEL)))
  return labels === undefined ? line : { ...line, _labels: labels }
}

function labelsOf(row: Readonly<Row>, columns: readonly string[]): Record<string, string | null> | undefined {
  let labels: Record<string, string | null> | undefined
  for (const name of columns) if (name in row) (labels ??= {})[name.slice(LABEL.length)] = row[name] as string | null
  return labels
}
