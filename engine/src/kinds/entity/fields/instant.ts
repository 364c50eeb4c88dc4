import { Temporal } from 'temporal-polyfill'
import type { FieldVariant } from './field-variant.ts'
import { VALUE_KEYS } from './field-variant.ts'

/** A moment, UTC: `2026-03-01T08:00:00Z`. */
export const instantField: FieldVariant = {
  type: 'instant',
  matches: content => content.type === 'string' && content.format === 'date-time',
  keys: [...VALUE_KEYS, 'format'],
  read: () => ({}),
  checkDefault: value =>
    typeof value === 'string' && isInstant(value) ? undefined : 'a moment such as "2026-03-01T08:00:00Z"',
  schema: () => ({ type: 'string', format: 'date-time' }),
}

function isInstant(text: string): boolean {
  try {
    Temporal.Instant.from(text)
    return true
  } catch {
    return false
  }
}
