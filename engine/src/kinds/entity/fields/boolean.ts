import type { FieldVariant } from './field-variant.ts'
import { VALUE_KEYS } from './field-variant.ts'

export const booleanField: FieldVariant = {
  type: 'boolean',
  matches: content => content.type === 'boolean',
  keys: VALUE_KEYS,
  read: () => ({}),
  checkDefault: value => (typeof value === 'boolean' ? undefined : 'true or false'),
  schema: () => ({ type: 'boolean' }),
}
