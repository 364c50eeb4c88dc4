import { Decimal } from '../../../base/decimal.ts'
import type { Operator } from './operator.ts'

/** `equal` and `notEqual`: decimals by their number (1.0 is 1), null equals only null. Not for sets of texts. */
export const equalityOperators = {
  equal: { accepts: type => type.name !== 'texts', operand: 'same', holds: same },
  notEqual: { accepts: type => type.name !== 'texts', operand: 'same', holds: (a, b) => !same(a, b) },
} satisfies Record<string, Operator>

/** Whether two values that were read by one FactType are the same. */
export function same(a: unknown, b: unknown): boolean {
  return a === b || (a instanceof Decimal && b instanceof Decimal && a.equals(b))
}
