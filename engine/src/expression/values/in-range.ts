import { compareValues } from './ordering.ts'
import type { FeelRange } from './range.ts'

/** Whether `value` lies in `range`; null when it can't be compared with a bound. A range whose ends are swapped is empty. */
export function inRange(value: unknown, range: FeelRange): boolean | null {
  if (value === null || (range.low === null && range.high === null)) return null
  const afterLow = range.low === null || beyond(compareValues(value, range.low), range.lowIncluded)
  const beforeHigh = range.high === null || beyond(negated(compareValues(value, range.high)), range.highIncluded)
  if (afterLow === null || beforeHigh === null) return null
  return afterLow && beforeHigh
}

const beyond = (order: number | null, included: boolean): boolean | null =>
  order === null ? null : included ? order >= 0 : order > 0

const negated = (order: number | null) => (order === null ? null : -order)
