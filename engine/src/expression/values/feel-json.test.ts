import { expect, test } from 'vitest'
import type { FeelType } from '../feel-type.ts'
import { feelFromJson, feelToJson } from './feel-json.ts'

test.each<[unknown, FeelType, unknown]>([
  ['1.50', 'number', '1.5'],
  [1.5, 'number', '1.5'],
  [-0, 'number', '0'],
  ['1e3', 'number', '1000'],
  ['0x10', 'number', null],
  ['Infinity', 'number', null],
  [Number.NaN, 'number', null],
  ['', 'number', null],
  ['text', 'string', 'text'],
  [1, 'string', null],
  ['true', 'boolean', null],
  ['2026-02-29', 'date', null],
  ['2024-02-29', 'date', '2024-02-29'],
  ['2024-02-29T00:00:00Z', 'date', null],
  ['2026-05-05T08:00:00+08:00', 'date and time', '2026-05-05T00:00:00Z'],
  ['2026-05-05T08:00:00', 'date and time', '2026-05-05T08:00:00'],
  ['08:30:00', 'time', '08:30:00'],
  ['P14M', 'duration', 'P1Y2M'],
  ['PT25H', 'duration', 'P1DT1H'],
  ['P1Y1D', 'duration', null],
  [{ a: '1.0', b: 2 }, { context: { a: 'number' } }, { a: '1', b: '2' }],
  [['1', null, 'x'], { list: 'number' }, ['1', null, null]],
  ['1', { list: 'number' }, null],
  [[1, ['1']], 'any', ['1', ['1']]],
])('%j as %j is %j', (json, type, expected) => {
  const value = feelFromJson(json, type)

  expect(feelToJson(value)).toEqual(expected)
  expect(feelToJson(feelFromJson(value, type))).toEqual(expected)
})

test('a number leaves without exponent and with at most 34 decimals', () => {
  expect(feelToJson(feelFromJson('1e-7', 'number'))).toBe('0.0000001')
  expect(feelToJson(feelFromJson('1.2345678901234567890123456789012345678901', 'number'))).toBe(
    '1.234567890123456789012345678901235',
  )
})

test('a key named __proto__ stays a key', () => {
  const value = feelFromJson(JSON.parse('{"__proto__": {"polluted": 1}}'), 'any') as Record<string, unknown>

  expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  expect(Object.hasOwn(value, '__proto__')).toBe(true)
})
