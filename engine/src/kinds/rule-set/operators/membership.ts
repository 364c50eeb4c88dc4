import { same } from './equality.ts'
import type { Operator } from './operator.ts'

/** `in` and `notIn` a list of values; `contains` and `doesNotContain` for facts that are sets of texts. */
export const membershipOperators = {
  in: { accepts: type => type.name !== 'texts', operand: 'list', holds: isIn },
  notIn: { accepts: type => type.name !== 'texts', operand: 'list', holds: (fact, list) => !isIn(fact, list) },
  contains: {
    accepts: type => type.name === 'texts',
    operand: 'item',
    holds: (fact, item) => fact !== null && fact.includes(item),
  },
  doesNotContain: {
    accepts: type => type.name === 'texts',
    operand: 'item',
    holds: (fact, item) => fact !== null && !fact.includes(item),
  },
} satisfies Record<string, Operator>

function isIn(fact: unknown, list: readonly unknown[]): boolean {
  return list.some(item => same(fact, item))
}
