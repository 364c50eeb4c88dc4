import type { EntityModel, FieldModel } from '../../metadata/entity-model.ts'

/** The fields that are columns of one table: of records, or of one list of line items. */
export interface FieldGroup {
  entity: string
  table: string
  /** Before a field's name: empty, or `lines.`. */
  prefix: string
  /** Column that says which record a row belongs to. */
  record: 'id' | 'parent'
  fields: readonly FieldModel[]
}

export function fieldGroups(models: readonly EntityModel[]): FieldGroup[] {
  return models.flatMap(({ name: entity, fields }) => [
    {
      entity,
      table: entity,
      prefix: '',
      record: 'id' as const,
      fields: fields.filter(field => field.type !== 'lines'),
    },
    ...fields
      .filter(field => field.type === 'lines')
      .map(lines => ({
        entity,
        table: `${entity}_${lines.name}`,
        prefix: `${lines.name}.`,
        record: 'parent' as const,
        fields: lines.fields ?? [],
      })),
  ])
}
