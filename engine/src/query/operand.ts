import { isDecimalText } from '../base/decimal.ts'
import { isUuid } from '../base/ids.ts'
import type { FilterLiteral, Placeholder } from './filter-node.ts'
import type { ColumnPath } from './queryable.ts'

/**
 * What may stand as `${user.…}`; `list` ones only with `in` and `nin`. Values are ids, except `position` (a code) and
 * `locale`.
 */
export const USER_PATHS: Readonly<Record<string, 'one' | 'list'>> = {
  id: 'one',
  org_unit: 'one',
  unit_tree: 'list',
  position: 'one',
  locale: 'one',
}

const PLACEHOLDER = /^\$\{user\.([a-z_]+)\}$/

/** The placeholder that a whole string is, `'malformed'` for a string that only contains one, or undefined. */
export function placeholderIn(value: unknown): Placeholder | 'malformed' | undefined {
  if (typeof value !== 'string' || !value.includes('${')) return undefined
  const path = PLACEHOLDER.exec(value)?.[1]
  return path !== undefined && Object.hasOwn(USER_PATHS, path) ? { user: path } : 'malformed'
}

/** What a literal must be to be compared with the column, in words; undefined when `value` is that. */
export function literalFault(value: unknown, column: ColumnPath): string | undefined {
  const { accepts, words } = LITERALS[column.type]
  if (!accepts(value as FilterLiteral)) return words
  if (column.values && !column.values.includes(value as string)) return `one of ${column.values.join(', ')}`
  return undefined
}

/** PostgreSQL takes neither the character 0 nor half of a surrogate pair, not even to compare with. */
const isText = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= 4000 && !value.includes('\0') && value.isWellFormed()

const LITERALS: Readonly<Record<ColumnPath['type'], { accepts(value: unknown): boolean; words: string }>> = {
  text: { accepts: isText, words: 'a text' },
  texts: { accepts: isText, words: 'a text' },
  enum: { accepts: isText, words: 'a text' },
  boolean: { accepts: value => typeof value === 'boolean', words: 'true or false' },
  integer: { accepts: value => Number.isSafeInteger(value), words: 'a whole number' },
  decimal: { accepts: isDecimalText, words: 'a decimal as text, such as "12.50"' },
  date: { accepts: value => typeof value === 'string' && isDay(value), words: 'a date such as "2026-03-01"' },
  instant: {
    accepts: value => typeof value === 'string' && isInstant(value),
    words: 'a moment such as "2026-03-01T08:00:00Z"',
  },
  reference: { accepts: isUuid, words: 'the id of a record' },
}

const isDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

const isInstant = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(text) &&
  !Number.isNaN(Date.parse(text))
