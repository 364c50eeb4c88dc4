import type { EntityDescription, FormDefinition } from '../../shell/api/app.ts'
import { fieldsOf } from '../fields/field-model.ts'

/** An entity without a published form is still readable and writable: all its fields in one section. */
export function formOrAllFields(form: FormDefinition | undefined, entity: EntityDescription): FormDefinition {
  if (form) return form
  const fields = fieldsOf(entity).map(field => ({ field: field.name }))
  return {
    name: `${entity.name}_all_fields`,
    title: entity.title,
    entity: entity.name,
    sections: [{ key: 'all', title: entity.title, columns: 2, fields }],
  }
}
