import { Temporal } from 'temporal-polyfill'
import { Decimal } from '../../base/decimal.ts'
import { isDuration } from './durations.ts'
import { FunctionValue } from './function-value.ts'
import { FeelRange } from './range.ts'
import { ZonedTime } from './zoned-time.ts'

/** What a FEEL value is at run time. `foreign` is nothing that FEEL knows; it never arises from converted values. */
export type ValueKind =
  | 'null'
  | 'number'
  | 'string'
  | 'boolean'
  | 'date'
  | 'time'
  | 'date and time'
  | 'duration'
  | 'list'
  | 'context'
  | 'range'
  | 'function'
  | 'foreign'

/** The kind of a FEEL value. */
export function kindOf(value: unknown): ValueKind {
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'boolean':
      return 'boolean'
    case 'undefined':
      return 'null'
    case 'object':
      return value === null ? 'null' : kindOfObject(value)
    default:
      return 'foreign'
  }
}

/** A FEEL context, or the JSON object that becomes one. */
export function isContext(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function kindOfObject(value: object): ValueKind {
  if (value instanceof Decimal) return 'number'
  if (Array.isArray(value)) return 'list'
  if (isContext(value)) return 'context'
  if (value instanceof Temporal.PlainDate) return 'date'
  if (value instanceof Temporal.PlainDateTime || value instanceof Temporal.ZonedDateTime) return 'date and time'
  if (value instanceof Temporal.PlainTime || value instanceof ZonedTime) return 'time'
  if (isDuration(value)) return 'duration'
  if (value instanceof FeelRange) return 'range'
  if (value instanceof FunctionValue) return 'function'
  return 'foreign'
}
