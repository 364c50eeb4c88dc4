import { kinds } from '../../engine/src/kinds/index.ts'
import type { RenameInput } from '../../engine/src/metadata/rename/plan-rename.ts'

export const order = {
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
export const flow = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:jw="urn:jingwei:bpmn:1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="urn:x">
<process id="order" name="amount" isExecutable="true">
<startEvent id="s"><extensionElements><jw:trigger type="record" entity="order" on="create" /></extensionElements></startEvent>
<exclusiveGateway id="g" default="no" />
<userTask id="amount" jw:kind="task" jw:form="order_edit"><extensionElements><jw:assignment type="starter" /></extensionElements></userTask>
<endEvent id="e" />
<sequenceFlow id="f" sourceRef="s" targetRef="g" /><sequenceFlow id="no" sourceRef="g" targetRef="e" />
<sequenceFlow id="yes" sourceRef="g" targetRef="amount"><conditionExpression xsi:type="tFormalExpression">=record.amount &gt; 5</conditionExpression></sequenceFlow>
<sequenceFlow id="end" sourceRef="amount" targetRef="e" />
</process></definitions>`
export const document = `---json
{ "$kind": "document-template", "name": "order_print", "title": "amount", "entity": "order", "format": "pdf" }
---
<p>amount {{amount}} {{title amount}} {{buyer.days}}</p>{{#each parts}}<p>{{amount}} {{../amount}}</p>{{/each}}
`
export const english = {
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
export const rows = `{"code":"a","amount":1,"parts":[{"amount":2}],"buyer":{"$ref":"customer","name":"amount"}}\n{"amount":3}\n`

export const manifest = (name: string, requires = {}) => ({
  name,
  version: '1.0.0',
  title: name,
  engine: '>=0.1.0',
  requires,
  locales: name === 'base' ? ['zh-CN', 'en'] : ['zh-CN'],
})
const text = (content: unknown) => (typeof content === 'string' ? content : JSON.stringify(content, null, 2))
/** A pack of JSON contents and texts, by path. */
export const packOf = (folder: string, files: Record<string, unknown>) => ({
  folder,
  files: Object.entries(files).map(([path, content]) => ({ path, text: text(content) })),
})

/** Two sound packs in which many things are called "amount". */
export const renameInput = (more: Partial<RenameInput> = {}): RenameInput => ({
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
