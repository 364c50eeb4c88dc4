import type { FieldVariant } from './field-variant.ts'
import { VALUE_KEYS } from './field-variant.ts'
import { boundFaults, readBounds } from './bounds.ts'

/** Integers are JSON numbers; PostgreSQL `integer` is their range. */
const LARGEST = 2_147_483_647

export const integerField: FieldVariant = {
  type: 'integer',
  matches: content => content.type === 'integer',
  keys: [...VALUE_KEYS, 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'x-percent'],
  read: content => ({ ...readBounds(content), ...(content['x-percent'] ? { percent: true } : {}) }),
  check: content => boundFaults(content, 'integer'),
  checkDefault: value => (Number.isInteger(value) ? undefined : 'a whole number'),
  schema: field => ({
    type: 'integer',
    minimum: Number(field.minimum ?? -LARGEST - 1),
    maximum: Number(field.maximum ?? LARGEST),
    ...(field.exclusiveMinimum === undefined ? {} : { exclusiveMinimum: Number(field.exclusiveMinimum) }),
    ...(field.exclusiveMaximum === undefined ? {} : { exclusiveMaximum: Number(field.exclusiveMaximum) }),
  }),
}
