import { Decimal } from '../../base/decimal.ts'
import { kindOf } from './kind-of.ts'
import { compareValues } from './ordering.ts'
import type { FeelRange } from './range.ts'

/** Who pays for walking through big values. */
export interface Payer {
  spend(steps: number): void
}

/**
 * FEEL equality (DMN 1.5 §10.3.2.13 table 53): null equals only null; values of different kinds are not comparable,
 * the result is null; lists and contexts compare deep. Functions are equal only to themselves.
 */
export function equalValues(a: unknown, b: unknown, payer: Payer): boolean | null {
  if (a === null || b === null) return a === b
  if (a instanceof Decimal && b instanceof Decimal) return a.equals(b)
  const kind = kindOf(a)
  if (kind !== kindOf(b)) return null
  switch (kind) {
    case 'string':
      payer.spend((a as string).length >> 6)
      return a === b
    case 'boolean':
    case 'function':
      return a === b
    case 'list':
      return equalLists(a as unknown[], b as unknown[], payer)
    case 'context':
      return equalContexts(a as Record<string, unknown>, b as Record<string, unknown>, payer)
    case 'range':
      return equalRanges(a as FeelRange, b as FeelRange, payer)
    default:
      return equalOrdered(a, b)
  }
}

/** True when `list` has an element that equals `value`. */
export function listContains(list: readonly unknown[], value: unknown, payer: Payer): boolean {
  payer.spend(list.length)
  return list.some(item => equalValues(item, value, payer) === true)
}

function equalOrdered(a: unknown, b: unknown): boolean | null {
  const order = compareValues(a, b)
  return order === null ? null : order === 0
}

function equalLists(a: unknown[], b: unknown[], payer: Payer): boolean {
  if (a.length !== b.length) return false
  payer.spend(a.length)
  return a.every((item, i) => equalValues(item, b[i], payer) === true)
}

function equalContexts(a: Record<string, unknown>, b: Record<string, unknown>, payer: Payer): boolean {
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  payer.spend(keys.length)
  return keys.every(key => Object.hasOwn(b, key) && equalValues(a[key], b[key], payer) === true)
}

const equalRanges = (a: FeelRange, b: FeelRange, payer: Payer) =>
  a.lowIncluded === b.lowIncluded &&
  a.highIncluded === b.highIncluded &&
  equalValues(a.low, b.low, payer) === true &&
  equalValues(a.high, b.high, payer) === true
