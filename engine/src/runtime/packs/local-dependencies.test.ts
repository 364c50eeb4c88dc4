import { expect, test } from 'vitest'
import { withLocalDependencies } from './local-dependencies.ts'

const references = new Map(
  Object.entries({
    'shop/form/order': ['entity/order#amount', 'form/lines'],
    'shop/form/lines': ['form/order', 'function/pricing.price'],
    'shop/entity/order': ['entity/customer'],
    'shop/entity/customer': ['entity/region'],
    'shop/entity/region': [],
    'shop/role/clerk': ['entity/order'],
  }).map(([id, uses]) => [id, uses.map(to => ({ to, at: '' }))]),
)
const local = ['shop/form/order', 'shop/form/lines', 'shop/entity/order', 'shop/entity/region', 'shop/role/clerk']

test('what a definition uses goes with it, also around a circle and through a definition of a pack', () => {
  expect(withLocalDependencies(['shop/form/lines'], { local, references })).toEqual([
    'shop/entity/order',
    'shop/entity/region',
    'shop/form/lines',
    'shop/form/order',
  ])
})

test('what uses it stays behind', () => {
  expect(withLocalDependencies(['shop/entity/order'], { local, references })).toEqual([
    'shop/entity/order',
    'shop/entity/region',
  ])
})

test('what is not in the local layer is refused, with the name that was meant', () => {
  expect(() => withLocalDependencies(['shop/entity/customer'], { local, references })).toThrow(
    'The local layer has no shop/entity/customer.',
  )
  expect(() => withLocalDependencies(['shop/form/ordre'], { local, references })).toThrow('shop/form/order?')
})
