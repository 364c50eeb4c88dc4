import { Temporal } from 'temporal-polyfill'
import type { FieldVariant } from './field-variant.ts'
import { VALUE_KEYS } from './field-variant.ts'

/** A day of the calendar, without a time zone: `2026-03-01`. */
export const dateField: FieldVariant = {
  type: 'date',
  matches: content => content.type === 'string' && content.format === 'date',
  keys: [...VALUE_KEYS, 'format'],
  read: () => ({}),
  checkDefault: value => (typeof value === 'string' && isDate(value) ? undefined : 'a date such as "2026-03-01"'),
  schema: () => ({ type: 'string', format: 'date' }),
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    Temporal.PlainDate.from(text)
    return true
  } catch {
    return false
  }
}
