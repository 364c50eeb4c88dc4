import { Temporal } from 'temporal-polyfill'
import { Decimal } from '../../base/decimal.ts'
import type { FeelType } from '../feel-type.ts'
import { DaysTimeDuration, YearsMonthsDuration } from './durations.ts'

const DATE = ['year', 'month', 'day', 'weekday'] as const
const TIME = ['hour', 'minute', 'second'] as const
const PARTS: ReadonlyMap<FeelType, readonly string[]> = new Map<FeelType, readonly string[]>([
  ['date', DATE],
  ['time', TIME],
  ['date and time', [...DATE, ...TIME]],
  ['duration', ['years', 'months', 'days', 'hours', 'minutes', 'seconds']],
])

/** Names of the parts that a value of the type has (DMN 1.5 §10.3.2.15 table 65), all numbers; none for other types. */
export const temporalProperties = (type: FeelType): readonly string[] => PARTS.get(type) ?? []

/** A part of a date, time or duration; null when it has none of that name. `weekday` is 1 for Monday. */
export function temporalProperty(value: unknown, name: string): Decimal | null {
  const part = read(value, name)
  return part === undefined ? null : new Decimal(part)
}

function read(value: unknown, name: string): number | undefined {
  if (value instanceof Temporal.PlainDate) return calendar(value, name)
  if (value instanceof Temporal.PlainDateTime || value instanceof Temporal.ZonedDateTime) {
    return calendar(value, name) ?? clock(value, name)
  }
  if (value instanceof Temporal.PlainTime) return clock(value, name)
  if (value instanceof YearsMonthsDuration) return months(value, name)
  if (value instanceof DaysTimeDuration) return Object.entries(value.parts).find(([part]) => part === name)?.[1]
  return undefined
}

function calendar(
  value: { year: number; month: number; day: number; dayOfWeek: number },
  name: string,
): number | undefined {
  const part = DATE.find(each => each === name)
  return part && (part === 'weekday' ? value.dayOfWeek : value[part])
}

function clock(value: { hour: number; minute: number; second: number }, name: string): number | undefined {
  const part = TIME.find(each => each === name)
  return part && value[part]
}

function months(value: YearsMonthsDuration, name: string): number | undefined {
  if (name === 'years') return Math.trunc(value.months / 12)
  return name === 'months' ? value.months % 12 : undefined
}
