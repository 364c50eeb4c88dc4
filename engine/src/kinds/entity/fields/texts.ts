import type { FieldVariant } from './field-variant.ts'

const DEFAULT_MAX_LENGTH = 200
const DEFAULT_MAX_ITEMS = 100

/** A set of short texts. */
export const textsField: FieldVariant = {
  type: 'texts',
  matches: content => content.type === 'array' && content['x-lines'] !== true,
  keys: ['items', 'minItems', 'maxItems', 'default'],
  read: content => ({
    maxLength: content.items?.maxLength ?? DEFAULT_MAX_LENGTH,
    maxItems: content.maxItems ?? DEFAULT_MAX_ITEMS,
    ...(content.minItems === undefined ? {} : { minItems: content.minItems }),
  }),
  check: content =>
    content.items?.type === 'string' && !content.items.properties && !content.items.required
      ? []
      : [
          {
            key: 'items',
            code: 'entity.field_form',
            message: 'A list holds texts ("items": {"type": "string"}), or is marked "x-lines": true.',
          },
        ],
  checkDefault: value =>
    Array.isArray(value) && value.every(item => typeof item === 'string') ? undefined : 'a list of texts',
  schema: field => ({
    type: 'array',
    items: { type: 'string', minLength: 1, maxLength: field.maxLength ?? DEFAULT_MAX_LENGTH },
    uniqueItems: true,
    minItems: field.minItems ?? 0,
    maxItems: field.maxItems ?? DEFAULT_MAX_ITEMS,
  }),
}
