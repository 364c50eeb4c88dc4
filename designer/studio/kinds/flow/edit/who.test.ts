import { expect, test } from 'vitest'
import {
  moved,
  newWho,
  readWho,
  unitChoice,
  whoAttributes,
  whoOfUnitChoice,
  WHO_TYPES,
  type WhoContent,
} from './who.ts'

const SAMPLES: WhoContent[] = [
  { type: 'unit_head', unitType: 'area' },
  { type: 'unit_head', level: '2' },
  { type: 'position', code: 'pc' },
  { type: 'role', name: 'finance' },
  { type: 'person', code: 'sr1' },
  { type: 'starter' },
  { type: 'field', field: 'owner' },
  { type: 'expression', value: '=record.owner' },
]

test('every way of finding people is written as it was read', () => {
  expect(SAMPLES.map(who => readWho(whoAttributes(who)))).toEqual(SAMPLES)
  expect(new Set(SAMPLES.map(who => who.type))).toEqual(new Set(WHO_TYPES))
})

test('attributes of another type are neither read nor written', () => {
  expect(readWho({ type: 'position', code: 'pc', unitType: 'area' })).toEqual({ type: 'position', code: 'pc' })
  expect(whoAttributes({ type: 'starter', code: 'pc' })).toEqual({ type: 'starter' })
})

test('a type that the engine does not know is an expression, as the engine reads it', () => {
  expect(readWho({ type: 'oracle', value: '=x' })).toEqual({ type: 'expression', value: '=x' })
})

test('a unit is chosen by its type or by its level in one list', () => {
  for (const who of SAMPLES.slice(0, 2)) expect(whoOfUnitChoice(unitChoice(who))).toEqual(who)
  expect(unitChoice(newWho('unit_head'))).toBe('level:1')
})

test('moving keeps everybody and stops at the ends', () => {
  const list = ['a', 'b', 'c']

  expect(moved(list, 2, -1)).toEqual(['a', 'c', 'b'])
  expect(moved(list, 0, -1)).toBe(list)
  expect(moved(list, 2, 1)).toBe(list)
})
