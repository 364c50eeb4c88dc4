import { expect, test } from 'vitest'
import { compileDefinitions } from '../../engine/src/metadata/compile-definitions.ts'
import { planRename, type RenamePlan } from '../../engine/src/metadata/rename/plan-rename.ts'
import { createWorkspace } from '../../engine/src/metadata/workspace.ts'
import {
  document,
  english,
  flow,
  manifest,
  order,
  packOf,
  renameInput as input,
  rows,
} from '../support/rename-packs.ts'

const fileOf = ({ changes }: RenamePlan, file: string): string => changes.find(change => change.file === file)!.text

test('the packs of these tests are sound', async () => {
  expect((await compileDefinitions(input())).diagnostics).toEqual([])
})

test('a field is renamed wherever it is meant, and nowhere else that it is said', async () => {
  const plan = await planRename(input(), 'base/entity/order#amount', 'total')

  const entity = JSON.parse(fileOf(plan, 'base/entities/order.entity.json'))
  expect(Object.keys(entity.properties)).toEqual(['code', 'buyer', 'days', 'note', 'total', 'parts', 'most', 'all'])
  expect(entity.properties.total['x-renamed-from']).toBe('amount')
  expect([entity.required, entity['x-indexes']]).toEqual([['total'], [['buyer', 'total']]])
  expect(entity.properties.parts).toEqual({
    ...order.properties.parts,
    items: {
      ...order.properties.parts.items,
      properties: {
        ...order.properties.parts.items.properties,
        bonus: { ...order.properties.parts.items.properties.bonus, 'x-computed': 'record.total + amount' },
      },
    },
  })
  expect(entity.properties.all['x-computed']).toBe('sum(for part in parts return part.amount + total)')
  expect(JSON.parse(fileOf(plan, 'base/forms/order_edit.form.json')).sections).toEqual([
    {
      key: 'amount',
      title: 'amount',
      fields: [
        { field: 'code' },
        { field: 'note' },
        { field: 'total', help: 'amount', visible_when: 'code != "amount"' },
      ],
    },
  ])
  const list = JSON.parse(fileOf(plan, 'base/pages/order_list.page.json'))
  expect([list.columns[1].field, list.sort, list.views[0].filter.or[0], list.views[0].key]).toEqual([
    'total',
    ['-total'],
    { total: { gte: 5 } },
    'amount',
  ])
  const [rule] = JSON.parse(fileOf(plan, 'base/roles/seller.role.json')).rules
  expect([rule.key, rule.conditions, rule.fields]).toEqual([
    'amount',
    { total: { $gt: 3 } },
    ['*', '!total', '!parts.amount'],
  ])
  expect(fileOf(plan, 'base/flows/order.bpmn')).toBe(flow.replace('record.amount', 'record.total'))
  expect(fileOf(plan, 'base/document-templates/order_print.hbs')).toBe(
    document
      .replace('{{amount}} {{title amount}}', '{{total}} {{title total}}')
      .replace('{{../amount}}', '{{../total}}'),
  )
})

test('translations, cases and demo data follow', async () => {
  const plan = await planRename(input(), 'base/entity/order#amount', 'total')

  expect(JSON.parse(fileOf(plan, 'base/locales/en.json'))).toEqual({
    ...english,
    'base/entity/order': {
      '/properties/total/title': 'Amount',
      '/properties/parts/items/properties/amount/title': 'Amount',
    },
    'base/form/order_edit': { '/sections/amount/title': 'amount', '/sections/amount/fields/total/help': 'amount' },
  })
  const [{ given, then, key }] = JSON.parse(fileOf(plan, 'base/entities/order.case.json')).cases
  expect({ given, then, key }).toEqual({
    key: 'amount',
    given: { record: { total: 1, parts: [{ amount: 2 }], code: 'amount' } },
    then: { record: { total: 1 }, problems: [{ pointer: '/parts/0/amount' }, { pointer: '/total' }] },
  })
  expect(fileOf(plan, 'base/demo-data/order.jsonl')).toBe(
    rows.replace('"amount":1', '"total":1').replace('"amount":3', '"total":3'),
  )
})

test('a layer above follows: what it patches, removes and puts behind', async () => {
  const amount = await planRename(input(), 'base/entity/order#amount', 'total')
  const note = await planRename(input(), 'base/entity/order#note', 'remark')

  const patch = JSON.parse(fileOf(amount, 'upper/entities/order.entity.json')).properties
  expect([patch.total, patch.extra['x-computed']]).toEqual([{ maximum: 9 }, 'total + 1'])
  expect(JSON.parse(fileOf(amount, 'upper/forms/order_edit.form.json')).sections[0].fields[0].$after).toBe('total')
  expect(JSON.parse(fileOf(note, 'upper/entities/order.entity.json')).properties.remark).toBe(null)
  expect(JSON.parse(fileOf(note, 'upper/forms/order_edit.form.json')).sections[0].fields[1]).toEqual({
    field: 'remark',
    $remove: true,
  })
})

