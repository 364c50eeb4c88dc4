import { Temporal } from 'temporal-polyfill'
import { Decimal } from '../../base/decimal.ts'
import type { FeelType, ScopeShape } from '../feel-type.ts'
import { DaysTimeDuration, YearsMonthsDuration } from './durations.ts'
import { FeelRange } from './range.ts'
import { ZonedTime } from './zoned-time.ts'

const numbers = (...names: string[]): ScopeShape => Object.fromEntries(names.map(name => [name, 'number'] as const))

const DATE = numbers('year', 'month', 'day', 'weekday')
const TIME: ScopeShape = { ...numbers('hour', 'minute', 'second'), 'time offset': 'duration', timezone: 'string' }
const PARTS: ReadonlyMap<FeelType, ScopeShape> = new Map<FeelType, ScopeShape>([
  ['date', DATE],
  ['time', TIME],
  ['date and time', { ...DATE, ...TIME }],
  ['duration', numbers('years', 'months', 'days', 'hours', 'minutes', 'seconds')],
])

/** Names and types of the parts that a value of the type has (DMN 1.5 §10.3.2.15 table 65); none for other types. */
export function partsOfType(type: FeelType): ScopeShape {
  if (typeof type === 'object' && 'range' in type) return rangeParts(type.range)
  return PARTS.get(type) ?? {}
}

/** A part of a date, time, duration or range; null when it has none of that name. `weekday` is 1 for Monday. */
export function partOfValue(value: unknown, name: string): unknown {
  if (value instanceof FeelRange) return rangePart(value, name)
  const part = read(value, name)
  return typeof part === 'number' ? new Decimal(part) : (part ?? null)
}

const rangeParts = (bound: FeelType): ScopeShape => ({
  start: bound,
  end: bound,
  'start included': 'boolean',
  'end included': 'boolean',
})

function rangePart({ low, high, lowIncluded, highIncluded }: FeelRange, name: string): unknown {
  const parts: Record<string, unknown> = {
    start: low,
    end: high,
    'start included': lowIncluded,
    'end included': highIncluded,
  }
  return Object.hasOwn(parts, name) ? parts[name] : null
}

type Part = number | string | DaysTimeDuration | undefined

function read(value: unknown, name: string): Part {
  if (value instanceof Temporal.PlainDate) return calendar(value, name)
  if (value instanceof Temporal.PlainDateTime) return calendar(value, name) ?? clock(value, name)
  if (value instanceof Temporal.ZonedDateTime) {
    return calendar(value, name) ?? clock(value, name) ?? zone(value.offsetNanoseconds / 1e9, value.timeZoneId, name)
  }
  if (value instanceof Temporal.PlainTime) return clock(value, name)
  if (value instanceof ZonedTime) return clock(value.time, name) ?? zone(value.offset, value.zone, name)
  if (value instanceof YearsMonthsDuration) return months(value, name)
  if (value instanceof DaysTimeDuration) return Object.entries(value.parts).find(([part]) => part === name)?.[1]
  return undefined
}

function calendar(value: { year: number; month: number; day: number; dayOfWeek: number }, name: string): Part {
  switch (name) {
    case 'year':
    case 'month':
    case 'day':
      return value[name]
    default:
      return name === 'weekday' ? value.dayOfWeek : undefined
  }
}

function clock(value: { hour: number; minute: number; second: number }, name: string): Part {
  return name === 'hour' || name === 'minute' || name === 'second' ? value[name] : undefined
}

function zone(offsetSeconds: number, id: string, name: string): Part {
  if (name === 'time offset') return new DaysTimeDuration(offsetSeconds * 1000)
  return name === 'timezone' ? id : undefined
}

function months(value: YearsMonthsDuration, name: string): Part {
  if (name === 'years') return Math.trunc(value.months / 12)
  return name === 'months' ? value.months % 12 : undefined
}
