import { Temporal } from 'temporal-polyfill'
import { Decimal } from '../../base/decimal.ts'
import type { FeelType } from '../feel-type.ts'
import { equalValues } from '../values/equality.ts'
import { kindOf } from '../values/kind-of.ts'
import type { DateTime } from '../values/temporal.ts'
import { ZonedTime } from '../values/zoned-time.ts'
import { wants, type Builtin, type Builtins, type Parameter } from './builtin.ts'

/** Where a day stands in the calendar (DMN 1.5 §10.3.4.8; names in English, weeks as ISO 8601), and `is` (§10.3.4.6). */
export const calendarBuiltins: Builtins = {
  'day of year': [ofDay('number', date => new Decimal(date.dayOfYear))],
  'day of week': [ofDay('string', date => WEEKDAYS[date.dayOfWeek - 1]!)],
  'month of year': [ofDay('string', date => MONTHS[date.month - 1]!)],
  'week of year': [ofDay('number', date => new Decimal(weekOfYear(date)))],
  is: [
    {
      parameters: [anything('value1'), anything('value2')],
      result: 'boolean',
      run: ([a, b], evaluation) =>
        kindOf(a) === kindOf(b) && zoneOf(a) === zoneOf(b) && equalValues(a, b, evaluation) === true,
    },
  ],
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

function ofDay(result: FeelType, compute: (date: Temporal.PlainDate) => unknown): Builtin {
  return {
    parameters: [wants('date', { union: ['date', 'date and time'] })],
    result,
    cost: 20,
    run: ([date]: (Temporal.PlainDate | DateTime)[]) =>
      compute(date instanceof Temporal.PlainDate ? date : date!.toPlainDate()),
  }
}

/** The week of a year's first Thursday is its first (ISO 8601). */
function weekOfYear(date: Temporal.PlainDate): number {
  const thursday = date.add({ days: 4 - date.dayOfWeek })
  return Math.floor((thursday.dayOfYear - 1) / 7) + 1
}

function anything(name: string): Parameter {
  return { name, type: 'any', nullable: true }
}

/** `is` tells the same moment in two zones apart, which `=` does not. `Z` and `+00:00` are one zone. */
function zoneOf(value: unknown): string | undefined {
  const zone =
    value instanceof Temporal.ZonedDateTime ? value.timeZoneId : value instanceof ZonedTime ? value.zone : undefined
  return zone === '+00:00' ? 'UTC' : zone
}
