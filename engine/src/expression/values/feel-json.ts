import { Temporal } from 'temporal-polyfill'
import { Decimal } from '../../base/decimal.ts'
import type { FeelType } from '../feel-type.ts'
import { isDuration, parseDuration } from './durations.ts'
import { FunctionValue } from './function-value.ts'
import { formatValue } from './format-value.ts'
import { isContext } from './kind-of.ts'
import { decimalText, toNumber } from './number.ts'
import { FeelRange } from './range.ts'
import { instantAt, parseDate, parseDateTime, parseTime } from './temporal.ts'
import { ZonedTime } from './zoned-time.ts'

/**
 * A JSON value as the FEEL value of `type`. What doesn't fit the type is null. Converting twice changes nothing.
 * Under `any` texts stay texts and JSON numbers become numbers; keys that a context type doesn't name count as `any`.
 */
export function feelFromJson(value: unknown, type: FeelType): unknown {
  if (value === null || value === undefined) return null
  if (typeof type === 'string') return scalars[type](value)
  if ('range' in type) return value instanceof FeelRange ? value : null
  if ('function' in type) return value instanceof FunctionValue ? value : null
  if ('union' in type) return firstFitting(value, type.union)
  return 'list' in type ? listFrom(value, type.list) : contextFrom(value, type.context)
}

/**
 * A FEEL value as JSON: numbers as decimal text, dates and times as ISO 8601 text (instants in UTC), ranges as text.
 * Contexts and lists go deep. A function has no JSON form and is null.
 */
export function feelToJson(value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (typeof value !== 'object') return typeof value === 'number' ? decimalText(new Decimal(value)) : value
  if (value instanceof Decimal) return decimalText(value)
  if (value instanceof FunctionValue) return null
  if (Array.isArray(value)) return value.map(feelToJson)
  if (isContext(value)) return mapContext(value, feelToJson)
  if (value instanceof Temporal.ZonedDateTime) return value.toInstant().toString()
  return formatValue(value)
}

const listFrom = (value: unknown, item: FeelType) =>
  Array.isArray(value) ? value.map(v => feelFromJson(v, item)) : null

function contextFrom(value: unknown, shape: Readonly<Record<string, FeelType>>): unknown {
  if (!isContext(value)) return null
  return mapContext(value, (entry, key) => feelFromJson(entry, Object.hasOwn(shape, key) ? shape[key]! : 'any'))
}

function firstFitting(value: unknown, types: readonly FeelType[]): unknown {
  for (const type of types) {
    const fitting = feelFromJson(value, type)
    if (fitting !== null) return fitting
  }
  return null
}

const text =
  (read: (text: string) => unknown) =>
  (value: unknown): unknown =>
    typeof value === 'string' ? read(value) : null

const scalars: Record<Extract<FeelType, string>, (value: unknown) => unknown> = {
  any: anyFrom,
  null: () => null,
  number: toNumber,
  string: value => (typeof value === 'string' ? value : null),
  boolean: value => (typeof value === 'boolean' ? value : null),
  date: value => (value instanceof Temporal.PlainDate ? value : text(parseDate)(value)),
  time: value => (value instanceof Temporal.PlainTime || value instanceof ZonedTime ? value : text(parseTime)(value)),
  'date and time': dateTimeFrom,
  duration: value => (isDuration(value) ? value : text(parseDuration)(value)),
}

function dateTimeFrom(value: unknown): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : instantAt(value.getTime())
  if (value instanceof Temporal.PlainDateTime || value instanceof Temporal.ZonedDateTime) return value
  return text(parseDateTime)(value)
}

function anyFrom(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'bigint') return toNumber(value)
  if (Array.isArray(value)) return value.map(v => feelFromJson(v, 'any'))
  if (isContext(value)) return mapContext(value, entry => feelFromJson(entry, 'any'))
  return value instanceof Date ? dateTimeFrom(value) : value
}

/** Own, enumerable keys only; `__proto__` as a key stays an ordinary key. */
function mapContext(
  value: Record<string, unknown>,
  map: (entry: unknown, key: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, map(entry, key)]))
}
