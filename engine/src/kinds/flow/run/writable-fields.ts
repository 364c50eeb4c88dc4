import type { EntityModel } from '../../../metadata/entity-model.ts'
import type { Snapshot } from '../../../metadata/snapshot.ts'

interface FormField {
  field: string
  widget?: string
  read_only?: boolean
}

/** Fields of the record that a task's form lets its people write: those on the form that are not calculated. None without form. */
export function writableFields(snapshot: Snapshot, form: string | null, entity: string): string[] {
  if (form === null) return []
  const content = snapshot.find('form', form)?.source.content as
    { entity?: string; sections?: { fields?: FormField[] }[] } | undefined
  if (content?.entity !== entity) return []
  const model = snapshot.get<EntityModel>('entity', entity).compiled
  const named = (content.sections ?? [])
    .flatMap(section => section.fields ?? [])
    .filter(each => each.read_only !== true)
  return named.map(each => each.field).filter(name => model.byName[name]?.readOnly === false)
}
