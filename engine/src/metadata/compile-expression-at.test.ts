import fc from 'fast-check'
import { expect, test } from 'vitest'
import { feelFunctions } from '../expression/feel-functions.ts'
import { compileExpressionAt } from './compile-expression-at.ts'
import { parseJsonSource } from './json-source.ts'

const link = { feelFunctions: feelFunctions([]) }

/** The word of the file that the first diagnostic of `expression` points at. */
function markedWord(json: string): string {
  const source = { file: 'a.json', ...parseJsonSource({ text: json, file: 'a.json' }) }
  const { text } = source.content as { text: string }
  const { diagnostics } = compileExpressionAt({ source, pointer: '/text', text, scope: { kind: 'string' }, link })
  const { line, column } = diagnostics[0]!
  return (
    json
      .split('\n')
      [line! - 1]!.slice(column! - 1)
      .match(/^\w+/)?.[0] ?? ''
  )
}

test.each([
  [String.raw`{"text": "knid = 1"}`],
  [String.raw`{"text": "kind = \"sale\" and knid = \"frame\""}`],
  [String.raw`{"text": "kind = \"a\\\\b\" and knid"}`],
  [String.raw`{"text": "kind = \"\u6d59\u6c5f\" and\n\tknid"}`],
  ['{\n  "name": "x",\n  "text": "\\u006bind = knid"\n}'],
])('a fault points at its word in the file, behind escapes too: %s', json => expect(markedWord(json)).toBe('knid'))

test('a fault points at its word whatever stands before it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), text => {
      const before = text.replace(/[\\"]/g, '')

      expect(markedWord(JSON.stringify({ text: `"${before}" = knid` }))).toBe('knid')
    }),
    { seed: 20260101 },
  )
})
