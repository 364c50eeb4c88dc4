import fc from 'fast-check'
import { format, resolveConfig } from 'prettier'
import { expect, test } from 'vitest'
import { entityKind } from '../kinds/entity/kind.ts'
import order from '../kinds/entity/fixtures/order.entity.json' with { type: 'json' }
import { canonicalJson } from './canonical.ts'

const schema = {
  properties: { $kind: {}, name: {}, items: { type: 'array', items: { properties: { key: {}, title: {} } } } },
}

test('keys stand in the order of the schema, unknown ones behind, free names as the author wrote them', () => {
  const text = canonicalJson(
    { other: 1, items: [{ title: 'T', key: 'k' }], name: 'n', $extends: 'x', $kind: 'a' },
    schema,
  )

  expect(Object.keys(JSON.parse(text))).toEqual(['$kind', '$extends', 'name', 'items', 'other'])
  expect(Object.keys(JSON.parse(text).items[0])).toEqual(['key', 'title'])
  expect(Object.keys(JSON.parse(canonicalJson(order, entityKind.schema)).properties)).toEqual(
    Object.keys(order.properties),
  )
})

test('what fits stands on one line, several objects each on their own', () => {
  expect(
    canonicalJson(
      {
        name: 'n',
        items: [
          { key: 'a', title: 'A' },
          { key: 'b', title: 'B' },
        ],
      },
      schema,
    ),
  ).toBe(
    '{\n  "name": "n",\n  "items": [\n    { "key": "a", "title": "A" },\n    { "key": "b", "title": "B" }\n  ]\n}\n',
  )
})

test('one changed item is one changed line', () => {
  const lines = (title: string) =>
    canonicalJson(
      {
        items: [
          { key: 'a', title },
          { key: 'b', title: 'B' },
          { key: 'c', title: 'C' },
        ],
      },
      schema,
    ).split('\n')

  const [before, after] = [lines('A'), lines('改了')]

  expect(before.filter((line, i) => line !== after[i])).toHaveLength(1)
})

const json = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }), tie('value'), { maxKeys: 5 }),
  ),
  leaf: fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom('客户', '合同金额（含税）'),
  ),
}))

test('the text says what the content says, and is written the same again', () => {
  fc.assert(
    fc.property(json.value, content => {
      const text = canonicalJson(content, schema)

      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(content)))
      expect(canonicalJson(JSON.parse(text), schema)).toBe(text)
    }),
  )
})

test('Prettier leaves a canonical text as it is', async () => {
  const options = await resolveConfig(new URL(import.meta.url).pathname)
  const text = canonicalJson(order, entityKind.schema)

  expect(await format(text, { ...options, parser: 'json' })).toBe(text)
})
