import { expect, test } from 'vitest'
import { entityKind } from '../../kinds/entity/kind.ts'
import { formKind } from '../../kinds/form/kind.ts'
import { roleKind } from '../../kinds/role/kind.ts'
import { ruleSetKind } from '../../kinds/rule-set/kind.ts'
import { canonicalText, type TextKind } from '../content-tree.ts'
import { mergeTexts } from './merge-texts.ts'

const text = (content: object) => JSON.stringify(content)

const entity = (properties: object, more: object = {}) => ({
  $kind: 'entity',
  name: 'contract',
  title: 'Contract',
  type: 'object',
  'x-display': 'number',
  required: ['number'],
  properties: { number: { type: 'string', title: 'Number' }, ...properties },
  ...more,
})
const rules = (...rows: object[]) => ({
  $kind: 'rule-set',
  name: 'authority',
  title: 'Authority',
  hit_policy: 'first',
  inputs: { type: 'object', properties: { discount: { type: 'integer' }, margin: { type: 'integer' } } },
  outputs: { type: 'object', properties: { level: { type: 'integer' } } },
  rules: rows,
})
const rule = (key: string, limits: Record<string, number>, level: number) => ({
  key,
  conditions: { all: Object.entries(limits).map(([fact, value]) => ({ fact, operator: 'lessThan', value })) },
  event: { type: 'decided', params: { level } },
})
const merged = async (kind: TextKind, base: object, theirs: object, ours: object) => {
  const { text: result, conflicts } = await mergeTexts(kind, {
    base: text(base),
    theirs: text(theirs),
    ours: text(ours),
  })
  return { content: result === undefined ? undefined : JSON.parse(result), conflicts }
}

test('edits of one decision table in different cells, rows and places are all in the result', async () => {
  const [l0, l1] = [rule('l0', { discount: 5, margin: 30 }, 0), rule('l1', { discount: 10, margin: 20 }, 1)]
  const theirs = rules(rule('l0', { discount: 6, margin: 30 }, 0), l1, rule('l2', { discount: 20 }, 2))
  const ours = rules(rule('key_account', { discount: 15 }, 0), rule('l0', { discount: 5, margin: 25 }, 0), l1)

  const { content, conflicts } = await merged(ruleSetKind, rules(l0, l1), theirs, ours)

  expect(conflicts).toEqual([])
  expect(content).toEqual(
    rules(
      rule('key_account', { discount: 15 }, 0),
      rule('l0', { discount: 6, margin: 25 }, 0),
      l1,
      rule('l2', { discount: 20 }, 2),
    ),
  )
})

test('one cell that both sides changed is a conflict, and each choice gives its text', async () => {
  const [base, theirs, ours] = [5, 6, 7].map(limit => text(rules(rule('l0', { discount: limit }, 0))))
  const texts = { base, theirs, ours } as Record<'base' | 'theirs' | 'ours', string>

  const { text: open, conflicts } = await mergeTexts(ruleSetKind, texts)

  expect(open).toBeUndefined()
  expect(conflicts).toMatchObject([
    {
      at: '/rules/l0/conditions/all/discount lessThan',
      reason: 'both_changed',
      base: { value: 5 },
      theirs: { value: 6 },
      ours: { value: 7 },
    },
  ])
  for (const side of ['base', 'theirs', 'ours'] as const) {
    const decided = await mergeTexts(ruleSetKind, texts, { [conflicts[0]!.key]: side })
    expect(decided.conflicts).toMatchObject([{ choice: side }])
    expect(decided.text).toBe(await canonicalText(ruleSetKind, texts[side]))
  }
})

test('a choice does not outlive the values that it was made for', async () => {
  const three = (limit: number) => ({
    base: text(rules(rule('l0', { discount: 5 }, 0))),
    theirs: text(rules(rule('l0', { discount: limit }, 0))),
    ours: text(rules(rule('l0', { discount: 7 }, 0))),
  })
  const { conflicts } = await mergeTexts(ruleSetKind, three(6))

  const later = await mergeTexts(ruleSetKind, three(8), { [conflicts[0]!.key]: 'theirs' })

  expect(later.text).toBeUndefined()
  expect(later.conflicts).toHaveLength(1)
  expect(later.conflicts[0]).not.toHaveProperty('choice')
})

