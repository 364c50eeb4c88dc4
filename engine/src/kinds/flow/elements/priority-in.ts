import type { Value } from '../graph.ts'
import { textIn, type Scope } from '../scope.ts'

/** A priority: a whole number, `otherwise` where nothing is said, or a sentence that says what is wrong with it. */
export function priorityIn(value: Value | null, scope: Scope, otherwise: number): number | string {
  const text = textIn(value, scope)
  if (text === null) return otherwise
  const priority = Number(text)
  return Number.isSafeInteger(priority)
    ? priority
    : `The priority is "${text}", not a whole number. Correct it, then retry.`
}
