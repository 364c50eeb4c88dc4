import type { FieldVariant } from './field-variant.ts'
import { VALUE_KEYS } from './field-variant.ts'

/** The id of a record of another entity. */
export const referenceField: FieldVariant = {
  type: 'reference',
  matches: content => content.type === 'string' && content.format === 'uuid',
  keys: [...VALUE_KEYS, 'format', 'x-ref'],
  read: content => (content['x-ref'] === undefined ? {} : { target: content['x-ref'] }),
  check: content =>
    content['x-ref'] === undefined
      ? [
          {
            key: 'format',
            code: 'entity.field_form',
            message: 'A field of format "uuid" is a reference: say with "x-ref" to which entity.',
          },
        ]
      : [],
  checkDefault: () => 'absent: use "x-default" with an expression',
  schema: () => ({ type: 'string', format: 'uuid' }),
}
