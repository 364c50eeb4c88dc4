import { Decimal } from '../../base/decimal.ts'
import { commonType, elementType } from '../compile/type-relations.ts'
import type { Evaluation } from '../compile/evaluation.ts'
import type { FeelType } from '../feel-type.ts'
import { listContains, equalValues } from '../values/equality.ts'
import { bounded, toInteger } from '../values/number.ts'
import { compareValues } from '../values/ordering.ts'
import { maybe, wants, type Builtin, type Builtins, type Parameter } from './builtin.ts'

const LIST: Parameter = { name: 'list', type: { list: 'any' } }
const element = (types: readonly FeelType[]) => elementType(types[0] ?? 'any')
const same = (types: readonly FeelType[]) => ({ list: element(types) })

/** List functions (DMN 1.5 §10.3.4.4). A null among numbers makes their sum, minimum, maximum and mean null. */
export const listBuiltins: Builtins = {
  count: [{ parameters: [{ ...LIST, raw: true }], result: 'number', run: ([list]) => new Decimal(list.length) }],
  sum: ofListOrItems('number', 'number', sum),
  mean: ofListOrItems('number', 'number', list => sum(list)?.dividedBy(list.length) ?? null),
  min: ofListOrItems('any', element, list => extreme(list, order => order < 0)),
  max: ofListOrItems('any', element, list => extreme(list, order => order > 0)),
  all: ofListOrItems('boolean', 'boolean', list => quantify(list, false)),
  any: ofListOrItems('boolean', 'boolean', list => quantify(list, true)),
  'list contains': [
    {
      parameters: [LIST, { name: 'element', type: 'any', nullable: true }],
      result: 'boolean',
      run: ([list, item], evaluation) => listContains(paid(list, evaluation), item),
    },
  ],
  append: [
    {
      parameters: [LIST, { name: 'item', type: 'any', nullable: true, rest: true }],
      result: types => ({ list: types.slice(1).reduce(commonType, element(types)) }),
      run: ([list, items], evaluation) => evaluation.madeList([...list, ...items]),
    },
  ],
  concatenate: [
    {
      parameters: [{ name: 'list', type: { list: 'any' }, rest: true }],
      result: types => ({ list: types.map(elementType).reduce(commonType, 'null') }),
      run: ([lists], evaluation) => evaluation.madeList(lists.flat()),
    },
  ],
  'distinct values': [{ parameters: [LIST], result: same, run: ([list], evaluation) => distinct(list, evaluation) }],
  flatten: [
    {
      parameters: [LIST],
      result: { list: 'any' },
      run: ([list], evaluation) => evaluation.madeList(list.flat(Infinity)),
    },
  ],
  reverse: [{ parameters: [LIST], result: same, run: ([list], evaluation) => evaluation.madeList(list.toReversed()) }],
  'index of': [
    {
      parameters: [LIST, { name: 'match', type: 'any', nullable: true }],
      result: { list: 'number' },
      run: ([list, match], evaluation) => positions(paid(list, evaluation), match),
    },
  ],
  sublist: [
    {
      parameters: [LIST, wants('start position', 'number'), maybe('length', 'number')],
      result: same,
      run: ([list, start, length], evaluation) => sublist(evaluation, { list, start, length }),
    },
  ],
}

/** Two ways to call: with one list, or with the items themselves. */
function ofListOrItems(item: FeelType, result: Builtin['result'], compute: (list: unknown[]) => unknown): Builtin[] {
  const run: Builtin['run'] = ([list], evaluation) => compute(paid(list, evaluation))
  const spread: Builtin['result'] = typeof result === 'function' ? types => types.reduce(commonType, 'null') : result
  return [
    { parameters: [wants('list', { list: item })], result, run },
    { parameters: [{ name: 'item', type: item, nullable: true, rest: true }], result: spread, run },
  ]
}

function paid(list: unknown[], evaluation: Evaluation): unknown[] {
  evaluation.spend(list.length)
  return list
}

function sum(list: readonly unknown[]): Decimal | null {
  let total = new Decimal(0)
  for (const item of list) {
    if (!(item instanceof Decimal)) return null
    total = total.plus(item)
  }
  return list.length ? bounded(total) : null
}

function extreme(list: readonly unknown[], better: (order: number) => boolean): unknown {
  let best: unknown = list[0] ?? null
  for (const item of list) {
    const order = compareValues(item, best)
    if (order === null) return null
    if (better(order)) best = item
  }
  return best
}

function quantify(list: readonly unknown[], deciding: boolean): boolean | null {
  if (list.includes(deciding)) return deciding
  return list.every(item => item === !deciding) ? !deciding : null
}

/** Quadratic, because equality is FEEL's; paid for accordingly. */
function distinct(list: readonly unknown[], evaluation: Evaluation): unknown[] {
  const found: unknown[] = []
  for (const item of list) {
    evaluation.spend(found.length)
    if (!listContains(found, item)) found.push(item)
  }
  return found
}

const positions = (list: readonly unknown[], match: unknown) =>
  list.flatMap((item, i) => (equalValues(item, match) === true ? [new Decimal(i + 1)] : []))

function sublist(
  evaluation: Evaluation,
  { list, start, length }: { list: unknown[]; start: Decimal; length: Decimal | null },
): unknown[] | null {
  const first = toInteger(start)
  const count = length === null ? Infinity : toInteger(length)
  if (first === null || first === 0 || count === null || count < 0) return null
  const from = first > 0 ? first - 1 : list.length + first
  return from < 0 || from > list.length ? null : evaluation.madeList(list.slice(from, from + count))
}
