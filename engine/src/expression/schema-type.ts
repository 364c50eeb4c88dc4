import type { FeelType, ScopeShape } from './feel-type.ts'

/** The FEEL type of the values that a JSON Schema describes; `any` where it leaves that open. */
export function typeOfSchema(schema: unknown): FeelType {
  if (typeof schema !== 'object' || schema === null) return 'any'
  const { type, format, items, properties } = schema as Record<string, unknown>
  switch (scalarType(type)) {
    case 'integer':
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'string':
      return TEXT_FORMATS[String(format)] ?? 'string'
    case 'array':
      return { list: typeOfSchema(items) }
    case 'object':
      return properties ? { context: scopeOfSchema(schema) } : 'any'
    default:
      return 'any'
  }
}

/** The names and types of the properties of an object schema. */
export function scopeOfSchema(schema: object): ScopeShape {
  const { properties } = schema as { properties?: Record<string, unknown> }
  return Object.fromEntries(Object.entries(properties ?? {}).map(([name, property]) => [name, typeOfSchema(property)]))
}

const TEXT_FORMATS: Readonly<Record<string, FeelType>> = {
  decimal: 'number',
  date: 'date',
  time: 'time',
  'date-time': 'date and time',
  duration: 'duration',
}

/** `["string", "null"]` is a string that may be null, as every FEEL value may. */
function scalarType(type: unknown): unknown {
  if (!Array.isArray(type)) return type
  const others = type.filter(name => name !== 'null')
  return others.length === 1 ? others[0] : undefined
}
