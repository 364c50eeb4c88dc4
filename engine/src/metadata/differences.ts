import { pointerTo } from './json-pointer.ts'
import { isPlainObject } from './plain-object.ts'

/** One place where a result is not as a case says. */
export interface Difference {
  /** JSON pointer into the result. */
  pointer: string
  expected: unknown
  actual: unknown
}

/**
 * Where `actual` is not as `expected` says. Members of objects that are not expected are not looked at; lists must be
 * equally long; texts, decimals among them, must be equal letter by letter. An expected null is met by an absent value.
 */
export function differences(expected: unknown, actual: unknown, pointer = ''): Difference[] {
  if (isPlainObject(expected) && isPlainObject(actual)) {
    return Object.entries(expected).flatMap(([key, value]) => differences(value, actual[key], pointerTo(pointer, key)))
  }
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    return expected.flatMap((value, i) => differences(value, actual[i], pointerTo(pointer, i)))
  }
  return (expected ?? null) === (actual ?? null) ? [] : [{ pointer, expected, actual }]
}
