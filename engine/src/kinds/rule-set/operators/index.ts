import type { OperatorName } from '../content.ts'
import { equalityOperators } from './equality.ts'
import { membershipOperators } from './membership.ts'
import type { Operator } from './operator.ts'
import { orderOperators } from './order.ts'

/** All operators, under the names of json-rules-engine. */
export const operators: Readonly<Record<OperatorName, Operator>> = {
  ...equalityOperators,
  ...orderOperators,
  ...membershipOperators,
}
