import type { EntityModel, FieldModel } from '../../metadata/entity-model.ts'
import { variantOfType } from './fields/index.ts'

/** `create` and `patch`: what clients send; `draft`: a record still being written; `record`: what they get. */
export type RecordSchemaUse = 'create' | 'patch' | 'draft' | 'record'

export type JsonSchema = Record<string, unknown>

/**
 * JSON Schema 2020-12 of a record of this entity, for checking bodies and for OpenAPI. Closed: what is not listed is
 * refused, and with it all that the server sets itself. Decimals are text.
 */
export function recordSchema(model: EntityModel, use: RecordSchemaUse): JsonSchema {
  const schema = objectSchema(model.fields, use)
  if (use !== 'record') return { title: model.title, ...schema }
  const properties = {
    id: UUID,
    version: { type: 'integer', minimum: 1 },
    ...(schema['properties'] as object),
    ...STAMPS,
  }
  return { title: model.title, ...schema, properties, required: ['id', 'version'] }
}

const UUID: JsonSchema = { type: 'string', format: 'uuid' }
const STAMPS: Record<string, JsonSchema> = {
  created_at: { type: 'string', format: 'date-time' },
  created_by: { type: ['string', 'null'], format: 'uuid' },
  updated_at: { type: 'string', format: 'date-time' },
  updated_by: { type: ['string', 'null'], format: 'uuid' },
}

function objectSchema(fields: readonly FieldModel[], use: RecordSchemaUse): JsonSchema {
  const listed = use === 'record' ? fields : fields.filter(field => !field.readOnly)
  const required = use === 'create' ? listed.filter(mustBeGiven).map(field => field.name) : []
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(listed.map(field => [field.name, fieldSchema(field, use)])),
  }
}

const mustBeGiven = (field: FieldModel): boolean => field.required && !field.default

function fieldSchema(field: FieldModel, use: RecordSchemaUse): JsonSchema {
  const own = { title: field.title, ...(field.description === undefined ? {} : { description: field.description }) }
  const schema = field.type === 'lines' ? linesSchema(field, use) : variantOfType(field.type).schema(field)
  // What is half written, or was written before a rule became stricter, may be short of something.
  if (use === 'draft' || use === 'record') return { ...own, ...nullable(withoutMinimum(schema)) }
  return { ...own, ...(field.required ? schema : nullable(schema)) }
}

const MINIMA = new Set(['minItems', 'minLength'])

function withoutMinimum(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !MINIMA.has(keyword)))
}

/** A list of lines is written as a whole; lines that stay are named by their `id`. */
function linesSchema(field: FieldModel, use: RecordSchemaUse): JsonSchema {
  // A patch replaces the lines, so each of them is complete as in a new record.
  const items = objectSchema(field.fields ?? [], use === 'patch' ? 'create' : use)
  const properties = { id: UUID, ...(items['properties'] as object) }
  return { ...variantOfType('lines').schema(field), items: { ...items, properties } }
}

function nullable(schema: JsonSchema): JsonSchema {
  const { enum: values, ...rest } = schema
  return { ...rest, type: [schema['type'], 'null'], ...(Array.isArray(values) ? { enum: [...values, null] } : {}) }
}
