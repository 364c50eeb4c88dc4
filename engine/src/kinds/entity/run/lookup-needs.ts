import { feelToJson } from '../../../expression/values/feel-json.ts'
import type { EntityModel, FieldModel, Lookup } from '../../../metadata/entity-model.ts'
import { linesOf, type AmbientValues, type RecordData } from '../compute.ts'

export type Values = Record<string, unknown>

/** One value that has to be fetched: by which key, for which field of which record or line. */
export interface LookupNeed {
  lookup: Lookup
  field: FieldModel
  /** The fields beside it. */
  siblings: readonly FieldModel[]
  /** What is matched by; a key with a null in it finds nothing. */
  key: readonly unknown[]
  target: Values
}

interface States {
  /** Written to: values that stay are put back into it. */
  record: Values
  before: RecordData | null
}

/** The lookups of a record and of its lines whose value is not settled by what was there before. */
export function lookupNeeds(model: EntityModel, { record, before }: States, ambient: AmbientValues): LookupNeed[] {
  const own = needsOf(model.fields, {
    target: record,
    before,
    scope: { ...ambient, ...record },
    scopeBefore: { ...ambient, ...before },
  })
  const ofLines = model.fields
    .filter(field => field.type === 'lines')
    .flatMap(field => {
      const old = new Map(before === null ? [] : linesOf(before, field).map(line => [line['id'], line]))
      return linesOf(record, field).flatMap(line => {
        const was = old.get(line['id']) ?? null
        return needsOf(field.fields ?? [], {
          target: line as Values,
          before: was,
          scope: { ...ambient, record, ...line },
          scopeBefore: { ...ambient, record: before, ...was },
        })
      })
    })
  return [...own, ...ofLines]
}

interface Place {
  target: Values
  before: RecordData | null
  scope: RecordData
  scopeBefore: RecordData
}

function needsOf(fields: readonly FieldModel[], place: Place): LookupNeed[] {
  return fields.flatMap(field => {
    const { lookup } = field
    if (lookup === undefined) return []
    const key = keyOf(lookup, place.target, place.scope)
    const settled = place.before === null ? null : settledValue(field, key, place)
    // What was agreed once stays when a price list changes.
    if (settled !== null) place.target[field.name] = settled
    return settled === null ? [{ lookup, field, siblings: fields, key, target: place.target }] : []
  })
}

function settledValue(field: FieldModel, key: readonly unknown[], { before, scopeBefore }: Place): unknown {
  const oldKey = keyOf(field.lookup!, before!, scopeBefore)
  return JSON.stringify(oldKey) === JSON.stringify(key) ? (before![field.name] ?? null) : null
}

function keyOf(lookup: Lookup, values: RecordData, scope: RecordData): unknown[] {
  if (lookup.by === 'reference') return [values[lookup.reference] ?? null]
  return lookup.where.map(({ value }) => feelToJson(value.evaluate(scope)) ?? null)
}
