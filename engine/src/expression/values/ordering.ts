import { Temporal } from 'temporal-polyfill'
import { Decimal } from '../../base/decimal.ts'
import { DaysTimeDuration, YearsMonthsDuration } from './durations.ts'
import type { DateTime } from './temporal.ts'
import { ZonedTime } from './zoned-time.ts'

/**
 * Orders two FEEL values: negative, zero or positive; null when FEEL can't compare them (different kinds, a null, a
 * local with a zoned time or date and time, lists, contexts, booleans, functions).
 */
export function compareValues(a: unknown, b: unknown): number | null {
  if (a instanceof Decimal) return b instanceof Decimal ? a.comparedTo(b) : null
  if (typeof a === 'string') return typeof b === 'string' ? compareText(a, b) : null
  if (a instanceof Temporal.PlainDate) return b instanceof Temporal.PlainDate ? Temporal.PlainDate.compare(a, b) : null
  if (a instanceof Temporal.PlainTime) return b instanceof Temporal.PlainTime ? Temporal.PlainTime.compare(a, b) : null
  if (a instanceof ZonedTime) return b instanceof ZonedTime ? a.instant - b.instant : null
  if (a instanceof DaysTimeDuration) return b instanceof DaysTimeDuration ? a.ms - b.ms : null
  if (a instanceof YearsMonthsDuration) return b instanceof YearsMonthsDuration ? a.months - b.months : null
  return compareDateTimes(a, b)
}

function compareDateTimes(a: unknown, b: unknown): number | null {
  if (a instanceof Temporal.PlainDateTime && b instanceof Temporal.PlainDateTime)
    return Temporal.PlainDateTime.compare(a, b)
  if (a instanceof Temporal.ZonedDateTime && b instanceof Temporal.ZonedDateTime)
    return Temporal.Instant.compare(...instants(a, b))
  return null
}

const instants = (a: DateTime, b: DateTime): [Temporal.Instant, Temporal.Instant] => [
  (a as Temporal.ZonedDateTime).toInstant(),
  (b as Temporal.ZonedDateTime).toInstant(),
]

/** By code point, not by locale and not by UTF-16 unit: the same on every machine, and as PostgreSQL's "C" collation. */
function compareText(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    if (a.charCodeAt(i) !== b.charCodeAt(i)) return weight(a.charCodeAt(i)) - weight(b.charCodeAt(i))
  }
  return a.length - b.length
}

/** Surrogates (U+D800–DFFF) stand for code points above U+FFFF and so sort after U+E000–FFFF. */
const weight = (unit: number) => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit)
