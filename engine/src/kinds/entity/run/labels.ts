import type { EntityModel, FieldModel } from '../../../metadata/entity-model.ts'
import type { RunContext } from '../../../runtime/context.ts'
import { quoted, table } from '../../../store/statements/identifiers.ts'
import { predicateSql } from '../../../store/statements/predicate-sql.ts'
import { named, Parameters } from '../../../store/statements/sql-text.ts'
import { EVERYTHING } from '../../../store/statements/predicate.ts'
import { linesOf, type RecordData } from '../compute.ts'
import { recordRights } from './rights.ts'

export interface Reference {
  entity: string
  id: string
}

/** The names of records, by `labelKey`; those that are gone are missing. One statement for all. */
export async function labelsOf(
  ctx: RunContext,
  references: readonly Reference[],
  options: { readable: boolean } = { readable: false },
): Promise<Map<string, string>> {
  const groups = [...Map.groupBy(references, ({ entity }) => entity)].filter(([entity]) =>
    ctx.snapshot.find('entity', entity),
  )
  if (groups.length === 0) return new Map()
  const parameters = new Parameters()
  const selects = groups.map(([entity, ofEntity]) => {
    const { model, read } = recordRights(ctx, entity)
    const ids = parameters.add([...new Set(ofEntity.map(({ id }) => id))], 'uuid[]')
    const right = predicateSql(options.readable ? read : EVERYTHING, 'r', parameters)
    return `select ${parameters.add(entity, 'text')} as entity, r.id, r.${quoted(model.display)}::text as label
      from ${table(entity)} r where r.id = any(${ids}) and ${right}`
  })
  const rows = await ctx.tx.query<Reference & { label: string | null }>(
    named(selects.join(' union all ')),
    parameters.values,
  )
  return new Map(rows.flatMap(row => (row.label === null ? [] : [[labelKey(row), row.label]])))
}

export const labelKey = ({ entity, id }: Reference): string => `${entity} ${id.toLowerCase()}`

/** All references of a record and of its lines. */
export function referencesIn(model: EntityModel, record: RecordData): Reference[] {
  const inValues = (fields: readonly FieldModel[], values: RecordData): Reference[] =>
    fields.flatMap(field =>
      field.target && typeof values[field.name] === 'string'
        ? [{ entity: field.target, id: values[field.name] as string }]
        : [],
    )
  const lists = model.fields.filter(field => field.type === 'lines')
  return [
    ...inValues(model.fields, record),
    ...lists.flatMap(field => linesOf(record, field).flatMap(line => inValues(field.fields ?? [], line))),
  ]
}

/** The record with `_labels` for itself and its lines. */
export function withLabels(model: EntityModel, record: RecordData, labels: ReadonlyMap<string, string>): RecordData {
  const labelled = (fields: readonly FieldModel[], values: RecordData): RecordData => {
    const own = fields.flatMap(field => {
      const id = values[field.name]
      const label =
        field.target && typeof id === 'string' ? labels.get(labelKey({ entity: field.target, id })) : undefined
      return label === undefined ? [] : [[field.name, label]]
    })
    return { ...values, _labels: Object.fromEntries(own) }
  }
  const result: Record<string, unknown> = { ...labelled(model.fields, record) }
  for (const field of model.fields)
    if (field.type === 'lines' && field.name in result)
      result[field.name] = linesOf(record, field).map(line => labelled(field.fields ?? [], line))
  return result
}
