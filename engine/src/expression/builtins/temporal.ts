import { Temporal } from 'temporal-polyfill'
import type { Decimal } from '../../base/decimal.ts'
import { monthsBetween } from '../values/duration-arithmetic.ts'
import { parseDuration } from '../values/durations.ts'
import { toInteger } from '../values/number.ts'
import { attempt, parseDate, parseDateTime, parseTime, type DateTime } from '../values/temporal.ts'
import { wants, type Builtins } from './builtin.ts'

/** Dates, times and durations (DMN 1.5 §10.3.4.1 and 10.3.4.6). `today` and `now` read the scope and are compiled apart. */
export const temporalBuiltins: Builtins = {
  date: [
    {
      parameters: [wants('from', 'string')],
      result: 'date',
      run: ([text]) => parseDate(text) ?? dateOf(parseDateTime(text)),
    },
    { parameters: [wants('from', 'date')], result: 'date', run: ([date]) => date },
    { parameters: [wants('from', 'date and time')], result: 'date', run: ([dateTime]) => dateOf(dateTime) },
    {
      parameters: [wants('year', 'number'), wants('month', 'number'), wants('day', 'number')],
      result: 'date',
      run: ([year, month, day]) => dateFrom(year, month, day),
    },
  ],
  time: [
    { parameters: [wants('from', 'string')], result: 'time', run: ([text]) => parseTime(text) },
    { parameters: [wants('from', 'time')], result: 'time', run: ([time]) => time },
    { parameters: [wants('from', 'date and time')], result: 'time', run: ([dateTime]) => dateTime.toPlainTime() },
  ],
  'date and time': [
    {
      parameters: [wants('from', 'string')],
      result: 'date and time',
      run: ([text]) => parseDateTime(text) ?? midnight(parseDate(text)),
    },
    { parameters: [wants('from', 'date and time')], result: 'date and time', run: ([dateTime]) => dateTime },
    {
      parameters: [wants('date', 'date'), wants('time', 'time')],
      result: 'date and time',
      run: ([date, time]) => date.toPlainDateTime(time),
    },
  ],
  duration: [{ parameters: [wants('from', 'string')], result: 'duration', run: ([text]) => parseDuration(text) }],
  'years and months duration': [
    {
      parameters: [wants('from', 'date'), wants('to', 'date')],
      result: 'duration',
      run: ([from, to]) => monthsBetween(from, to),
    },
  ],
}

const dateOf = (dateTime: DateTime | null) => dateTime && dateTime.toPlainDate()

const midnight = (date: Temporal.PlainDate | null) => date && date.toPlainDateTime()

function dateFrom(...parts: [Decimal, Decimal, Decimal]): Temporal.PlainDate | null {
  const [year, month, day] = parts.map(part => toInteger(part, 999_999))
  if (year == null || month == null || day == null || month < 1 || day < 1) return null
  return attempt(() => Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }))
}
