import { Decimal } from '../../../base/decimal.ts'
import { OutOfRange } from '../juel-errors.ts'
import { toDecimal } from '../values/coerce.ts'
import { ownEntry } from '../values/own-entry.ts'
import { readEntry } from '../values/read-entry.ts'
import { holds, sameValue } from '../values/same-value.ts'
import { toText } from '../values/to-text.ts'
import type { Method, Methods } from './method.ts'

const asText: Method<unknown> = {
  count: [0, 0],
  type: 'string',
  run: (value, _, evaluation) => evaluation.madeText(toText(value, evaluation)),
}

/** Of every value. */
export const commonMethods: Methods<unknown> = {
  equals: { count: [1, 1], type: 'boolean', run: (value, [other], evaluation) => sameValue(value, other, evaluation) },
  toString: asText,
}

/** Of java.util.List. */
export const listMethods: Methods<readonly unknown[]> = {
  ...commonMethods,
  contains: { count: [1, 1], type: 'boolean', run: (list, [item], evaluation) => holds(list, item, evaluation) },
  get: { count: [1, 1], type: 'any', run: elementOf },
  indexOf: {
    count: [1, 1],
    type: 'number',
    run: (list, [item], evaluation) => {
      evaluation.spend(list.length)
      return new Decimal(list.findIndex(each => sameValue(each, item, evaluation)))
    },
  },
  isEmpty: { count: [0, 0], type: 'boolean', run: list => list.length === 0 },
  size: { count: [0, 0], type: 'number', run: list => new Decimal(list.length) },
}

/** Of java.util.Map with texts as keys: any other key is not in it. */
export const objectMethods: Methods<object> = {
  ...commonMethods,
  containsKey: { count: [1, 1], type: 'boolean', run: (object, [key]) => hasKey(object, key) },
  get: { count: [1, 1], type: 'any', run: (object, [key]) => readEntry(object, key) },
  getOrDefault: {
    count: [2, 2],
    type: 'any',
    run: (object, [key, otherwise]) => (hasKey(object, key) ? readEntry(object, key) : otherwise),
  },
  isEmpty: { count: [0, 0], type: 'boolean', run: object => Object.keys(object).length === 0 },
  size: { count: [0, 0], type: 'number', run: object => new Decimal(Object.keys(object).length) },
}

const whole: Method<unknown> = { count: [0, 0], type: 'number', run: value => toDecimal(value).trunc() }
const itself: Method<unknown> = { count: [0, 0], type: 'number', run: value => toDecimal(value) }

/** Of java.lang.Number. */
export const numberMethods: Methods<unknown> = {
  ...commonMethods,
  doubleValue: itself,
  intValue: whole,
  longValue: whole,
}

/** Of java.lang.Boolean. */
export const booleanMethods: Methods<unknown> = {
  ...commonMethods,
  booleanValue: { count: [0, 0], type: 'boolean', run: value => value },
}

const hasKey = (object: object, key: unknown) => typeof key === 'string' && ownEntry(object, key) !== undefined

function elementOf(list: readonly unknown[], [position]: readonly unknown[]): unknown {
  const index = toDecimal(position).trunc().toNumber()
  const element = ownEntry(list, index)
  if (element === undefined) throw new OutOfRange(`Position ${index} of the list`)
  return element
}
