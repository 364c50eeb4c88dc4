import { Temporal } from 'temporal-polyfill'
import type { Decimal } from '../../base/decimal.ts'
import { monthsBetween } from '../values/duration-arithmetic.ts'
import { DaysTimeDuration, parseDuration, type Duration } from '../values/durations.ts'
import { toInteger } from '../values/number.ts'
import {
  attempt,
  combine,
  parseDate,
  parseDateTime,
  parseTime,
  timeOf,
  type DateTime,
  type Time,
} from '../values/temporal.ts'
import { ZonedTime } from '../values/zoned-time.ts'
import { maybe, wants, type Builtins, type Parameter } from './builtin.ts'

const DAY: Parameter['type'] = { union: ['date', 'date and time'] }

const overloads: Builtins = {
  date: [
    {
      parameters: [wants('from', 'string')],
      result: 'date',
      run: ([text]) => parseDate(text) ?? dateOf(parseDateTime(text)),
    },
    { parameters: [wants('from', DAY)], result: 'date', run: ([from]) => dateOf(from) },
    {
      parameters: [wants('year', 'number'), wants('month', 'number'), wants('day', 'number')],
      result: 'date',
      run: ([year, month, day]) => dateFrom(year, month, day),
    },
  ],
  time: [
    {
      parameters: [wants('from', 'string')],
      result: 'time',
      run: ([text]) => parseTime(text) ?? timeOfDay(parseDateTime(text)),
    },
    {
      parameters: [wants('from', { union: ['time', 'date', 'date and time'] })],
      result: 'time',
      run: ([from]) => timeOfDay(from),
    },
    {
      parameters: [
        wants('hour', 'number'),
        wants('minute', 'number'),
        wants('second', 'number'),
        maybe('offset', 'duration'),
      ],
      result: 'time',
      run: ([hour, minute, second, offset]) => timeFrom({ hour, minute, second }, offset),
    },
  ],
  'date and time': [
    {
      parameters: [wants('from', 'string')],
      result: 'date and time',
      run: ([text]) => parseDateTime(text) ?? midnight(parseDate(text)),
    },
    { parameters: [wants('from', 'date and time')], result: 'date and time', run: ([dateTime]) => dateTime },
    {
      parameters: [wants('date', DAY), wants('time', 'time')],
      result: 'date and time',
      run: ([date, time]) => combine(dateOf(date)!, time),
    },
  ],
  duration: [{ parameters: [wants('from', 'string')], result: 'duration', run: ([text]) => parseDuration(text) }],
  'years and months duration': [
    {
      parameters: [wants('from', DAY), wants('to', DAY)],
      result: 'duration',
      run: ([from, to]) => monthsBetween(dateOf(from)!, dateOf(to)!),
    },
  ],
}

/** Steps of finding the moment of a time in some zone, by measure. */
const CALENDAR = 30

/** Dates, times and durations (DMN 1.5 §10.3.4.1 and 10.3.4.6). `today` and `now` read the scope and are compiled apart. */
export const temporalBuiltins: Builtins = Object.fromEntries(
  Object.entries(overloads).map(([name, all]) => [name, all.map(each => ({ ...each, cost: CALENDAR }))]),
)

const dateOf = (from: Temporal.PlainDate | DateTime | null): Temporal.PlainDate | null =>
  from instanceof Temporal.PlainDate ? from : from && from.toPlainDate()

/** A date counts as its midnight in UTC. */
function timeOfDay(from: Time | Temporal.PlainDate | DateTime | null): Time | null {
  if (from instanceof Temporal.PlainDate) return new ZonedTime(new Temporal.PlainTime(), 'UTC')
  return from === null || from instanceof Temporal.PlainTime || from instanceof ZonedTime ? from : timeOf(from)
}

const midnight = (date: Temporal.PlainDate | null) => date && date.toPlainDateTime()

function dateFrom(...parts: [Decimal, Decimal, Decimal]): Temporal.PlainDate | null {
  const [year, month, day] = parts.map(part => toInteger(part, 999_999))
  if (year == null || month == null || day == null || month < 1 || day < 1) return null
  return attempt(() => Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }))
}

function timeFrom(
  { hour, minute, second }: Record<'hour' | 'minute' | 'second', Decimal>,
  offset: Duration | null,
): Time | null {
  const zone = offset && zoneOfOffset(offset)
  if (zone === undefined || !hour.isInteger() || !minute.isInteger()) return null
  const nanoseconds = second.mod(1).times(1e9).trunc().toNumber()
  const parts = { hour: hour.toNumber(), minute: minute.toNumber(), second: second.trunc().toNumber() }
  return attempt(() => {
    const time = Temporal.PlainTime.from(parts, { overflow: 'reject' }).add({ nanoseconds })
    return zone === null ? time : new ZonedTime(time, zone)
  })
}

const MINUTE = 60_000

/** `+08:00` of PT8H; undefined when no zone has such an offset. */
function zoneOfOffset(offset: Duration): string | undefined {
  if (!(offset instanceof DaysTimeDuration) || offset.ms % MINUTE !== 0 || Math.abs(offset.ms) >= 1440 * MINUTE)
    return undefined
  const minutes = Math.abs(offset.ms) / MINUTE
  const pad = (part: number) => String(part).padStart(2, '0')
  return `${offset.ms < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}
