import fc from 'fast-check'
import { expect, test } from 'vitest'
import { referencePack } from '../../../../tests/support/reference-pack.ts'
import { canonicalText } from '../../metadata/content-tree.ts'
import { mergeTexts } from '../../metadata/merge/merge-texts.ts'
import { referenceDataKind } from './kind.ts'
import { parseReferenceData } from './parse.ts'

const runs = process.env['JINGWEI_LONG'] ? 10_000 : 500
const head = '{"$kind":"reference-data","name":"x","title":"x","key":["a","b"]}'
const textOf = (...rows: object[]): string => [head, ...rows.map(row => JSON.stringify(row)), ''].join('\n')
const canonical = (text: string) => canonicalText(referenceDataKind, text)

test('rows are written one a line, by key, key fields first', async () => {
  const text = textOf({ c: 1, b: 2, a: 'z' }, { a: 'a', b: 10, c: null }, { b: 9, a: 'a' })

  expect(await canonical(text.replaceAll('\n', '\r\n\n'))).toBe(
    textOf({ a: 'a', b: 10, c: null }, { a: 'a', b: 9 }, { a: 'z', b: 2, c: 1 }),
  )
  for (const path of ['reference-data/currency.jsonl', 'reference-data/country.jsonl'])
    expect(await canonical(referencePack[path] as string)).toBe(referencePack[path])
})

test('a text that extends another keeps what it takes away', async () => {
  const text = [
    head.replace(',', ',"$extends":"p/reference-data/x",'),
    '{"a":"a","b":1,"$remove":true}',
    '{"a":"b","b":1}',
    '',
  ].join('\n')

  expect(await canonical(text)).toBe(text)
})

test('two sides that change two rows are merged; one row changed twice is a conflict of one field', async () => {
  const base = textOf({ a: '1', b: 1, c: 1 }, { a: '2', b: 1, c: 1 })
  const theirs = textOf({ a: '1', b: 1, c: 2 }, { a: '2', b: 1, c: 1 }, { a: '3', b: 1, c: 1 })

  const merged = await mergeTexts(referenceDataKind, { base, theirs, ours: textOf({ a: '1', b: 1, c: 1 }) })
  const torn = await mergeTexts(referenceDataKind, { base, theirs, ours: textOf({ a: '1', b: 1, c: 3 }) })

  expect(merged.text).toBe(textOf({ a: '1', b: 1, c: 2 }, { a: '3', b: 1, c: 1 }))
  expect(torn.conflicts.map(conflict => conflict.at)).toEqual(['/rows/1|1/c'])
})

test('any row is written as it was read', async () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()))
  const row = fc.record({ a: fc.string({ minLength: 1 }), b: fc.nat(), c: value })

  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(row, { selector: each => `${each.a}|${each.b}` }), async rows => {
      const text = textOf(...rows)
      const { content } = await parseReferenceData({ text, file: 'x' })

      expect(Object.values(content!.rows)).toEqual(expect.arrayContaining(rows))
      expect(await canonical(await canonical(text))).toBe(await canonical(text))
    }),
    { numRuns: runs },
  )
})

test('any text is read or refused', async () => {
  const line = fc.oneof(fc.constant(head), fc.json(), fc.string(), fc.constant('{"a":"x","b":1}'))

  await fc.assert(
    fc.asyncProperty(fc.array(line), async lines => {
      const { content, diagnostics } = await parseReferenceData({ text: lines.join('\n'), file: 'x' })

      expect(content === undefined).toBe(diagnostics.length > 0)
    }),
    { numRuns: runs },
  )
})
