import { expect, test } from 'vitest'
import { ruleDifference } from './rule-difference.ts'

const rule = (key: string, limit: string, level: number) => ({
  key,
  title: key.toUpperCase(),
  conditions: { all: [{ fact: 'discount', operator: 'lessThanInclusive', value: limit }] },
  event: { type: 'decided', params: { level } },
})
const text = (...rules: unknown[]) =>
  JSON.stringify({
    inputs: { type: 'object', properties: { discount: { type: 'string', format: 'decimal', title: '折扣' } } },
    outputs: { type: 'object', properties: { level: { type: 'integer', title: '级别' } } },
    rules,
  })
const marks = (before: string | null, after: string | null) =>
  ruleDifference(before, after)!.rows.map(row => `${row.key} ${row.mark}`)
const [L0, L1, L2] = [rule('l0', '5', 0), rule('l1', '10', 1), rule('l2', '1500', 2)]

test('a changed cell shows what it was', () => {
  const { columns, rows } = ruleDifference(text(L0, L1), text(L0, rule('l1', '1200', 1)))!

  expect(columns.map(each => each.title)).toEqual(['折扣', '级别'])
  expect(rows.map(row => row.mark)).toEqual(['same', 'changed'])
  expect(rows[1]!.cells).toEqual([{ text: '1,200', before: '10' }, { text: '1' }])
})

test('a row that went stands where it stood, one that came where it comes', () => {
  expect(marks(text(L0, L1, L2), text(L0, L2))).toEqual(['l0 same', 'l1 removed', 'l2 same'])
  expect(marks(text(L0, L2), text(L0, L1, L2))).toEqual(['l0 same', 'l1 added', 'l2 same'])
  expect(marks(text(L1), text(L2))).toEqual(['l1 removed', 'l2 added'])
})

test('rows that changed their places are marked', () => {
  expect(marks(text(L0, L1), text(L1, L0))).toEqual(['l1 moved', 'l0 moved'])
})

test('a table that is new or gone is shown whole', () => {
  expect(marks(null, text(L0))).toEqual(['l0 added'])
  expect(marks(text(L0), null)).toEqual(['l0 removed'])
})

test('what is no table is none', () => {
  expect(ruleDifference('{', text(L0))).toBeUndefined()
})
