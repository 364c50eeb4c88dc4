import { Temporal } from 'temporal-polyfill'
import { Decimal } from '../../base/decimal.ts'
import type { Payer } from './equality.ts'
import { toInteger } from './number.ts'
import type { FeelRange } from './range.ts'

/**
 * Whole numbers, or days, from one to the other, both included, upwards or downwards (DMN 1.5 §10.3.2.14). One after the
 * other, so that a range of a billion costs nothing until it is gone through. Null for anything else.
 */
export function steps(from: unknown, to: unknown, payer: Payer): Iterable<unknown> | null {
  if (from instanceof Decimal && to instanceof Decimal) return numbers(toInteger(from, LARGEST), toInteger(to, LARGEST))
  return from instanceof Temporal.PlainDate && to instanceof Temporal.PlainDate ? days(from, to, payer) : null
}

/** The same for a range, whose ends may be excluded. */
export function rangeSteps(
  { low, high, lowIncluded, highIncluded }: FeelRange,
  payer: Payer,
): Iterable<unknown> | null {
  const all = steps(low, high, payer)
  return all && without(all, { first: !lowIncluded, last: !highIncluded })
}

const LARGEST = 1e12

const numbers = (first: number | null, last: number | null): Iterable<Decimal> | null =>
  first === null || last === null ? null : counting(first, last)

function* counting(first: number, last: number): Iterable<Decimal> {
  const step = first <= last ? 1 : -1
  for (let at = first; step * (last - at) >= 0; at += step) yield new Decimal(at)
}

function* days(first: Temporal.PlainDate, last: Temporal.PlainDate, payer: Payer): Iterable<Temporal.PlainDate> {
  const step = Temporal.PlainDate.compare(first, last) <= 0 ? 1 : -1
  for (let at = first; step * Temporal.PlainDate.compare(last, at) > 0; at = at.add({ days: step })) {
    payer.spend(NEXT_DAY)
    yield at
  }
  yield last
}

/** Steps of finding the next day, by measure. */
const NEXT_DAY = 20

function* without<Element>(
  all: Iterable<Element>,
  { first, last }: { first: boolean; last: boolean },
): Iterable<Element> {
  let held: { element: Element } | undefined
  let skip = first
  for (const element of all) {
    if (skip) {
      skip = false
      continue
    }
    if (held) yield held.element
    held = { element }
  }
  if (held && !last) yield held.element
}
