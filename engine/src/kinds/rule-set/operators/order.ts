import { Decimal } from '../../../base/decimal.ts'
import type { Operator } from './operator.ts'

/** `lessThan` and its like, for numbers, days and instants. */
export const orderOperators = {
  lessThan: inOrder(order => order < 0),
  lessThanInclusive: inOrder(order => order <= 0),
  greaterThan: inOrder(order => order > 0),
  greaterThanInclusive: inOrder(order => order >= 0),
} satisfies Record<string, Operator>

function inOrder(holds: (order: number) => boolean): Operator {
  return {
    accepts: type => type.ordered,
    operand: 'same',
    holds: (a, b) =>
      a !== null && b !== null && holds(a instanceof Decimal ? a.comparedTo(b) : a < b ? -1 : a > b ? 1 : 0),
  }
}
