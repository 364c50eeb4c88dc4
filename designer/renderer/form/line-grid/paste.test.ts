import { expect, test } from 'vitest'
import type { FieldModel, FieldType } from '../../fields/field-model.ts'
import type { LineColumn } from '../../record/line-columns.ts'
import { pasteCells } from './paste-cells.ts'
import { readTabSeparated } from './tab-separated.ts'

const column = (name: string, type: FieldType, title: string, readOnly = false): LineColumn => {
  const field: FieldModel = {
    name,
    title,
    type,
    readOnly,
    required: false,
    multiline: false,
    percent: false,
    options: [],
    fields: [],
    target: 'product',
  }
  return { field, width: undefined, numeric: type === 'decimal' }
}
const columns = [
  column('product', 'reference', '产品'),
  column('quantity', 'decimal', '数量'),
  column('list_price', 'decimal', '标准价', true),
  column('unit_price', 'decimal', '单价'),
]
const at = { row: 0, column: 0 }

test('reads cells and rows as a spreadsheet copies them', () => {
  expect(readTabSeparated('a\tb\r\nc\td\r\n')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
})

test('a quoted cell may hold tabs, line ends and quotes', () => {
  expect(readTabSeparated('"two\nlines"\t"5"" tube"\tplain "quote"')).toEqual([
    ['two\nlines', '5" tube', 'plain "quote"'],
  ])
})

test('empty rows are no rows', () => {
  expect(readTabSeparated('\n\t\na\n')).toEqual([['a']])
  expect(readTabSeparated('')).toEqual([])
})

test('pasted cells pass over columns that nobody may write', () => {
  const { rows, references } = pasteCells({ rows: [], columns, at, cells: [['P0001', '1,200', '35.5']] })

  expect(rows).toMatchObject([{ quantity: '1200', unit_price: '35.5' }])
  expect(rows[0]).not.toHaveProperty('list_price')
  expect(references).toMatchObject([{ rowKey: rows[0]!._key, text: 'P0001' }])
})

test('a paste in the middle keeps the rest of its rows and adds the rows it needs', () => {
  const rows = [
    { _key: 'a', product: 'p1', quantity: '1' },
    { _key: 'b', product: 'p2', quantity: '2', unit_price: '9' },
  ]
  const result = pasteCells({ rows, columns, at: { row: 1, column: 1 }, cells: [['20'], ['30']] })

  expect(result.rows.map(row => [row.product, row.quantity, row.unit_price])).toEqual([
    ['p1', '1', undefined],
    ['p2', '20', '9'],
    [undefined, '30', undefined],
  ])
  expect(rows[1]!.quantity).toBe('2')
})

test('a first row of titles says which column is which', () => {
  const { rows, references } = pasteCells({
    rows: [],
    columns,
    at,
    cells: [
      ['单价', '产品', '标准价'],
      ['8', 'P7', '99'],
    ],
  })

  expect(rows).toMatchObject([{ unit_price: '8' }])
  expect(rows[0]).not.toHaveProperty('list_price')
  expect(references[0]?.text).toBe('P7')
})

test('text that is no number stays to be complained about', () => {
  expect(pasteCells({ rows: [], columns, at: { row: 0, column: 1 }, cells: [['zehn']] }).rows[0]?.quantity).toBe('zehn')
})
