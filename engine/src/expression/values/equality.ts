import { kindOf } from './kind-of.ts'
import { compareValues } from './ordering.ts'
import type { FeelRange } from './range.ts'

/**
 * FEEL equality (DMN 1.5 §10.3.2.13 table 53): null equals only null; values of different kinds are not comparable,
 * the result is null; lists and contexts compare deep.
 */
export function equalValues(a: unknown, b: unknown): boolean | null {
  if (a === null || b === null) return a === b
  const kind = kindOf(a)
  if (kind !== kindOf(b)) return null
  switch (kind) {
    case 'string':
    case 'boolean':
      return a === b
    case 'list':
      return equalLists(a as unknown[], b as unknown[])
    case 'context':
      return equalContexts(a as Record<string, unknown>, b as Record<string, unknown>)
    case 'range':
      return equalRanges(a as FeelRange, b as FeelRange)
    default:
      return equalOrdered(a, b)
  }
}

/** True when `list` has an element that equals `value`. */
export const listContains = (list: readonly unknown[], value: unknown): boolean =>
  list.some(item => equalValues(item, value) === true)

function equalOrdered(a: unknown, b: unknown): boolean | null {
  const order = compareValues(a, b)
  return order === null ? null : order === 0
}

const equalLists = (a: unknown[], b: unknown[]) =>
  a.length === b.length && a.every((item, i) => equalValues(item, b[i]) === true)

function equalContexts(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every(key => Object.hasOwn(b, key) && equalValues(a[key], b[key]) === true)
  )
}

const equalRanges = (a: FeelRange, b: FeelRange) =>
  a.lowIncluded === b.lowIncluded &&
  a.highIncluded === b.highIncluded &&
  equalValues(a.low, b.low) === true &&
  equalValues(a.high, b.high) === true
