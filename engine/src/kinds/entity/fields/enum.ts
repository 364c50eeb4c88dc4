import type { FieldVariant } from './field-variant.ts'
import { VALUE_KEYS } from './field-variant.ts'

/** One of a closed list of values, each with a title. */
export const enumField: FieldVariant = {
  type: 'enum',
  matches: content => content.type === 'string' && content.oneOf !== undefined,
  keys: [...VALUE_KEYS, 'oneOf'],
  read: content => ({ options: (content.oneOf ?? []).map(option => ({ value: option.const, title: option.title })) }),
  check: content => {
    const values = (content.oneOf ?? []).map(option => option.const)
    const twice = values.find((value, i) => values.indexOf(value) !== i)
    if (twice === undefined) return []
    return [
      { key: 'oneOf', code: 'entity.duplicate_key', message: `The value "${twice}" stands twice. Keep one of them.` },
    ]
  },
  checkDefault: (value, content) =>
    content.oneOf?.some(option => option.const === value)
      ? undefined
      : `one of ${content.oneOf?.map(option => option.const).join(', ')}`,
  schema: field => ({ type: 'string', enum: (field.options ?? []).map(option => option.value) }),
}
