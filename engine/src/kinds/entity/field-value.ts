import { Decimal, roundHalfUp } from '../../base/decimal.ts'
import { feelToJson } from '../../expression/values/feel-json.ts'
import type { FieldModel } from '../../metadata/entity-model.ts'

/**
 * A FEEL value as the JSON value of a field: numbers rounded half away from zero to the field's scale, all others as they
 * are. A value of another type is null, as in FEEL.
 */
export function fieldValue(field: FieldModel, value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (field.type === 'decimal')
    return value instanceof Decimal ? withoutNegativeZero(roundHalfUp(value, field.scale ?? 0)) : null
  if (field.type === 'integer') return value instanceof Decimal ? Number(roundHalfUp(value, 0)) : null
  if (field.type === 'boolean') return typeof value === 'boolean' ? value : null
  const json = feelToJson(value)
  if (field.type === 'texts') return Array.isArray(json) && json.every(item => typeof item === 'string') ? json : null
  return typeof json === 'string' ? json : null
}

const withoutNegativeZero = (text: string): string => (/^-0(\.0+)?$/.test(text) ? text.slice(1) : text)
