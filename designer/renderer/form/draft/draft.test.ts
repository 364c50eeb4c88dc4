import { expect, test } from 'vitest'
import type { FieldModel } from '../../fields/field-model.ts'
import { changedBody, createBody, labelsOf, mergeComputed, sameValue } from './draft-values.ts'
import { changesMeanwhile, rebase } from './three-way.ts'

const field = (name: string, more: Partial<FieldModel> = {}): FieldModel => ({
  name,
  title: name,
  type: 'text',
  required: false,
  readOnly: false,
  multiline: false,
  percent: false,
  options: [],
  fields: [],
  ...more,
})
const fields = [
  field('title'),
  field('customer', { type: 'reference', target: 'customer' }),
  field('amount', { type: 'decimal', readOnly: true }),
  field('lines', {
    type: 'lines',
    fields: [
      field('product', { type: 'reference', target: 'product' }),
      field('quantity', { type: 'decimal' }),
      field('gross', { type: 'decimal', readOnly: true }),
    ],
  }),
]

test('a new record is sent without computed fields, emptied fields and the browser’s own keys', () => {
  const values = {
    title: 'A',
    customer: null,
    amount: '9.00',
    _labels: {},
    lines: [{ _key: 'k', quantity: '2', product: null, gross: '9.00' }],
  }

  expect(createBody(fields, values)).toEqual({ title: 'A', lines: [{ quantity: '2' }] })
})

test('a patch holds what changed: an emptied field as null, lines as a whole with their ids', () => {
  const base = { title: 'A', customer: 'c1', amount: '1.00', lines: [{ id: 'l1', quantity: '1', gross: '1.00' }] }
  const values = {
    title: 'A',
    customer: null,
    amount: '3.00',
    lines: [
      { id: 'l1', _key: 'l1', quantity: '2', gross: '3.00' },
      { _key: 'n', quantity: '1' },
    ],
  }

  expect(changedBody(fields, base, values)).toEqual({
    customer: null,
    lines: [{ id: 'l1', quantity: '2' }, { quantity: '1' }],
  })
})

test('a recomputed value alone is no change', () => {
  const base = { title: 'A', amount: '1.00', lines: [{ id: 'l1', quantity: '1', gross: '1.00' }] }
  const values = { ...base, amount: '2.00', lines: [{ id: 'l1', _key: 'l1', quantity: '1', gross: '2.00' }] }

  expect(changedBody(fields, base, values)).toEqual({})
})

test('the server’s answer fills in computed values and defaults, and never overwrites what was typed', () => {
  const values = { title: 'typed', customer: null, lines: [{ _key: 'k', quantity: '2' }] }
  const answer = {
    title: 'default',
    customer: 'c9',
    amount: '20.00',
    lines: [{ quantity: '99', product: 'p1', gross: '20.00' }],
  }

  expect(mergeComputed(fields, values, answer)).toEqual({
    title: 'typed',
    customer: null,
    amount: '20.00',
    lines: [{ _key: 'k', quantity: '2', product: 'p1', gross: '20.00' }],
  })
})

test('an answer that changes nothing gives the same draft back', () => {
  const values = { title: 'A', amount: '1.00', lines: [{ _key: 'k', quantity: '1', gross: '1.00' }] }

  expect(mergeComputed(fields, values, { title: 'A', amount: '1.00', lines: [{ quantity: '1', gross: '1.00' }] })).toBe(
    values,
  )
})

test('titles of references are found in the record and in its lines', () => {
  const record = {
    id: 'r',
    customer: 'c1',
    _labels: { customer: 'Hospital' },
    lines: [{ id: 'l', product: 'p1', _labels: { product: 'Needle' } }],
  }

  expect([...labelsOf(fields, record)]).toEqual([
    ['customer/c1', 'Hospital'],
    ['product/p1', 'Needle'],
  ])
})

test('nothing is nothing, whether null or absent', () => {
  expect(sameValue({ a: null }, {})).toBe(true)
  expect(sameValue([1, { b: 2 }], [1, { b: 2 }])).toBe(true)
  expect(sameValue([], {})).toBe(false)
  expect(sameValue('1', 1)).toBe(false)
})

test('what they changed and I did not is taken; what both changed must be chosen', () => {
  const base = { title: 'A', customer: 'c1', lines: [{ id: 'l', quantity: '1', gross: '1' }] }
  const mine = { title: 'mine', customer: 'c1', lines: [{ id: 'l', quantity: '1', gross: '5' }] }
  const theirs = { title: 'theirs', customer: 'c2', lines: [{ id: 'l', quantity: '1', gross: '9' }], amount: '4.00' }
  const values = { base, mine, theirs }

  expect(changesMeanwhile(fields, values).map(change => [change.field.name, change.conflict])).toEqual([
    ['title', true],
    ['customer', false],
  ])
  expect(rebase(fields, values, new Set(['title']))).toMatchObject({ title: 'mine', customer: 'c2', amount: '4.00' })
  expect(rebase(fields, values, new Set())).toMatchObject({ title: 'theirs', customer: 'c2' })
})

test('my change to a field that they left alone survives', () => {
  const base = { title: 'A', customer: 'c1' }
  const values = { base, mine: { title: 'mine', customer: 'c1' }, theirs: { title: 'A', customer: 'c2' } }

  expect(rebase(fields, values, new Set())).toMatchObject({ title: 'mine', customer: 'c2' })
})
