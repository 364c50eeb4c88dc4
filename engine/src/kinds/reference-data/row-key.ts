import { isPlainObject } from '../../metadata/plain-object.ts'

/** Between the parts of a key. Not a slash, which pointers would have to escape. */
const SEPARATOR = '|'

/** Keys that plain objects can't have safely. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

/** The natural key of a row as text; undefined when a part of it is missing, or can't be a part. */
export function rowKey(row: Readonly<Record<string, unknown>>, fields: readonly string[]): string | undefined {
  const parts = fields.map(field => (Object.hasOwn(row, field) ? keyPart(row[field]) : undefined))
  if (parts.includes(undefined)) return undefined
  const key = parts.join(SEPARATOR)
  return FORBIDDEN.has(key) || key.length > 500 ? undefined : key
}

function keyPart(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value.replaceAll(/[\\|]/g, '\\$&')
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  // The key of a row that this one refers to.
  if (!isPlainObject(value)) return undefined
  const parts = Object.keys(value)
    .sort()
    .map(name => keyPart(value[name]))
  return parts.includes(undefined) ? undefined : `(${parts.join(SEPARATOR)})`
}
