import type { FeelType, ScopeShape } from '../expression/feel-type.ts'
import type { FieldModel, FieldType } from './entity-model.ts'

/** What every expression over a record may name beside fields: who acts, and when. */
export const ambientScope: ScopeShape = {
  user: {
    context: { id: 'string', org_unit: 'string', unit_tree: { list: 'string' }, position: 'string', locale: 'string' },
  },
  today: 'date',
  now: 'date and time',
}

const FEEL_TYPES: Readonly<Record<Exclude<FieldType, 'lines'>, FeelType>> = {
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

/** The FEEL type of a field's value; of line items, a list of contexts. References are ids. */
export const feelTypeOf = (field: FieldModel): FeelType =>
  field.type === 'lines' ? { list: { context: shapeOf(field.fields ?? []) } } : FEEL_TYPES[field.type]

/** Fields by name, as a context, with other entries that are no fields. */
export function shapeOf(
  fields: readonly FieldModel[],
  more: ScopeShape = {},
  typeOf: (field: FieldModel) => FeelType = feelTypeOf,
): ScopeShape {
  const shape = { ...Object.fromEntries(fields.map(field => [field.name, typeOf(field)])), ...more }
  const declared = fields.filter(field => field.address !== undefined && !Object.hasOwn(more, field.name))
  addresses.set(shape, new Map(declared.map(field => [field.name, field.address!])))
  return shape
}

/** Types are plain data, compared by their structure; where their entries are declared is kept beside them. */
const addresses = new WeakMap<ScopeShape, ReadonlyMap<string, string>>()

/** What references call the field that an entry of a scope stands for; undefined for entries that are no fields. */
export const addressOf = (shape: ScopeShape, name: string): string | undefined => addresses.get(shape)?.get(name)

/** Expressions of a record's own fields and checks, and of forms. `more` goes here and not beside: a copy forgets the fields' addresses. */
export const recordScope = (fields: readonly FieldModel[], more: ScopeShape = {}): ScopeShape =>
  shapeOf(fields, { ...ambientScope, ...more })

/**
 * Expressions of a line's fields: the line's fields, and `record` with the record's own that are not computed, because
 * lines are calculated before the record.
 */
export function lineScope(
  lineFields: readonly FieldModel[],
  parents: readonly FieldModel[],
  computed: ReadonlySet<string>,
): ScopeShape {
  const record = parents.filter(field => field.type !== 'lines' && !computed.has(field.name))
  return shapeOf(lineFields, { ...ambientScope, record: { context: shapeOf(record) } })
}
