import { expect, test } from 'vitest'
import { kinds } from '../../engine/src/kinds/index.ts'
import { compileDefinitions } from '../../engine/src/metadata/compile-definitions.ts'
import { planRename, type RenameInput, type RenamePlan } from '../../engine/src/metadata/rename/plan-rename.ts'
import { createWorkspace } from '../../engine/src/metadata/workspace.ts'

const order = {
  $kind: 'entity',
  name: 'order',
  title: 'Order',
  type: 'object',
  'x-display': 'code',
  'x-search': ['code', 'buyer.name'],
  'x-indexes': [['buyer', 'amount']],
  required: ['amount'],
  properties: {
    code: { type: 'string', title: 'Code' },
    buyer: { type: 'string', format: 'uuid', title: 'Buyer', 'x-ref': 'customer' },
    days: { type: 'integer', title: 'Days', 'x-lookup': { ref: 'buyer', field: 'days' } },
    note: { type: 'string', title: 'Note' },
    amount: { type: 'integer', title: 'Amount', minimum: 0 },
    parts: {
      type: 'array',
      title: 'Parts',
      'x-lines': true,
      items: {
        type: 'object',
        properties: {
          amount: { type: 'integer', title: 'Amount' },
          share: {
            type: 'integer',
            title: 'Share',
            'x-computed': 'amount * (if "amount" = "\\u0061mount" then 2 else 1)',
          },
          bonus: { type: 'integer', title: 'Bonus', 'x-computed': 'record.amount + amount' },
        },
      },
    },
    most: { type: 'integer', title: 'Most', 'x-computed': 'max(parts[amount > 5].amount)' },
    all: { type: 'integer', title: 'All', 'x-computed': 'sum(for part in parts return part.amount + amount)' },
  },
}
const customer = {
  $kind: 'entity',
  name: 'customer',
  title: 'Customer',
  type: 'object',
  'x-display': 'name',
  properties: { name: { type: 'string', title: 'Name' }, days: { type: 'integer', title: 'Days' } },
}
const form = {
  $kind: 'form',
  name: 'order_edit',
  title: 'Order',
  entity: 'order',
  sections: [
    {
      key: 'amount',
      title: 'amount',
      fields: [
        { field: 'code' },
        { field: 'note' },
        { field: 'amount', help: 'amount', visible_when: 'code != "amount"' },
      ],
    },
  ],
}
const page = {
  $kind: 'page',
  name: 'order_list',
  title: 'Orders',
  type: 'list',
  entity: 'order',
  columns: [{ field: 'code' }, { field: 'amount' }],
  sort: ['-amount'],
  views: [{ key: 'amount', title: 'Big', filter: { or: [{ amount: { gte: 5 } }, { 'buyer.days': { eq: 3 } }] } }],
}
const role = {
  $kind: 'role',
  name: 'seller',
  title: 'Seller',
  rules: [
    {
      key: 'amount',
      action: 'read',
      subject: 'order',
      conditions: { amount: { $gt: 3 } },
      fields: ['*', '!amount', '!parts.amount'],
    },
  ],
}
const flow = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:jw="urn:jingwei:bpmn:1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="urn:x">
<process id="order" name="amount" isExecutable="true">
<startEvent id="s"><extensionElements><jw:trigger type="record" entity="order" on="create" /></extensionElements></startEvent>
<exclusiveGateway id="g" default="no" />
<userTask id="amount" jw:kind="task" jw:form="order_edit"><extensionElements><jw:assignment type="starter" /></extensionElements></userTask>
<endEvent id="e" />
<sequenceFlow id="f" sourceRef="s" targetRef="g" /><sequenceFlow id="no" sourceRef="g" targetRef="e" />
<sequenceFlow id="yes" sourceRef="g" targetRef="amount"><conditionExpression xsi:type="tFormalExpression">=record.amount &gt; 5</conditionExpression></sequenceFlow>
<sequenceFlow id="end" sourceRef="amount" targetRef="e" />
</process></definitions>`
const document = `---json
{ "$kind": "document-template", "name": "order_print", "title": "amount", "entity": "order", "format": "pdf" }
---
<p>amount {{amount}} {{title amount}} {{buyer.days}}</p>{{#each parts}}<p>{{amount}} {{../amount}}</p>{{/each}}
`
const english = {
  'base/entity/order': {
    '/properties/amount/title': 'Amount',
    '/properties/parts/items/properties/amount/title': 'Amount',
  },
  'base/form/order_edit': { '/sections/amount/title': 'amount', '/sections/amount/fields/amount/help': 'amount' },
  'base/page/order_list': { '/views/amount/title': 'amount' },
}
const cases = {
  $kind: 'case',
  of: 'entity/order',
  cases: [
    {
      key: 'amount',
      title: 'amount',
      given: { record: { amount: 1, parts: [{ amount: 2 }], code: 'amount' } },
      then: { record: { amount: 1 }, problems: [{ pointer: '/parts/0/amount' }, { pointer: '/amount' }] },
    },
  ],
}
const upperOrder = {
  $kind: 'entity',
  $extends: 'base/entity/order',
  name: 'order',
  properties: {
    amount: { maximum: 9 },
    note: null,
    extra: { type: 'integer', title: 'Extra', 'x-computed': 'amount + 1' },
  },
}
const upperForm = {
  $kind: 'form',
  $extends: 'base/form/order_edit',
  name: 'order_edit',
  sections: [
    {
      key: 'amount',
      fields: [
        { field: 'extra', $after: 'amount' },
        { field: 'note', $remove: true },
      ],
    },
  ],
}
const rows = `{"code":"a","amount":1,"parts":[{"amount":2}],"buyer":{"$ref":"customer","name":"amount"}}\n{"amount":3}\n`

const manifest = (name: string, requires = {}) => ({
  name,
  version: '1.0.0',
  title: name,
  engine: '>=0.1.0',
  requires,
  locales: ['zh-CN', 'en'],
})
const text = (content: unknown) => (typeof content === 'string' ? content : JSON.stringify(content, null, 2))
const packOf = (folder: string, files: Record<string, unknown>) => ({
  folder,
  files: Object.entries(files).map(([path, content]) => ({ path, text: text(content) })),
})

const input = (more: Partial<RenameInput> = {}): RenameInput => ({
  packs: [
    packOf('base', {
      'pack.json': manifest('base'),
      'entities/order.entity.json': order,
      'entities/customer.entity.json': customer,
      'entities/order.case.json': cases,
      'forms/order_edit.form.json': form,
      'pages/order_list.page.json': page,
      'roles/seller.role.json': role,
      'flows/order.bpmn': flow,
      'document-templates/order_print.hbs': document,
      'locales/en.json': english,
    }),
    packOf('upper', {
      'pack.json': manifest('upper', { base: '^1.0.0' }),
      'entities/order.entity.json': upperOrder,
      'forms/order_edit.form.json': upperForm,
    }),
  ],
  kinds,
  functions: [],
  data: [{ file: 'base/demo-data/order.jsonl', text: rows }],
  ...more,
})

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
