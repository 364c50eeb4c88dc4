import type { FeelType, ScopeShape } from '../../../expression/feel-type.ts'
import type { EntityModel, FieldModel, FieldType } from '../../../metadata/entity-model.ts'

const TYPES: Record<Exclude<FieldType, 'lines'>, FeelType> = {
  text: 'string',
  integer: 'number',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  instant: 'date and time',
  enum: 'string',
  reference: 'string',
  texts: { list: 'string' },
}

/** Types of a record in expressions: references are ids, lines are lists of contexts. */
export const recordShape = (model: EntityModel): ScopeShape => ({
  id: 'string',
  version: 'number',
  created_at: 'date and time',
  created_by: 'string',
  updated_at: 'date and time',
  updated_by: 'string',
  ...shapeOf(model.fields),
})

const shapeOf = (fields: readonly FieldModel[]): ScopeShape =>
  Object.fromEntries(fields.map(field => [field.name, typeOf(field)]))

const typeOf = (field: FieldModel): FeelType =>
  field.type === 'lines' ? { list: { context: { id: 'string', ...shapeOf(field.fields ?? []) } } } : TYPES[field.type]