test('an edit lands on the field that the other side renamed', async () => {
  const theirs = entity({
    total: { type: 'string', format: 'decimal', title: 'Amount', 'x-renamed-from': 'amount' },
    note: { type: 'string' },
  })
  const ours = entity({
    note: { type: 'string' },
    amount: { type: 'string', format: 'decimal', title: 'Amount incl. tax' },
  })
  const base = entity({ amount: { type: 'string', format: 'decimal', title: 'Amount' }, note: { type: 'string' } })

  const { content, conflicts } = await merged(entityKind, base, theirs, ours)
  const mirrored = await merged(entityKind, base, ours, theirs)

  expect(conflicts).toEqual([])
  expect(content.properties).toEqual({
    number: { type: 'string', title: 'Number' },
    note: { type: 'string' },
    total: { type: 'string', format: 'decimal', title: 'Amount incl. tax', 'x-renamed-from': 'amount' },
  })
  expect(mirrored.content).toEqual(content)
})

test('two new names for one field are a conflict about the name', async () => {
  const named = (name: string) => entity({ [name]: { type: 'integer', 'x-renamed-from': 'amount' } })
  const texts = {
    base: text(entity({ amount: { type: 'integer' } })),
    theirs: text(named('total')),
    ours: text(named('sum')),
  }

  const { conflicts } = await mergeTexts(entityKind, texts)

  expect(conflicts).toMatchObject([
    { at: '/properties/amount', reason: 'renamed_apart', base: 'amount', theirs: 'total', ours: 'sum' },
  ])
  const decided = await mergeTexts(entityKind, texts, { [conflicts[0]!.key]: 'theirs' })
  expect(decided.text).toBe(await canonicalText(entityKind, texts.theirs))
  const undone = await mergeTexts(entityKind, texts, { [conflicts[0]!.key]: 'base' })
  expect(undone.text).toBe(await canonicalText(entityKind, texts.base))
})

test('a name that the other side has given to a field of its own is not followed', async () => {
  const base = entity({ amount: { type: 'integer' } })
  const theirs = entity({ total: { type: 'integer', 'x-renamed-from': 'amount' } })
  const ours = entity({ amount: { type: 'integer', title: 'A' }, total: { type: 'boolean' } })

  const { conflicts } = await merged(entityKind, base, theirs, ours)

  expect(conflicts.map(({ at, reason }) => [at, reason])).toEqual([
    ['/properties/amount', 'deleted_and_changed'],
    ['/properties/total', 'both_added'],
  ])
})

test('half of a retype never mixes with the other type, what does not depend on the type does', async () => {
  const base = entity({ level: { type: 'string', title: 'Level', maxLength: 10 } })
  const theirs = entity({ level: { type: 'integer', title: 'Level', minimum: 0 } })
  const ours = entity({ level: { type: 'string', title: 'Rank', maxLength: 20 } })

  const { conflicts } = await merged(entityKind, base, theirs, ours)

  expect(conflicts).toMatchObject([
    {
      at: '/properties/level',
      reason: 'both_changed',
      base: { type: 'string', maxLength: 10 },
      theirs: { type: 'integer', minimum: 0 },
      ours: { type: 'string', maxLength: 20 },
    },
  ])
  const decided = await mergeTexts(
    entityKind,
    { base: text(base), theirs: text(theirs), ours: text(ours) },
    { [conflicts[0]!.key]: 'theirs' },
  )
  expect(JSON.parse(decided.text!).properties.level).toEqual({ type: 'integer', title: 'Rank', minimum: 0 })
})