test('a field of line items, and a field behind a reference, are told from their namesakes', async () => {
  const inLines = await planRename(input(), 'base/entity/order#parts.amount', 'pieces')
  const behind = await planRename(input(), 'base/entity/customer#days', 'term')

  const { properties } = JSON.parse(fileOf(inLines, 'base/entities/order.entity.json'))
  expect(properties.most['x-computed']).toBe('max(parts[pieces > 5].pieces)')
  expect(properties.parts.items.properties.share['x-computed']).toBe(
    'pieces * (if "amount" = "\\u0061mount" then 2 else 1)',
  )
  expect(fileOf(inLines, 'base/document-templates/order_print.hbs')).toContain('<p>{{pieces}} {{../amount}}</p>')
  expect(JSON.parse(fileOf(behind, 'base/entities/order.entity.json')).properties.days).toEqual({
    ...order.properties.days,
    'x-lookup': { ref: 'buyer', field: 'term' },
  })
  expect(fileOf(behind, 'base/pages/order_list.page.json')).toContain('"buyer.term"')
})

test('a definition takes its files, its cases and its translations along', async () => {
  const plan = await planRename(input(), 'base/entity/order', 'purchase')

  const names = plan.changes.flatMap(({ newFile }) => newFile ?? [])
  expect(names).toEqual([
    'base/demo-data/purchase.jsonl',
    'base/entities/purchase.case.json',
    'base/entities/purchase.entity.json',
    'upper/entities/purchase.entity.json',
  ])
  expect(JSON.parse(fileOf(plan, 'upper/entities/order.entity.json'))).toMatchObject({
    $extends: 'base/entity/purchase',
    name: 'purchase',
  })
  expect(fileOf(plan, 'base/flows/order.bpmn')).toBe(flow.replace('entity="order"', 'entity="purchase"'))
  expect(Object.keys(JSON.parse(fileOf(plan, 'base/locales/en.json')))[0]).toBe('base/entity/purchase')
  expect(plan.notes).toHaveLength(1)
})

test.each([
  ['base/entity/order#amount', 'Total', 'rename.invalid_name'],
  ['base/entity/order#amount', 'code', 'rename.invalid_name'],
  ['base/form/order_edit', 'order_edit', 'rename.invalid_name'],
  ['base/entity/order#amont', 'total', 'rename.unknown_target'],
  ['base/entity/ordr', 'purchase', 'rename.unknown_target'],
  ['base/role/seller#amount', 'total', 'rename.unknown_target'],
  ['base/entity/order#parts', 'pieces', 'rename.not_offered'],
  // A word of the engine, and a name that a loop would hide.
  ['base/entity/order#amount', 'today', 'rename.meaning_changed'],
  ['base/entity/order#amount', 'part', 'rename.meaning_changed'],
])('%s can not become %s: %s', async (target, name, code) => {
  await expect(planRename(input(), target, name)).rejects.toMatchObject({ code })
})

test('a use in a pack that may not change, and packs with errors, are refused', async () => {
  const outside = planRename(input({ changeable: ['base'] }), 'base/entity/order#amount', 'total')
  const faulty = input({
    packs: [...input().packs, packOf('broken', { 'pack.json': manifest('broken'), 'roles/a.role.json': '{' })],
  })

  await expect(outside).rejects.toMatchObject({ code: 'rename.outside' })
  await expect(planRename(faulty, 'base/entity/order#amount', 'total')).rejects.toMatchObject({
    code: 'rename.faulty_packs',
  })
})

test('where a field is used is told with file, line and column', async () => {
  const workspace = createWorkspace(input())

  const uses = await workspace.references('base/entity/order#parts.amount')

  const [role] = uses.filter(use => use.id === 'base/role/seller')
  expect(role).toMatchObject({
    file: 'base/roles/seller.role.json',
    to: 'entity/order#parts.amount',
    at: '/rules/0/fields/2',
  })
  const { line, column } = role!
  const written = input()
    .packs[0]!.files.find(each => each.path === 'roles/seller.role.json')!
    .text.split('\n')
  expect(written[line - 1]!.slice(column - 1)).toBe('amount"')
  expect([...new Set(uses.map(use => use.file))]).toEqual([
    'base/document-templates/order_print.hbs',
    'base/entities/order.case.json',
    'base/entities/order.entity.json',
    'base/locales/en.json',
    'base/roles/seller.role.json',
  ])
})

test('where an entity is used, its fields included', async () => {
  const workspace = createWorkspace(input())

  const uses = await workspace.references('base/entity/customer')

  expect(uses.map(({ id, to, at }) => `${id} ${to} ${at}`)).toEqual([
    'base/document-template/order_print entity/customer#days ',
    'base/entity/customer entity/customer#name /x-display',
    'base/entity/order entity/customer#name /x-search/1',
    'base/entity/order entity/customer /properties/buyer/x-ref',
    'base/entity/order entity/customer#days /properties/days/x-lookup/field',
    'base/page/order_list entity/customer#days /views/0/filter/or/1/buyer.days',
  ])
})
