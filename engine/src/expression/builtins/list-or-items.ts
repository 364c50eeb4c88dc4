import { commonType } from '../compile/type-relations.ts'
import type { Evaluation } from '../compile/evaluation.ts'
import type { FeelType } from '../feel-type.ts'
import { wants, type Builtin } from './builtin.ts'

/** Two ways to call: with one list, or with the items themselves. */
export function ofListOrItems(
  item: FeelType,
  result: Builtin['result'],
  compute: (list: any[], evaluation: Evaluation) => unknown,
): Builtin[] {
  const run: Builtin['run'] = ([list], evaluation) => compute(paid(list, evaluation), evaluation)
  const spread: Builtin['result'] = typeof result === 'function' ? types => types.reduce(commonType, 'null') : result
  return [
    { parameters: [wants('list', { list: item })], result, run },
    { parameters: [{ name: 'item', type: item, nullable: true, rest: true }], result: spread, run },
  ]
}

/** A list that is gone through once. Throws ExpressionLimitExceeded. */
export function paid<List extends readonly unknown[]>(list: List, evaluation: Evaluation): List {
  evaluation.spend(list.length)
  return list
}
