import type { FieldVariant } from './field-variant.ts'

const DEFAULT_MAX_ITEMS = 1000

/** Ordered rows that belong to one record. Its `fields` and their schema are made by the callers, which know the variants. */
export const linesField: FieldVariant = {
  type: 'lines',
  matches: content => content.type === 'array' && content['x-lines'] === true,
  keys: ['x-lines', 'items', 'minItems', 'maxItems'],
  read: content => ({
    maxItems: content.maxItems ?? DEFAULT_MAX_ITEMS,
    ...(content.minItems === undefined ? {} : { minItems: content.minItems }),
  }),
  check: content =>
    content.items?.type === 'object' && content.items.properties
      ? []
      : [
          {
            key: 'items',
            code: 'entity.field_form',
            message: 'Line items need "items" of type "object" with "properties".',
          },
        ],
  schema: field => ({ type: 'array', minItems: field.minItems ?? 0, maxItems: field.maxItems ?? DEFAULT_MAX_ITEMS }),
}
