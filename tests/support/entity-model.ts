import type { EntityModel, FieldModel } from '../../engine/src/metadata/entity-model.ts'

type FieldSpec = Partial<FieldModel> & Pick<FieldModel, 'name' | 'type'>

/** An entity model with the usual defaults, for tests that do not go through the compiler. */
export function entityModel(name: string, fields: FieldSpec[], rest: Partial<EntityModel> = {}): EntityModel {
  const all = fields.map(fieldModel)
  return {
    name,
    title: name,
    display: all[0]!.name,
    search: [],
    unique: [],
    indexes: [],
    reference: false,
    retention: null,
    fields: all,
    byName: Object.fromEntries(all.map(field => [field.name, field])),
    states: null,
    validations: [],
    computeOrder: [],
    lookupOrder: [],
    ...rest,
  }
}

const fieldModel = (spec: FieldSpec): FieldModel => ({ title: spec.name, required: false, readOnly: false, ...spec })
