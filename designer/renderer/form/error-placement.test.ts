import { expect, test } from 'vitest'
import { placeErrors, pointerPath, withoutField } from './error-placement.ts'

const shown = (field: string) => field !== 'hidden'

test('reads a pointer with its escapes', () => {
  expect(pointerPath('/lines/0/unit_price')).toEqual(['lines', '0', 'unit_price'])
  expect(pointerPath('/a~1b/~0c')).toEqual(['a/b', '~c'])
  expect(pointerPath('')).toEqual([])
})

test('errors stand at their fields, in lines at their cells', () => {
  const { tree, elsewhere } = placeErrors(
    [
      { pointer: '/customer', code: 'a', message: 'first' },
      { pointer: '/customer', code: 'b', message: 'second' },
      { pointer: '/lines/1/quantity', code: 'c', message: 'too much' },
    ],
    shown,
  )

  expect(tree).toEqual({
    customer: { __errors: ['first', 'second'] },
    lines: { 1: { quantity: { __errors: ['too much'] } } },
  })
  expect(elsewhere).toEqual([])
})

test('an error without a place in the form is not lost', () => {
  const problems = [
    { pointer: '', code: 'a', message: 'as a whole' },
    { pointer: '/hidden', code: 'b', message: 'not on this form' },
  ]

  expect(placeErrors(problems, shown)).toEqual({ tree: {}, elsewhere: problems })
})

test('changing a field takes its errors away and no others', () => {
  const problems = [
    { pointer: '/lines/0/quantity', code: 'a', message: 'x' },
    { pointer: '/customer', code: 'b', message: 'y' },
  ]

  expect(withoutField(problems, 'lines')).toEqual([problems[1]])
})
