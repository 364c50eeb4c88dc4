import type { Access } from '../../access/ability.ts'
import { fieldMask, isInSet, taskFieldSet } from '../../access/field-mask.ts'
import type { EntityModel } from '../../metadata/entity-model.ts'
import type { Snapshot } from '../../metadata/snapshot.ts'

/** May this person ever see the field (`amount`, `lines.cost`) of the entity? Rows decide more narrowly. */
export type Readable = (entity: string, field: string) => boolean

/** Fields that some right of this person, or a task that he may get, shows. */
export function readableFields(access: Access, snapshot: Snapshot): Readable {
  const sets = new Map(
    snapshot.all<EntityModel>('entity').map(({ compiled }) => [compiled.name, setOf(access, compiled)]),
  )
  return (entity, field) => {
    // A null set means all fields, so it must not be mistaken for an entity that is not there.
    const set = sets.get(entity)
    return set !== undefined && isInSet(set, field)
  }
}

function setOf(access: Access, model: EntityModel) {
  const own = access.can('read', model.name) ? maskOfAll(access, model) : new Set<string>()
  const byTask = taskFieldSet(access, 'read', model)
  if (own === null || byTask === null) return null
  return new Set([...own, ...byTask])
}

function maskOfAll(access: Access, model: EntityModel) {
  const mask = fieldMask(access, 'read', model)
  return mask.fieldsOf(mask.conditions.map(() => true))
}
