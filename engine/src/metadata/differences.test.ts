import { expect, test } from 'vitest'
import { differences } from './differences.ts'

test('what is not expected is not looked at', () => {
  expect(differences({ a: { b: 1 } }, { a: { b: 1, c: 2 }, d: 3 })).toEqual([])
})

test('each place that differs is shown with both values', () => {
  expect(differences({ a: [1, { b: '2.50' }], c: true }, { a: [1, { b: '2.5' }] })).toEqual([
    { pointer: '/a/1/b', expected: '2.50', actual: '2.5' },
    { pointer: '/c', expected: true, actual: undefined },
  ])
})

test('lists of another length differ as a whole', () => {
  expect(differences([['a']], [['a'], ['b']])).toEqual([{ pointer: '', expected: [['a']], actual: [['a'], ['b']] }])
})

test('an expected null is met by an absent value only', () => {
  expect(differences({ a: null }, {})).toEqual([])
  expect(differences({ a: null }, { a: 0 })).toHaveLength(1)
  expect(differences(null, {})).toHaveLength(1)
})
