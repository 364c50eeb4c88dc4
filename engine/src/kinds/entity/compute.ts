import type { CompiledExpression } from '../../expression/compiled-expression.ts'
import type { EntityModel, FieldModel } from '../../metadata/entity-model.ts'
import { fieldValue } from './field-value.ts'

/** A record or a line as JSON: decimals, dates and references as text. */
export type RecordData = Readonly<Record<string, unknown>>

/** What expressions may name beside the record. */
export interface AmbientValues {
  /** `Principal.user`. */
  user: Readonly<Record<string, unknown>>
  /** ISO date in the installation's time zone. */
  today: string
  /** ISO instant. */
  now: string
}

/**
 * The record with defaults for what is absent (null is a value that was given), lines included, and the first state of
 * the state machine. For new records only.
 */
export function withDefaults(model: EntityModel, draft: RecordData, ambient: AmbientValues): RecordData {
  const record = fill(model.fields, draft, ambient)
  return model.states ? { ...record, [model.states.field]: model.states.initial } : record
}

function fill(fields: readonly FieldModel[], draft: RecordData, ambient: AmbientValues): RecordData {
  const filled: Record<string, unknown> = { ...draft }
  for (const field of fields) {
    if (filled[field.name] === undefined && field.default) filled[field.name] = defaultOf(field, field.default, ambient)
    if (field.type === 'lines')
      filled[field.name] = linesOf(draft, field).map(line => fill(field.fields ?? [], line, ambient))
  }
  return filled
}

function defaultOf(field: FieldModel, value: NonNullable<FieldModel['default']>, ambient: AmbientValues): unknown {
  return 'literal' in value ? value.literal : fieldValue(field, value.expression.evaluate({ ...ambient }))
}

/**
 * A copy of the record with all computed fields calculated in order, lines first where the record needs them. Lookups
 * must have been made. Results are rounded to the field's scale, half away from zero.
 */
export function computeRecord(model: EntityModel, record: RecordData, ambient: AmbientValues): RecordData {
  const computed: Record<string, unknown> = { ...record }
  const lines = new Map(
    model.fields
      .filter(field => field.type === 'lines')
      .map(field => [field.name, copyLines(computed, field, ambient)]),
  )
  const scope: Record<string, unknown> = { ...ambient, ...computed }
  for (const path of model.computeOrder) {
    const [first = '', second] = path.split('.')
    if (second === undefined) computed[first] = scope[first] = valueOf(model.byName[first]!, scope)
    else {
      const field = model.byName[first]!.fields!.find(each => each.name === second)!
      for (const line of lines.get(first)!) line.values[second] = line.scope[second] = valueOf(field, line.scope)
    }
  }
  return computed
}

interface LineCopy {
  values: Record<string, unknown>
  scope: Record<string, unknown>
}

/** Copies the lines of one field into the record, each with the scope of its expressions. */
function copyLines(record: Record<string, unknown>, field: FieldModel, ambient: AmbientValues): LineCopy[] {
  const copies = linesOf(record, field).map(line => {
    const values = { ...line }
    return { values, scope: { ...ambient, record, ...values } }
  })
  record[field.name] = copies.map(copy => copy.values)
  return copies
}

const valueOf = (field: FieldModel, scope: Readonly<Record<string, unknown>>): unknown =>
  fieldValue(field, (field.computed as CompiledExpression).evaluate(scope))

/** The lines of a record under one field; none when it is absent. */
export function linesOf(record: RecordData, field: FieldModel): RecordData[] {
  const lines = record[field.name]
  return Array.isArray(lines) ? (lines as RecordData[]) : []
}
