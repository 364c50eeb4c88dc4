import { isInSet, type FieldSet } from '../../../access/field-mask.ts'
import type { EntityModel, FieldModel } from '../../../metadata/entity-model.ts'
import { linesOf, type RecordData } from '../compute.ts'
import { sameValue } from './changes.ts'
import { FieldsNotWritable } from './errors.ts'

/**
 * Refuses a body that changes a field which its writer may not write. Fields that come back with the value they have
 * are no change: forms send what they show. Throws FieldsNotWritable with all of them.
 */
export function refuseUnwritable(
  model: EntityModel,
  body: RecordData,
  before: RecordData | null,
  writable: FieldSet,
): void {
  if (writable === null) return
  const changed = Object.keys(body).flatMap(name => {
    const field = model.byName[name]!
    if (field.type === 'lines')
      return isInSet(writable, name) ? changedLineFields(field, { body, before }, writable) : [name]
    return isInSet(writable, name) || sameValue(field, body[name], before?.[name]) ? [] : [name]
  })
  if (changed.length > 0) throw new FieldsNotWritable(model, [...new Set(changed)])
}

function changedLineFields(
  lines: FieldModel,
  { body, before }: { body: RecordData; before: RecordData | null },
  writable: FieldSet,
): string[] {
  const old = new Map(before === null ? [] : linesOf(before, lines).map(line => [line['id'], line]))
  return linesOf(body, lines).flatMap(line =>
    (lines.fields ?? [])
      .filter(field => field.name in line && !isInSet(writable, `${lines.name}.${field.name}`))
      .filter(field => !sameValue(field, line[field.name], old.get(line['id'])?.[field.name]))
      .map(field => `${lines.name}.${field.name}`),
  )
}
