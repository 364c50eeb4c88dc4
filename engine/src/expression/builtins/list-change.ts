import type { Decimal } from '../../base/decimal.ts'
import { commonType, elementType } from '../compile/type-relations.ts'
import type { Evaluation } from '../compile/evaluation.ts'
import type { FeelType } from '../feel-type.ts'
import type { FunctionValue } from '../values/function-value.ts'
import { toInteger } from '../values/number.ts'
import { wants, type Builtins, type Parameter } from './builtin.ts'

const LIST: Parameter = wants('list', { list: 'any' })
const item = (name: string): Parameter => ({ name, type: 'any', nullable: true })
const element = (types: readonly FeelType[]) => elementType(types[0] ?? 'any')
const test = (name: string): Parameter => ({
  name,
  type: { function: { names: ['a', 'b'], parameters: ['any', 'any'], result: 'boolean' } },
  given: types => [element(types), element(types)],
})

/** List functions (DMN 1.5 §10.3.4.4, §10.3.4.9) that put, take or order elements. */
export const listChangeBuiltins: Builtins = {
  'insert before': [
    {
      parameters: [LIST, wants('position', 'number'), item('newItem')],
      result: types => ({ list: commonType(element(types), types[2] ?? 'any') }),
      run: ([list, position, added], evaluation) =>
        at(list, position, index => evaluation.madeList(list.toSpliced(index, 0, added))),
    },
  ],
  remove: [
    {
      parameters: [LIST, wants('position', 'number')],
      result: types => ({ list: element(types) }),
      run: ([list, position], evaluation) => at(list, position, index => evaluation.madeList(list.toSpliced(index, 1))),
    },
  ],
  'list replace': [
    {
      parameters: [LIST, test('match'), item('newItem')],
      result: types => ({ list: commonType(element(types), types[2] ?? 'any') }),
      run: ([list, match, added], evaluation) => replaceMatching(evaluation, { list, match, added }),
    },
    {
      parameters: [LIST, wants('position', 'number'), item('newItem')],
      result: types => ({ list: commonType(element(types), types[2] ?? 'any') }),
      run: ([list, position, added], evaluation) =>
        at(list, position, index => evaluation.madeList(list.with(index, added))),
    },
  ],
  sort: [
    {
      parameters: [LIST, test('precedes')],
      result: types => ({ list: element(types) }),
      run: ([list, precedes], evaluation) => evaluation.madeList(sorted(list, precedes, evaluation)),
    },
  ],
}

/** Of a position from 1, or from the end with -1; null when the list has none such. */
function at(list: readonly unknown[], position: Decimal, use: (index: number) => unknown): unknown {
  const place = toInteger(position)
  if (place === null || place === 0 || Math.abs(place) > list.length) return null
  return use(place > 0 ? place - 1 : list.length + place)
}

function replaceMatching(
  evaluation: Evaluation,
  { list, match, added }: { list: readonly unknown[]; match: FunctionValue; added: unknown },
): unknown {
  const replaced: unknown[] = []
  for (const each of list) {
    const holds = match.call([each, added], evaluation)
    if (typeof holds !== 'boolean') return null
    replaced.push(holds ? added : each)
  }
  return evaluation.madeList(replaced)
}

/** Stable. By merging, so that a function without any order ends too. */
function sorted(list: readonly unknown[], precedes: FunctionValue, evaluation: Evaluation): unknown[] {
  if (list.length < 2) return [...list]
  evaluation.spend(list.length)
  const middle = list.length >> 1
  const left = sorted(list.slice(0, middle), precedes, evaluation)
  const right = sorted(list.slice(middle), precedes, evaluation)
  const merged: unknown[] = []
  let l = 0
  let r = 0
  while (l < left.length && r < right.length) {
    merged.push(precedes.call([right[r], left[l]], evaluation) === true ? right[r++] : left[l++])
  }
  return [...merged, ...left.slice(l), ...right.slice(r)]
}
