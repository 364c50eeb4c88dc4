import { expect, test } from 'vitest'
import { layer } from './layering.ts'

const schema = {
  type: 'object',
  properties: {
    sections: {
      type: 'array',
      'x-key': 'key',
      items: { $ref: '#/$defs/section' },
    },
    required: { type: 'array', 'x-key': '' },
    sort: { type: 'array' },
    labels: { type: 'object', additionalProperties: { type: 'object' } },
  },
  $defs: { section: { properties: { fields: { type: 'array', 'x-key': 'field' } } } },
}
const base = {
  title: 'Base',
  sections: [
    { key: 'a', title: 'A', fields: [{ field: 'one' }, { field: 'two', span: 2 }] },
    { key: 'b', title: 'B', fields: [] },
  ],
  required: ['one'],
  sort: ['one'],
  labels: { x: { text: 'X' } },
}
const over = (...patches: object[]) =>
  layer(
    [base, ...patches].map((content, i) => ({ owner: i, content })),
    schema,
  )

test('objects merge deep, scalars and plain arrays replace, null removes', () => {
  const { content } = over({ title: 'New', sort: ['two'], labels: { x: null, y: { text: 'Y' } } })

  expect(content).toMatchObject({ title: 'New', sort: ['two'], labels: { y: { text: 'Y' } } })
  expect((content as typeof base).labels).not.toHaveProperty('x')
})

test('arrays with a key merge by it, at every depth, and new items stand at the end', () => {
  const { content } = over({
    sections: [
      { key: 'a', fields: [{ field: 'two', span: 1 }, { field: 'three' }] },
      { key: 'c', title: 'C' },
    ],
  })

  expect((content as any).sections).toEqual([
    { key: 'a', title: 'A', fields: [{ field: 'one' }, { field: 'two', span: 1 }, { field: 'three' }] },
    { key: 'b', title: 'B', fields: [] },
    { key: 'c', title: 'C' },
  ])
})

test('lists whose items are their own key are united', () => {
  expect((over({ required: ['two', 'one'] }).content as typeof base).required).toEqual(['one', 'two'])
})

test('an item can be removed, and placed after another', () => {
  const { content } = over({
    sections: [
      { key: 'b', $remove: true },
      { key: 'n', title: 'N' },
      { key: 'm', $after: 'a', title: 'M' },
    ],
  })

  expect((content as any).sections.map((section: { key: string }) => section.key)).toEqual(['a', 'm', 'n'])
  expect((content as any).sections[1]).toEqual({ key: 'm', title: 'M' })
})

test('an instruction that names nothing stays, for the schema check to report', () => {
  const { content } = over({
    sections: [
      { key: 'z', $remove: true },
      { key: 'y', $after: 'nowhere' },
    ],
  })

  expect((content as any).sections.slice(2)).toEqual([
    { key: 'z', $remove: true },
    { key: 'y', $after: 'nowhere' },
  ])
})

test('every part knows the layer that wrote it, and where it stands there', () => {
  const { origin } = over(
    {
      sections: [
        { key: 'c', title: 'C' },
        { key: 'a', fields: [{ field: 'three', help: 'h' }] },
      ],
    },
    { sections: [{ key: 'a', title: 'AA' }], labels: { y: { text: 'Y' } } },
  )

  expect(origin('/title')).toEqual({ owner: 0, pointer: '/title' })
  expect(origin('/sections/0/title')).toEqual({ owner: 2, pointer: '/sections/0/title' })
  expect(origin('/sections/0/fields/1/span')).toEqual({ owner: 0, pointer: '/sections/0/fields/1/span' })
  expect(origin('/sections/0/fields/2/help')).toEqual({ owner: 1, pointer: '/sections/1/fields/0/help' })
  expect(origin('/sections/2/title')).toEqual({ owner: 1, pointer: '/sections/0/title' })
  expect(origin('/labels/y/text')).toEqual({ owner: 2, pointer: '/labels/y/text' })
  expect(origin('/sort/0')).toEqual({ owner: 0, pointer: '/sort/0' })
})

test('the layers themselves are not changed', () => {
  const patch = { sections: [{ key: 'm', $after: 'a' }] }
  const before = structuredClone([base, patch])

  over(patch)

  expect([base, patch]).toEqual(before)
})
