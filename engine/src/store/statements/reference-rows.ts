import type { EntityModel, FieldModel } from '../../metadata/entity-model.ts'
import type { Statement } from '../../runtime/context.ts'
import { quoted, table } from './identifiers.ts'
import { jsonColumnTypes } from './json-column-types.ts'
import { named } from './sql-text.ts'

const columnsOf = (model: EntityModel): FieldModel[] => model.fields.filter(field => field.type !== 'lines')

/** Parameter: JSON list of `{row_key, …fields of the key}`. Gives `{row_key, id}` of the rows that are there. */
export function findReferenceRows(model: EntityModel, key: readonly string[]): Statement {
  const shape = key.map(name => `${quoted(name)} ${jsonColumnTypes[model.byName[name]!.type]}`)
  const same = key.map(name => `r.${quoted(name)} = x.${quoted(name)}`)
  return named(`
    select x.row_key, r.id
    from jsonb_to_recordset($1::jsonb) as x (row_key text, ${shape.join(', ')})
    join ${table(model.name)} r on ${same.join(' and ')}`)
}

/**
 * Parameters: JSON list of `{id, …fields}`, the time. Inserts rows, and updates those of that id that differ. Gives
 * `{inserted}` for each row that was written; rows that are the same are left as they are.
 */
export function writeReferenceRows(model: EntityModel): Statement {
  const fields = columnsOf(model)
  const names = fields.map(field => quoted(field.name))
  const shape = ['id uuid', ...fields.map(field => `${quoted(field.name)} ${jsonColumnTypes[field.type]}`)]
  const now = names.map(name => `r.${name}`)
  const given = names.map(name => `excluded.${name}`)
  return named(`
    insert into ${table(model.name)} as r (id, version, created_at, updated_at, ${names.join(', ')})
    select x.id, 1, $2::timestamptz, $2::timestamptz, ${names.map(name => `x.${name}`).join(', ')}
    from jsonb_to_recordset($1::jsonb) as x (${shape.join(', ')})
    on conflict (id) do update set
      ${names.map((name, i) => `${name} = ${given[i]}`).join(', ')},
      version = r.version + 1, updated_at = excluded.updated_at, updated_by = null
    where (${now.join(', ')}) is distinct from (${given.join(', ')})
    returning (xmax = 0) as inserted`)
}

/** Parameter: ids. Gives `{left}`: how many other rows the table has. */
export const countOtherRows = (model: EntityModel): Statement =>
  named(`select count(*)::integer as left from ${table(model.name)} where id <> all($1::uuid[])`)
