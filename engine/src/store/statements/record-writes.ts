import type { Statement } from '../../runtime/context.ts'
import type { EntityModel, FieldModel } from '../../metadata/entity-model.ts'
import { quoted, table } from './identifiers.ts'
import { jsonColumnTypes } from './json-column-types.ts'
import { named, Parameters, type BoundStatement } from './sql-text.ts'
import type { Predicate } from './predicate.ts'
import { predicateSql } from './predicate-sql.ts'

type Json = Readonly<Record<string, unknown>>

/** Who writes when. `by` is a person's id or null. */
export interface Authorship {
  at: string
  by: string | null
}

/**
 * Inserts a record with its line items in one statement. Its row says in `allowed` whether `right` holds on the record:
 * the right is asked of the row as it was written, and the caller rolls back when it does not hold.
 */
export function insertRecord(
  model: EntityModel,
  record: Json,
  { at, by }: Authorship,
  right: Predicate,
): BoundStatement {
  const parameters = new Parameters()
  const fields = ownFields(model)
  const id = parameters.add(record['id'], 'uuid')
  const values = fields.map(field =>
    parameters.add(columnValue(field, record[field.name]), jsonColumnTypes[field.type]),
  )
  const [time, author] = [parameters.add(at, 'timestamptz'), parameters.add(by, 'uuid')]
  const columns = [
    'id',
    'version',
    'created_at',
    'created_by',
    'updated_at',
    'updated_by',
    ...fields.map(field => field.name),
  ]
  const row = [id, '1', time, author, time, author, ...values]
  const lines = linesFields(model).map(
    (field, n) => `, l${n} as (${insertLines(model, field, parameters.add(linesJson(field, record), 'jsonb'), id)})`,
  )
  const text = `
    with r as (
      insert into ${table(model.name)} as r (${columns.map(quoted).join(', ')}) values (${row.join(', ')})
      returning (${predicateSql(right, 'r', parameters)}) as allowed)${lines.join('')}
    select allowed from r`
  return { statement: named(text), values: parameters.values }
}

/**
 * Writes a record as it now is, if it is still at `version`; gives no row when it is not. All columns are set, so that
 * an entity has one plan; PostgreSQL touches no index whose columns stay equal. Lines only when `withLines`.
 */
export function updateRecord(
  model: EntityModel,
  record: Json,
  { version, at, by, withLines }: Authorship & { version: number; withLines: boolean },
): BoundStatement {
  const parameters = new Parameters()
  const id = parameters.add(record['id'], 'uuid')
  const expected = parameters.add(version, 'integer')
  const assignments = [
    'version = r.version + 1',
    `updated_at = ${parameters.add(at, 'timestamptz')}`,
    `updated_by = ${parameters.add(by, 'uuid')}`,
    ...ownFields(model).map(
      field =>
        `${quoted(field.name)} = ${parameters.add(columnValue(field, record[field.name]), jsonColumnTypes[field.type])}`,
    ),
  ]
  const lines = withLines
    ? linesFields(model).map((field, n) =>
        replaceLines({ model, field, place: n, json: parameters.add(linesJson(field, record), 'jsonb'), id }),
      )
    : []
  const text = `
    with r as (
      update ${table(model.name)} as r set ${assignments.join(', ')}
      where r.id = ${id} and r.version = ${expected} returning r.version)${lines.join('')}
    select version from r`
  return { statement: named(text), values: parameters.values }
}

/** Parameters: id, version. A row when it was there at that version. Line items go with it. */
export const deleteRecord = (model: EntityModel): Statement =>
  named(`delete from ${table(model.name)} where id = $1::uuid and version = $2::integer returning id`)

const ownFields = (model: EntityModel): FieldModel[] => model.fields.filter(field => field.type !== 'lines')
const linesFields = (model: EntityModel): FieldModel[] => model.fields.filter(field => field.type === 'lines')

function columnValue(field: FieldModel, value: unknown): unknown {
  if (value === undefined || value === null) return null
  return field.type === 'texts' ? JSON.stringify(value) : value
}

function linesJson(field: FieldModel, record: Json): string {
  const lines = (record[field.name] ?? []) as Json[]
  return JSON.stringify(lines.map((line, position) => ({ ...line, position })))
}

function insertLines(model: EntityModel, field: FieldModel, json: string, parent: string, condition = ''): string {
  const fields = field.fields ?? []
  const columns = ['id', 'position', ...fields.map(each => each.name)].map(quoted)
  const shape = [
    'id uuid',
    'position integer',
    ...fields.map(each => `${quoted(each.name)} ${jsonColumnTypes[each.type]}`),
  ]
  return `insert into ${table(model.name, field.name)} (parent, ${columns.join(', ')})
      select ${parent}, ${columns.map(column => `x.${column}`).join(', ')}
      from jsonb_to_recordset(${json}) as x (${shape.join(', ')})${condition}`
}

interface LinesChange {
  model: EntityModel
  field: FieldModel
  place: number
  json: string
  id: string
}

/** Lines are replaced as a whole: those that are gone are deleted, the others inserted or updated by id. */
function replaceLines({ model, field, place, json, id }: LinesChange): string {
  const lines = table(model.name, field.name)
  const columns = ['position', ...(field.fields ?? []).map(each => each.name)].map(quoted)
  return `,
    g${place} as (
      delete from ${lines} l using r
      where l.parent = ${id} and l.id not in (select (x->>'id')::uuid from jsonb_array_elements(${json}) x)),
    p${place} as (
      ${insertLines(model, field, json, id, ' where exists (select from r)')}
      on conflict (id) do update set ${columns.map(column => `${column} = excluded.${column}`).join(', ')}
      where ${lines}.parent = ${id})`
}
