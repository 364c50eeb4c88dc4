import { linearPattern } from '../../../base/linear-pattern.ts'
import type { FieldFault, FieldVariant } from './field-variant.ts'
import { VALUE_KEYS } from './field-variant.ts'

/** Characters of a text field that says no `maxLength`. */
const DEFAULT_MAX_LENGTH = 4000

export const textField: FieldVariant = {
  type: 'text',
  matches: content => content.type === 'string' && content.format === undefined && content.oneOf === undefined,
  keys: [...VALUE_KEYS, 'maxLength', 'pattern', 'x-multiline', 'x-sequence'],
  read: content => ({
    maxLength: content.maxLength ?? DEFAULT_MAX_LENGTH,
    ...(content['x-multiline'] === undefined ? {} : { multiline: content['x-multiline'] }),
    ...(content.pattern === undefined ? {} : { pattern: content.pattern }),
    ...(content['x-sequence'] === undefined ? {} : { sequence: content['x-sequence'] }),
  }),
  check: content => [...patternFaults(content.pattern), ...sequenceFaults(content['x-sequence']?.pattern)],
  checkDefault: (value, { maxLength = DEFAULT_MAX_LENGTH }) =>
    typeof value === 'string' && value.length <= maxLength ? undefined : `a text of at most ${maxLength} characters`,
  schema: field => ({
    type: 'string',
    ...(field.required ? { minLength: 1 } : {}),
    maxLength: field.maxLength ?? DEFAULT_MAX_LENGTH,
    ...(field.pattern === undefined ? {} : { pattern: field.pattern }),
  }),
}

function patternFaults(pattern: string | undefined): FieldFault[] {
  if (pattern === undefined) return []
  try {
    linearPattern(pattern)
    return []
  } catch {
    const message = 'The pattern is not an RE2 pattern (no look-around, no back-references).'
    return [{ key: 'pattern', code: 'entity.invalid_pattern', message }]
  }
}

function sequenceFaults(pattern: string | undefined): FieldFault[] {
  if (pattern === undefined) return []
  const parts = [...pattern.matchAll(/\{([^}]*)\}/g)].map(match => match[1]!)
  const numbers = parts.filter(part => /^0{1,18}$/.test(part))
  const unknown = parts.find(part => !/^(yyyy|yy|mm|dd|0{1,18})$/.test(part))
  if (unknown === undefined && numbers.length === 1) return []
  const message =
    'A number sequence has one run of zeros in braces, and {yyyy}, {yy}, {mm} or {dd}: "CT-{yyyy}-{0000000}".'
  return [{ key: 'x-sequence', code: 'entity.invalid_sequence', message }]
}
