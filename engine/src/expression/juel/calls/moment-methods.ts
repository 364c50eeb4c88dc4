import { Temporal } from 'temporal-polyfill'
import { BUSINESS_ZONE } from '../../../base/business-day.ts'
import { NotConvertible, OutOfRange } from '../juel-errors.ts'
import { excerpt } from '../../syntax/excerpt.ts'
import { toDecimal } from '../values/coerce.ts'
import type { Method, Methods } from './method.ts'

const UNITS = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'] as const

/**
 * Of org.joda.time.DateTime, as due dates have them: `dateTime().plusDays(3).toDate()`. An instant is ISO 8601 text; days,
 * months and years are those of the business's calendar.
 */
export const momentMethods: Methods<string> = {
  ...Object.fromEntries(UNITS.flatMap(unit => [moving('plus', unit, 1), moving('minus', unit, -1)])),
  toDate: { count: [0, 0], type: 'string', run: text => (instantOf(text), text) },
}

function moving(verb: string, unit: (typeof UNITS)[number], sign: 1 | -1): [string, Method<string>] {
  const name = `${verb}${unit[0]!.toUpperCase()}${unit.slice(1)}`
  return [name, { count: [1, 1], type: 'string', run: (text, [amount]) => moved(text, unit, sign, amount) }]
}

function moved(text: string, unit: (typeof UNITS)[number], sign: 1 | -1, amount: unknown): string {
  const instant = instantOf(text)
  const count = toDecimal(amount).trunc()
  if (count.abs().gt(LONGEST)) throw new OutOfRange('The moment')
  try {
    return instant
      .toZonedDateTimeISO(BUSINESS_ZONE)
      .add({ [unit]: sign * count.toNumber() })
      .toInstant()
      .toString()
  } catch {
    throw new OutOfRange('The moment')
  }
}

function instantOf(text: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text)
  } catch {
    throw new NotConvertible(excerpt(text), 'date and time')
  }
}

/** Of any unit; Temporal counts no further. */
const LONGEST = 1e12
