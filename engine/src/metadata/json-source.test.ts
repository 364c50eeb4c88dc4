import { expect, test } from 'vitest'
import { parseJsonSource } from './json-source.ts'

const parse = (text: string) => parseJsonSource({ text, file: 'x.json' })
const codes = (text: string) => parse(text).diagnostics.map(({ code, line, column }) => [code, line, column])

test('values and keys are located by pointer, lines and columns from 1', () => {
  const source = parse('{\n  "a": { "b/c": [1, 22] },\n  "d": 3\n}')

  expect(source.content).toEqual({ a: { 'b/c': [1, 22] }, d: 3 })
  expect(source.locate('/a/b~1c/1')).toEqual({ line: 2, column: 21 })
  expect(source.locateKey('/d')).toEqual({ line: 3, column: 3 })
  expect(source.locate('/a/none')).toEqual({ line: 2, column: 8 })
})

test('comments, trailing commas, half a text and none at all are not JSON', () => {
  expect(codes('{\n  // no\n  "a": 1\n}')).toEqual([['json.syntax', 2, 3]])
  expect(codes('{"a": [1,]}')).toEqual([['json.syntax', 1, 10]])
  expect(codes('{"a":')).toEqual([['json.syntax', 1, 6]])
  expect(codes('')).toEqual([['json.syntax', 1, 1]])
})

test('a key that stands twice is found at the second one, deep down too', () => {
  const { diagnostics, content } = parse('{"a": {"b": 1,\n"b": 2}}')

  expect(diagnostics.map(({ code, line, pointer }) => [code, line, pointer])).toEqual([
    ['json.duplicate_key', 2, '/a/b'],
  ])
  expect(content).toBeUndefined()
})

test('keys that reach prototypes are refused', () => {
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    expect(codes(`{"a": [{"${key}": {}}]}`)).toEqual([['json.forbidden_key', 1, 9]])
  }
})

test('64 levels are read, 65 are not, and a million end quickly', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

  expect(codes(nested(64))).toEqual([])
  expect(codes(nested(65))).toEqual([['json.too_deep', 1, 65]])
  expect(codes(nested(900_000))).toEqual([['json.too_deep', 1, 65]])
})

test('two million bytes are too many, counted in UTF-8', () => {
  expect(codes(`"${'x'.repeat(1_999_998)}"`)).toEqual([])
  expect(codes(`"${'x'.repeat(1_999_999)}"`)).toEqual([['json.too_large', 1, 1]])
  expect(codes(`"${'经'.repeat(666_667)}"`)).toEqual([['json.too_large', 1, 1]])
})
