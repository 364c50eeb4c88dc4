import type { EntityDescription, FieldSchema, ObjectSchema } from '../../shell/api/app.ts'

export type FieldType =
  'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'instant' | 'choice' | 'reference' | 'texts' | 'lines'

/** A field as it is drawn and checked here: the localised schema, read once. */
export interface FieldModel {
  name: string
  title: string
  description?: string
  type: FieldType
  required: boolean
  readOnly: boolean
  multiline: boolean
  maxLength?: number
  /** Decimals: digits in all and after the point. Money is 18, 2. */
  precision?: number
  scale?: number
  /** ISO 4217, for money. */
  currency?: string
  percent: boolean
  /** Bounds as decimal text. */
  minimum?: string
  maximum?: string
  exclusiveMinimum?: string
  exclusiveMaximum?: string
  options: readonly { value: string; title: string }[]
  /** Entity that a reference points to. */
  target?: string
  default?: unknown
  /** Fields of a line; empty for other types. */
  fields: readonly FieldModel[]
  minItems?: number
  maxItems?: number
}

/** Right-aligned with tabular figures. */
export function isNumeric(field: FieldModel): boolean {
  return field.type === 'decimal' || field.type === 'integer'
}

const known = new WeakMap<ObjectSchema, readonly FieldModel[]>()

/** Fields of an entity in the author's order. The same array for the same schema, so it may be a dependency of hooks. */
export function fieldsOf(entity: EntityDescription): readonly FieldModel[] {
  return fieldsOfSchema(entity.schema)
}

export function fieldOf(entity: EntityDescription, name: string): FieldModel | undefined {
  return fieldsOf(entity).find(field => field.name === name)
}

function fieldsOfSchema(schema: ObjectSchema): readonly FieldModel[] {
  const found = known.get(schema)
  if (found) return found
  const required = new Set(schema.required)
  const fields = Object.entries(schema.properties).map(([name, field]) => fieldModel(name, field, required.has(name)))
  known.set(schema, fields)
  return fields
}

function fieldModel(name: string, schema: FieldSchema, required: boolean): FieldModel {
  const type = typeOf(schema)
  const money = schema['x-money']
  return {
    name,
    title: schema.title ?? name,
    type,
    required,
    readOnly: schema.readOnly ?? false,
    multiline: schema['x-multiline'] ?? false,
    percent: schema['x-percent'] ?? false,
    options: (schema.oneOf ?? []).map(option => ({ value: option.const, title: option.title ?? option.const })),
    fields: type === 'lines' ? fieldsOfSchema(schema.items as ObjectSchema) : [],
    ...optional('description', schema.description),
    ...optional('maxLength', schema.maxLength),
    ...optional('precision', money ? 18 : schema['x-decimal']?.precision),
    ...optional('scale', money ? 2 : schema['x-decimal']?.scale),
    ...optional('currency', money?.currency),
    ...optional('minimum', bound(schema.minimum)),
    ...optional('maximum', bound(schema.maximum)),
    ...optional('exclusiveMinimum', bound(schema.exclusiveMinimum)),
    ...optional('exclusiveMaximum', bound(schema.exclusiveMaximum)),
    ...optional('target', schema['x-ref']),
    ...optional('default', schema.default),
    ...optional('minItems', schema.minItems),
    ...optional('maxItems', schema.maxItems),
  }
}

function typeOf(schema: FieldSchema): FieldType {
  if (schema.type === 'array') return schema['x-lines'] ? 'lines' : 'texts'
  if (schema.type === 'integer' || schema.type === 'boolean') return schema.type
  if (schema['x-ref']) return 'reference'
  if (schema.oneOf) return 'choice'
  if (schema.format === 'decimal' || schema.format === 'date') return schema.format
  return schema.format === 'date-time' ? 'instant' : 'text'
}

function bound(value: number | string | undefined): string | undefined {
  return value === undefined ? undefined : String(value)
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V })
}
