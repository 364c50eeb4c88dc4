import type { ColumnContent } from '@jingwei/engine/model'
import { expect, test } from 'vitest'
import { cellText, grouped, parseCell, type CellKind } from './cell-text.ts'

const discount: ColumnContent = { key: 'discount', side: 'input', fact: 'discount', operator: 'lessThanInclusive' }
const region: ColumnContent = { key: 'region', side: 'input', fact: 'region', operator: 'in' }
const level: ColumnContent = { key: 'level', side: 'output', output: 'level' }
const decimal: CellKind = { schema: { type: 'string', format: 'decimal' }, numeric: true }
const integer: CellKind = { schema: { type: 'integer' }, numeric: true }
const choice: CellKind = {
  schema: { type: 'string', oneOf: [{ const: 'east', title: '华东' }] },
  numeric: false,
  options: [{ value: 'east', title: '华东' }],
}

test('a decimal stays text, also when pasted with separators or a percent sign', () => {
  expect(parseCell('12.5', discount, decimal)).toEqual({ cell: '12.5' })
  expect(parseCell('1,250.00', discount, decimal)).toEqual({ cell: '1250.00' })
  expect(parseCell('12 %', discount, decimal)).toEqual({ cell: '12' })
})

test('what is no number is refused and not guessed', () => {
  expect(parseCell('ten', discount, decimal)).toEqual({ invalid: true })
  expect(parseCell('1e3', discount, decimal)).toEqual({ invalid: true })
  expect(parseCell('1.5', level, integer)).toEqual({ invalid: true })
})

test('an empty cell takes any value', () => {
  expect(parseCell('  ', discount, decimal)).toEqual({ cell: undefined })
  expect(parseCell('–', discount, decimal)).toEqual({ cell: undefined })
})

test('choices are taken by title or by value, lists by comma in both alphabets', () => {
  expect(parseCell('华东', region, choice)).toEqual({ cell: ['east'] })
  expect(parseCell('east，华东', region, choice)).toEqual({ cell: ['east', 'east'] })
  expect(parseCell('west', region, choice)).toEqual({ invalid: true })
})

test('an output may be an expression', () => {
  expect(parseCell('=level + 1', level, integer)).toEqual({ cell: '=level + 1' })
})

test('what is shown is what is taken', () => {
  expect(cellText(['a', 'b'])).toBe('a, b')
  expect(cellText(undefined)).toBe('')
  expect(cellText(0)).toBe('0')
})

test('large numbers are read with separators', () => {
  expect(['5000000', '-1234.5678', '999', '=a + 1000', '10, 2000'].map(grouped)).toEqual([
    '5,000,000',
    '-1,234.5678',
    '999',
    '=a + 1000',
    '10, 2000',
  ])
})
