import { expect, test } from 'vitest'
import type { FieldModel } from '../fields/field-model.ts'
import { checkField } from './check-value.ts'

const base: FieldModel = {
  name: 'f',
  title: 'F',
  type: 'text',
  required: false,
  readOnly: false,
  multiline: false,
  percent: false,
  options: [],
  fields: [],
}
const decimal: FieldModel = { ...base, type: 'decimal', precision: 7, scale: 4, exclusiveMinimum: '0', maximum: '100' }
const keys = (field: FieldModel, value: unknown, required = false) =>
  checkField(field, value, required).map(fault => fault.key)

test.each([undefined, null, '', []])('%j is blank: wrong only where a value is required', value => {
  expect(keys(base, value)).toEqual([])
  expect(keys(base, value, true)).toEqual(['required'])
})

test.each([
  ['12.5', []],
  ['100', []],
  ['100.0001', ['atMost']],
  ['0', ['moreThan']],
  ['0.00001', ['scale']],
  ['1000', ['precision']],
  ['zwölf', ['number']],
  ['1,000', ['number']],
])('decimal %s gives %j', (value, faults) => {
  expect(keys(decimal, value)).toEqual(faults)
})

test('an integer takes numbers and refuses fractions', () => {
  const integer: FieldModel = { ...base, type: 'integer', minimum: '0' }
  expect(keys(integer, 30)).toEqual([])
  expect(keys(integer, '1.5')).toEqual(['integer'])
  expect(keys(integer, -1)).toEqual(['atLeast'])
})

test('text is counted in characters, not in UTF-16 units', () => {
  const text: FieldModel = { ...base, maxLength: 2 }
  expect(keys(text, '𠮷𠮷')).toEqual([])
  expect(keys(text, 'abc')).toEqual(['tooLong'])
})

test('a date must exist', () => {
  const date: FieldModel = { ...base, type: 'date' }
  expect(keys(date, '2028-02-29')).toEqual([])
  expect(keys(date, '2026-02-29')).toEqual(['date'])
  expect(keys(date, '2026-2-9')).toEqual(['date'])
})

test('a fault in a line says which line and column', () => {
  const lines: FieldModel = {
    ...base,
    type: 'lines',
    minItems: 1,
    fields: [{ ...decimal, name: 'quantity', required: true }],
  }

  expect(checkField(lines, [{ quantity: '1' }, {}], false)).toEqual([{ key: 'required', path: [1, 'quantity'] }])
  expect(keys(lines, [])).toEqual(['required'])
})

test('what the server fills in is never complained about', () => {
  expect(keys({ ...decimal, readOnly: true }, 'nonsense', true)).toEqual([])
})
