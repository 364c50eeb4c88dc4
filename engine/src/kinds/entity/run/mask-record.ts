import { isInSet, type FieldSet } from '../../../access/field-mask.ts'
import type { EntityModel } from '../../../metadata/entity-model.ts'
import type { RecordJson } from '../../../store/statements/record-columns.ts'

type Json = Record<string, unknown>

/** The record without the fields that its reader may not see; a new object unless nothing is hidden. */
export function maskRecord(model: EntityModel, record: RecordJson, readable: FieldSet): RecordJson {
  if (readable === null) return record
  const masked: RecordJson = { ...record }
  for (const field of model.fields) {
    if (!isInSet(readable, field.name)) delete masked[field.name]
    else if (field.type === 'lines' && field.name in masked)
      masked[field.name] = (masked[field.name] as Json[]).map(line => maskLine(line, field.name, readable))
  }
  if (record._labels)
    masked._labels = shown(record._labels, name => !Object.hasOwn(model.byName, name) || isInSet(readable, name))
  return masked
}

function maskLine(line: Json, lines: string, readable: FieldSet): Json {
  const visible = (name: string) => name === 'id' || name === '_labels' || isInSet(readable, `${lines}.${name}`)
  const masked = shown(line, visible)
  if (line['_labels']) masked['_labels'] = shown(line['_labels'] as Json, visible)
  return masked
}

const shown = <Value>(object: Record<string, Value>, visible: (name: string) => boolean): Record<string, Value> =>
  Object.fromEntries(Object.entries(object).filter(([name]) => visible(name)))