test('options, required fields and rights of both sides unite', async () => {
  const option = (value: string) => ({ const: value, title: value })
  const state = (...options: string[]) => ({ state: { type: 'string', oneOf: options.map(option) } })

  const { content, conflicts } = await merged(
    entityKind,
    entity(state('a', 'b')),
    entity(state('a', 'b', 'c'), { required: ['number', 'state'] }),
    entity(state('z', 'a')),
  )
  const right = (fields: string[]) => ({
    $kind: 'role',
    name: 'sales',
    title: 'Sales',
    rules: [{ key: 'r', action: 'read', subject: 'contract', fields }],
  })
  const role = await merged(roleKind, right(['a', 'b']), right(['a', 'b', 'c']), right(['b', 'd']))

  expect(conflicts).toEqual([])
  expect(content.properties.state.oneOf).toEqual(['z', 'a', 'c'].map(option))
  expect(content.required).toEqual(['number', 'state'])
  expect(role.content.rules[0].fields).toEqual(['b', 'c', 'd'])
})

test('conditions are not mixed with those of another subject', async () => {
  const right = (subject: string, conditions: object) => ({
    $kind: 'role',
    name: 'sales',
    title: 'Sales',
    rules: [{ key: 'r', action: 'read', subject, conditions }],
  })

  const { conflicts } = await merged(
    roleKind,
    right('contract', { state: 'draft' }),
    right('order', { state: 'draft' }),
    right('contract', { state: 'signed' }),
  )

  expect(conflicts).toMatchObject([
    { at: '/rules/r', theirs: { subject: 'order' }, ours: { conditions: { state: 'signed' } } },
  ])
})

test('a definition that one side deleted and the other left alone is deleted, one that was edited is a conflict', async () => {
  const base = text(entity({}))
  const edited = text(entity({ note: { type: 'string' } }))

  expect(await mergeTexts(entityKind, { base, theirs: undefined, ours: base })).toMatchObject({
    text: undefined,
    conflicts: [],
  })
  const { conflicts } = await mergeTexts(entityKind, { base, theirs: undefined, ours: edited })
  expect(conflicts).toMatchObject([{ at: '', reason: 'deleted_and_changed', theirs: undefined }])
  const texts = { base, theirs: undefined, ours: edited }
  expect((await mergeTexts(entityKind, texts, { [conflicts[0]!.key]: 'theirs' })).text).toBeUndefined()
  expect((await mergeTexts(entityKind, texts, { [conflicts[0]!.key]: 'ours' })).text).toBe(
    await canonicalText(entityKind, edited),
  )
})

test('orders that contradict each other are a conflict, and the chosen one stands', async () => {
  const form = (...fields: string[]) => ({
    $kind: 'form',
    name: 'f',
    title: 'F',
    entity: 'contract',
    sections: [{ key: 's', title: 'S', fields: fields.map(field => ({ field })) }],
  })
  const texts = {
    base: text(form('a', 'b', 'c', 'd')),
    theirs: text(form('b', 'c', 'd', 'a')),
    ours: text(form('b', 'c', 'a', 'd', 'n')),
  }

  const { conflicts } = await mergeTexts(formKind, texts)
  const neighbours = await merged(formKind, form('a', 'b', 'c'), form('b', 'a', 'c'), form('a', 'c', 'b'))

  expect(conflicts).toMatchObject([{ at: '/sections/s/fields', reason: 'moved_apart', theirs: ['b', 'c', 'd', 'a'] }])
  expect(neighbours.conflicts).toMatchObject([{ reason: 'moved_apart' }])
  const decided = await mergeTexts(formKind, texts, { [conflicts[0]!.key]: 'theirs' })
  expect(JSON.parse(decided.text!)).toEqual(form('b', 'c', 'd', 'n', 'a'))
})

test('what was taken from which side is told', async () => {
  const { merged: taken } = await mergeTexts(entityKind, {
    base: text(entity({})),
    theirs: text(entity({ a: { type: 'string' } })),
    ours: text(entity({}, { title: 'Agreement' })),
  })

  expect(taken).toEqual({
    fromTheirs: [{ op: 'add', at: '/properties/a', after: { type: 'string' }, behind: 'number' }],
    fromOurs: [{ op: 'replace', at: '/title', before: 'Contract', after: 'Agreement' }],
  })
})

test('a text that is none of its kind is refused with its fault', async () => {
  await expect(mergeTexts(entityKind, { base: '{', theirs: '{}', ours: '{}' })).rejects.toMatchObject({
    code: 'definition.unreadable',
  })
})
