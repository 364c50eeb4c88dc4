import type { FeelType, ScopeShape } from '../../../expression/feel-type.ts'
import type { EntityModel, FieldModel } from '../../../metadata/entity-model.ts'
import { feelTypeOf, shapeOf } from '../../../metadata/expression-scopes.ts'

const SYSTEM_COLUMNS: ScopeShape = {
  id: 'string',
  version: 'number',
  created_at: 'date and time',
  created_by: 'string',
  updated_at: 'date and time',
  updated_by: 'string',
}

/** Types of a record in expressions: references are ids, lines are lists of contexts. */
export const recordShape = (model: EntityModel): ScopeShape =>
  shapeOf(model.fields, SYSTEM_COLUMNS, field => (field.type === 'lines' ? linesType(field) : feelTypeOf(field)))

const linesType = (lines: FieldModel): FeelType => ({
  list: { context: shapeOf(lines.fields ?? [], { id: 'string' }) },
})
