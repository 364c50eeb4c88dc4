import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal } from 'decimal.js'
import { canonicalJson } from './canonical-json.ts'

const runs = process.env['JINGWEI_LONG'] ? 20_000 : 300

test('keys are in code-unit order at every depth, and arrays keep their order', () => {
  expect(canonicalJson({ b: [{ d: 1, c: 2 }, 'x'], a: null, B: true, ä: 1 })).toBe(
    '{"B":true,"a":null,"b":[{"c":2,"d":1},"x"],"ä":1}',
  )
})

test('what JSON can not say is left out or null, and what has a toJSON speaks for itself', () => {
  const at = new Date('2026-01-01T00:00:00Z')
  expect(canonicalJson({ a: undefined, b: [undefined, () => 1, Number.NaN], c: at, d: new Decimal('1.50') })).toBe(
    '{"b":[null,null,null],"c":"2026-01-01T00:00:00.000Z","d":"1.5"}',
  )
  expect(() => canonicalJson({ a: 1n })).toThrow(TypeError)
})

test('whole numbers as keys come first, by size', () => {
  expect(canonicalJson({ '-1': 0, '10': 0, '9': 0, '01': 0, a: 0 })).toBe('{"9":0,"10":0,"-1":0,"01":0,"a":0}')
})

test('it is the text that hashes were made of since the first version', () => {
  fc.assert(
    fc.property(
      fc.jsonValue().filter(value => !JSON.stringify(value).includes('__proto__')),
      value => {
        expect(canonicalJson(value)).toBe(firstVersion(value))
      },
    ),
    { numRuns: runs },
  )
})

test('an object and its copy with the keys the other way round give the same text', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), value => {
      const reversed = Object.fromEntries(Object.entries(value).toReversed())
      expect(canonicalJson(reversed)).toBe(canonicalJson(value))
    }),
    { numRuns: runs },
  )
})

function firstVersion(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part) ? sorted(part as Record<string, unknown>) : part,
  )
}

function sorted(value: Record<string, unknown>): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const key of Object.keys(value).sort()) result[key] = value[key]
  return result
}
