import type { EntityModel, FieldModel } from '../../metadata/entity-model.ts'
import { isPlainObject } from '../../metadata/plain-object.ts'
import type { Snapshot } from '../../metadata/snapshot.ts'

type RecordData = Record<string, unknown>

/** A record that holds others in the place of its references, taken apart as the record runtime would give it. */
export function referencedRecords(
  given: RecordData,
  entity: string,
  snapshot: Snapshot,
): { record: RecordData; referenced: ReadonlyMap<string, RecordData> } {
  const referenced = new Map<string, RecordData>()
  const model = (name: string) => snapshot.get<EntityModel>('entity', name).compiled
  const keep = (target: string, record: RecordData): { id: string; label: string } => {
    const id = `${target}-${referenced.size + 1}`
    referenced.set(`${target}/${id}`, record)
    const label = record[model(target).display]
    return { id, label: typeof label === 'string' ? label : '' }
  }
  return { record: takeApart(given, model(entity).fields, keep), referenced }
}

type Keep = (target: string, record: RecordData) => { id: string; label: string }

function takeApart(given: RecordData, fields: readonly FieldModel[], keep: Keep): RecordData {
  const record: RecordData = { ...given }
  const labels: Record<string, string> = {}
  for (const field of fields) {
    const value = given[field.name]
    if (field.type === 'lines' && Array.isArray(value))
      record[field.name] = value.map(line => (isPlainObject(line) ? takeApart(line, field.fields ?? [], keep) : line))
    if (field.type === 'reference' && isPlainObject(value)) {
      const { id, label } = keep(field.target!, value)
      record[field.name] = id
      labels[field.name] = label
    }
  }
  return { ...record, _labels: labels }
}
