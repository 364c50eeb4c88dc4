import { expect, test } from 'vitest'
import { entityKind } from '../../kinds/entity/kind.ts'
import { formKind } from '../../kinds/form/kind.ts'
import { pageKind } from '../../kinds/page/kind.ts'
import { roleKind } from '../../kinds/role/kind.ts'
import { ruleSetKind } from '../../kinds/rule-set/kind.ts'
import type { Kind } from '../kind.ts'
import { compareTexts } from './compare-texts.ts'

const compared = async (kind: Kind, before: object | undefined, after: object | undefined) => {
  const text = (content: object | undefined) => (content === undefined ? undefined : JSON.stringify(content))
  const { changes, impact } = await compareTexts(kind, text(before), text(after))
  return { told: changes.map(change => [change.code, change.subject, change.impact]), impact }
}

const entity = (properties: object, more: object = {}) => ({ $kind: 'entity', name: 'e', properties, ...more })
const text = { type: 'string' }

test.each<[string, object, object, unknown[][]]>([
  ['a new field', entity({}), entity({ a: text }), [['field_added', 'a', 'safe']]],
  ['a field that went', entity({ a: text }), entity({}), [['field_removed', 'a', 'needs_migration']]],
  ['another type', entity({ a: text }), entity({ a: { type: 'boolean' } }), [['field_retyped', 'a', 'breaking']]],
  [
    'a wider type',
    entity({ a: { type: 'integer' } }),
    entity({ a: { type: 'string', format: 'decimal' } }),
    [
      ['field_retyped', 'a', 'needs_migration'],
      ['field_retyped', 'a', 'needs_migration'],
    ],
  ],
  [
    'another name',
    entity({ a: { ...text, title: 'A' } }),
    entity({ b: { ...text, title: 'B', 'x-renamed-from': 'a' } }),
    [
      ['field_renamed', 'b', 'needs_migration'],
      ['field_labelled', 'b', 'none'],
    ],
  ],
  ['a moved field', entity({ a: text, b: text }), entity({ b: text, a: text }), [['field_moved', 'b', 'none']]],
  [
    'a longer text',
    entity({ a: { ...text, maxLength: 1 } }),
    entity({ a: { ...text, maxLength: 2 } }),
    [['field_limit_changed', 'a', 'safe']],
  ],
  [
    'a shorter text',
    entity({ a: { ...text, maxLength: 2 } }),
    entity({ a: { ...text, maxLength: 1 } }),
    [['field_limit_changed', 'a', 'needs_migration']],
  ],
  [
    'options',
    entity({ a: { ...text, oneOf: [{ const: 'x' }] } }),
    entity({ a: { ...text, oneOf: [{ const: 'y' }] } }),
    [
      ['option_removed', 'x', 'needs_migration'],
      ['option_added', 'y', 'safe'],
    ],
  ],
  [
    'required fields',
    entity({}, { required: ['a'] }),
    entity({}, { required: ['b'] }),
    [
      ['field_optional', 'a', 'safe'],
      ['field_required', 'b', 'needs_migration'],
    ],
  ],
  [
    'fields of lines',
    entity({ l: { type: 'array', items: { type: 'object', properties: {} } } }),
    entity({ l: { type: 'array', items: { type: 'object', properties: { q: text } } } }),
    [['line_field_added', 'q', 'safe']],
  ],
  [
    'a unique combination',
    entity({}, { 'x-unique': [] }),
    entity({}, { 'x-unique': [['a', 'b']] }),
    [['unique_added', '["a","b"]', 'needs_migration']],
  ],
  ['the title', entity({}, { title: 'A' }), entity({}, { title: 'B' }), [['title_changed', 'title', 'none']]],
])('an entity: %s', async (_, before, after, told) => {
  expect((await compared(entityKind, before, after)).told).toEqual(told)
})

test('rules are told by their key, and what callers must know is grave', async () => {
  const rules = (...keys: string[]) => keys.map(key => ({ key, event: { params: { level: key.length } } }))
  const before = { rules: rules('a', 'b', 'c'), inputs: { properties: { x: { type: 'integer' } }, required: [] } }
  const after = {
    rules: [...rules('c', 'a'), { key: 'b', event: { params: { level: 9 } } }],
    inputs: { properties: { x: { type: 'boolean' } }, required: ['x'] },
  }

  expect(await compared(ruleSetKind, before, after)).toEqual({
    told: [
      ['fact_required', 'x', 'breaking'],
      ['fact_retyped', 'x', 'breaking'],
      ['rule_moved', 'c', 'safe'],
      ['rule_changed', 'b', 'safe'],
    ],
    impact: 'breaking',
  })
})

test('forms, pages and roles speak of fields, columns and rights', async () => {
  const form = (...fields: object[]) => ({ sections: [{ key: 's', title: 'S', fields }] })
  const page = (...columns: object[]) => ({ columns })
  const role = (...rules: object[]) => ({ rules })

  expect((await compared(formKind, form({ field: 'a' }), form({ field: 'b' }))).told).toEqual([
    ['field_withdrawn', 'a', 'safe'],
    ['field_placed', 'b', 'safe'],
  ])
  expect((await compared(pageKind, page({ field: 'a' }), page({ field: 'a', width: 80 }))).told).toEqual([
    ['column_changed', 'a', 'safe'],
  ])
  expect((await compared(roleKind, role({ key: 'r' }), role({ key: 'q' }))).told).toEqual([
    ['right_withdrawn', 'r', 'safe'],
    ['right_added', 'q', 'safe'],
  ])
})

test('a definition that came or went is one change', async () => {
  expect(await compared(entityKind, undefined, entity({}))).toEqual({
    told: [['definition_added', '', 'safe']],
    impact: 'safe',
  })
  expect((await compared(entityKind, entity({}), undefined)).told).toEqual([
    ['definition_removed', '', 'needs_migration'],
  ])
})

test('another form of the same content is no change', async () => {
  const { changes } = await compareTexts(
    entityKind,
    '{"name":"e","$kind":"entity"}',
    '{ "$kind": "entity",\n "name": "e" }',
  )

  expect(changes).toEqual([])
})
