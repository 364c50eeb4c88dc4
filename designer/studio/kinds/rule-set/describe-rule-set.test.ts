import { expect, test } from 'vitest'
import { describeRuleSet } from './describe-rule-set.ts'

const words = (key: string, values: Record<string, string>) => `${key} ${Object.values(values).join('|')}`
const rule = (key: string, limit: string | null, level: number) => ({
  key,
  title: key.toUpperCase(),
  conditions: { all: limit === null ? [] : [{ fact: 'discount', operator: 'lessThanInclusive', value: limit }] },
  event: { type: 'decided', params: { level } },
})
const text = (rules: unknown[]) =>
  JSON.stringify({
    inputs: { type: 'object', properties: { discount: { type: 'string', format: 'decimal', title: '折扣' } } },
    outputs: { type: 'object', properties: { level: { type: 'integer', title: '级别' } } },
    rules,
  })
const before = text([rule('l0', '5', 0), rule('l1', '10', 1)])

test('a changed limit is told with row, column, old and new value', () => {
  expect(describeRuleSet(before, text([rule('l0', '5', 0), rule('l1', '12', 1)]), words)).toEqual([
    'cell L1|折扣|10|12',
  ])
})

test('a limit that is taken away is told as a dash', () => {
  expect(describeRuleSet(before, text([rule('l0', '5', 0), rule('l1', null, 1)]), words)).toEqual(['cell L1|折扣|10|–'])
})

test('added, removed and moved rules are told by their titles', () => {
  expect(describeRuleSet(before, text([rule('l1', '10', 1), rule('l2', '15', 2)]), words)).toEqual([
    'rowRemoved L0',
    'rowAdded L2',
  ])
  expect(describeRuleSet(before, text([rule('l1', '10', 1), rule('l0', '5', 0)]), words)).toEqual(['rowMoved L1'])
})

test('what is no table is not told', () => {
  expect(describeRuleSet(before, '{', words)).toEqual([])
})
