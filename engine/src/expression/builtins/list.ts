import { Decimal } from '../../base/decimal.ts'
import { commonType, elementType } from '../compile/type-relations.ts'
import type { Evaluation } from '../compile/evaluation.ts'
import type { FeelType } from '../feel-type.ts'
import { listContains, equalValues } from '../values/equality.ts'
import { toInteger } from '../values/number.ts'
import { compareValues } from '../values/ordering.ts'
import { maybe, wants, type Builtins, type Parameter } from './builtin.ts'
import { ofListOrItems, paid } from './list-or-items.ts'

const LIST: Parameter = { name: 'list', type: { list: 'any' } }
const element = (types: readonly FeelType[]) => elementType(types[0] ?? 'any')
const same = (types: readonly FeelType[]) => ({ list: element(types) })

/** List functions (DMN 1.5 §10.3.4.4) that look at a list or make another. A null among the elements makes minimum and maximum null. */
export const listBuiltins: Builtins = {
  count: [{ parameters: [{ ...LIST, raw: true }], result: 'number', run: ([list]) => new Decimal(list.length) }],
  min: ofListOrItems('any', element, (list, evaluation) => extreme(list, evaluation, order => order < 0)),
  max: ofListOrItems('any', element, (list, evaluation) => extreme(list, evaluation, order => order > 0)),
  all: ofListOrItems('boolean', 'boolean', list => quantify(list, false)),
  any: ofListOrItems('boolean', 'boolean', list => quantify(list, true)),
  'list contains': [
    {
      parameters: [LIST, { name: 'element', type: 'any', nullable: true }],
      result: 'boolean',
      run: ([list, item], evaluation) => listContains(list, item, evaluation),
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
  union: [
    {
      parameters: [{ name: 'list', type: { list: 'any' }, rest: true }],
      result: types => ({ list: types.map(elementType).reduce(commonType, 'null') }),
      run: ([lists], evaluation) => distinct(evaluation.madeList(lists.flat()), evaluation),
    },
  ],
  'distinct values': [{ parameters: [LIST], result: same, run: ([list], evaluation) => distinct(list, evaluation) }],
  flatten: [
    {
      parameters: [LIST],
      result: { list: 'any' },
      run: ([list], evaluation) => evaluation.madeList(flattened(list, evaluation)),
    },
  ],
  reverse: [{ parameters: [LIST], result: same, run: ([list], evaluation) => evaluation.madeList(list.toReversed()) }],
  'index of': [
    {
      parameters: [LIST, { name: 'match', type: 'any', nullable: true }],
      result: { list: 'number' },
      run: ([list, match], evaluation) => positions(paid(list, evaluation), match, evaluation),
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

function extreme(list: readonly unknown[], evaluation: Evaluation, better: (order: number) => boolean): unknown {
  let best: unknown = list[0] ?? null
  for (const item of list) {
    if (typeof item === 'string') evaluation.spend(item.length >> 4)
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
    if (!listContains(found, item, evaluation)) found.push(item)
  }
  return evaluation.madeList(found)
}

const positions = (list: readonly unknown[], match: unknown, evaluation: Evaluation) =>
  list.flatMap((item, i) => (equalValues(item, match, evaluation) === true ? [new Decimal(i + 1)] : []))

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

/** Pays as it goes: a list may hold another many times over. */
function flattened(list: readonly unknown[], evaluation: Evaluation, into: unknown[] = []): unknown[] {
  evaluation.spend(list.length)
  for (const item of list) {
    if (Array.isArray(item)) flattened(item, evaluation, into)
    else into.push(item)
  }
  return into
}
