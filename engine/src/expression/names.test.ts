import { expect, test } from 'vitest'
import { compileFeel } from './compile-feel.ts'
import type { ScopeShape } from './feel-type.ts'
import { feelToJson } from './values/feel-json.ts'

const order = {
  context: { 编号: 'string', 'unit-price': 'number', 'rate in %': 'number', 'net/gross': 'string' },
} as const
const scope: ScopeShape = {
  'monthly salary': 'number',
  'profit and loss': 'number',
  'a+b': 'number',
  a: 'number',
  b: 'number',
  '客户 名称': 'string',
  订单: { list: order },
  "manager's name": 'string',
  date: 'date',
  count: 'number',
}
const values = {
  'monthly salary': '1200.50',
  'profit and loss': 3,
  'a+b': 100,
  a: 1,
  b: 2,
  '客户 名称': '浙江医院',
  订单: [
    { 编号: 'A', 'unit-price': '2.5' },
    { 编号: 'B', 'unit-price': 4 },
  ],
  "manager's name": '李',
  date: '2026-05-05',
  count: 7,
}

const value = (text: string) => {
  const { expression, faults } = compileFeel(text, scope)
  expect(faults).toEqual([])
  return feelToJson(expression!.evaluate(values))
}

test.each([
  ['monthly salary * 2', '2401'],
  ['monthly   salary', '1200.5'],
  ['profit and loss + 1', '4'],
  ['a+b', '100'],
  ['a + b', '100'],
  ['a - b', '-1'],
  ['客户 名称 + "！"', '浙江医院！'],
  ['订单.unit-price', ['2.5', '4']],
  ['订单[unit-price > 3].编号', ['B']],
  ['订单[unit-price > 3][1].unit-price', '4'],
  ['sum(for 单 in 订单 return 单.unit-price)', '6.5'],
  ["manager's name", '李'],
  ['{税 率: 0.13, 含 税: monthly salary * (1 + 税 率)}.含 税', '1356.565'],
  ['{a-b: 5, c: a-b * 2}', { 'a-b': '5', c: '10' }],
  ['[{x-y: 1}, {x-y: 2}][x-y > 1].x-y', ['2']],
  ['count([1, 2]) + count', '9'],
  ['date("2026-01-31") < date', true],
  ['for 行 项 in [1, 2] return 行 项 * 2', ['2', '4']],
  ['(function(单 价, 数 量) 单 价 * 数 量)(2, 3)', '6'],
  ['(function(单 价, 数 量) 单 价 * 数 量)(数 量: 2, 单 价: 5)', '10'],
])('names of imported models: %s', (text, expected) => expect(value(text)).toEqual(expected))

test('an unknown part is named with the nearest one', () => {
  const { faults } = compileFeel('订单.编好', scope)

  expect(faults).toEqual([expect.objectContaining({ code: 'expression.unknown_name', nearest: '编号' })])
})

test('paths name the entries as the scope has them', () => {
  const paths = (text: string) => compileFeel(text, scope).expression!.paths

  expect(paths('订单[unit-price > 3].编号')).toEqual([
    ['订单', 'unit-price'],
    ['订单', '编号'],
  ])
  expect(paths('a+b')).toEqual([['a+b']])
})

test('instance is a name but before `of`, where it is a word of FEEL', () => {
  const known: ScopeShape = { instance: { context: { round: 'number' } }, a: 'any' }
  const evaluate = (text: string) =>
    feelToJson(compileFeel(text, known).expression?.evaluate({ instance: { round: '2' }, a: 'instance' }))

  expect(evaluate('instance.round + 1')).toBe('3')
  expect(evaluate('if instance.round instance of number then a else "instance of"')).toBe('instance')
})
