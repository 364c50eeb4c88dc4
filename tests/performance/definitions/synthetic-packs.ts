// Packs as large as one wants, of definitions as long and as entangled as those of definitions/: groups of a partner, an
// item and an order, with forms, pages, a rule set, an approval flow, a role and a printed document. Every group refers to
// the one before it, a second pack lays a patch over every order, and all has an English translation.
import { canonicalJson } from '../../../engine/src/metadata/canonical.ts'
import type { PackFile } from '../../../engine/src/metadata/kind.ts'
import type { PackFolder } from '../../../engine/src/metadata/pack.ts'
import { document, flow } from './synthetic-texts.ts'
import { translations } from './synthetic-translations.ts'

/** Definitions in one group, the patch not counted. */
export const GROUP_SIZE = 12

export function syntheticPacks(groups: number): PackFolder[] {
  const base: Definitions = new Map()
  const industry: Definitions = new Map()
  for (let i = 0; i < groups; i++) {
    for (const [path, content] of group(i)) base.set(path, content)
    industry.set(`entities/order_${i}.entity.json`, orderPatch(i))
  }
  const english = JSON.stringify(translations(base, 'base'))
  const patchEnglish = JSON.stringify(translations(industry, 'base'))
  return [
    pack('base', {}, base, english),
    pack('industry', { base: '^1.0.0' }, industry, patchEnglish),
  ]
}

export type Definitions = Map<string, string | Record<string, unknown>>

function pack(name: string, requires: Record<string, string>, definitions: Definitions, english: string): PackFolder {
  const manifest = { name, version: '1.0.0', title: name, engine: '>=0.1.0', requires, locales: ['zh-CN', 'en'] }
  const files: PackFile[] = [
    { path: 'pack.json', text: JSON.stringify(manifest) },
    { path: 'locales/en.json', text: english },
  ]
  for (const [path, content] of definitions)
    files.push({ path, text: typeof content === 'string' ? content : canonicalJson(content, {}) })
  return { folder: name, files: files.sort((a, b) => (a.path < b.path ? -1 : 1)) }
}

const text = (title: string, more = {}) => ({ type: 'string', title, maxLength: 200, ...more })
const money = (title: string, computed?: string) => ({
  type: 'string',
  format: 'decimal',
  title,
  'x-money': { currency: 'CNY' },
  ...(computed === undefined ? {} : { 'x-computed': computed }),
})
const decimal = (title: string, more = {}) => ({
  type: 'string',
  format: 'decimal',
  title,
  'x-decimal': { precision: 18, scale: 4 },
  ...more,
})
const reference = (title: string, target: string) => ({ type: 'string', format: 'uuid', title, 'x-ref': target })
const choice = (title: string, values: string[], more = {}) => ({
  type: 'string',
  title,
  oneOf: values.map(value => ({ const: value, title: `值 ${value}` })),
  ...more,
})
const texts = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`remark_${i}`, text(`备注 ${i}`)]))

function group(i: number): Definitions {
  const before = Math.max(0, i - 1)
  return new Map<string, string | Record<string, unknown>>([
    [`entities/partner_${i}.entity.json`, partner(i, before)],
    [`entities/item_${i}.entity.json`, item(i)],
    [`entities/order_${i}.entity.json`, order(i)],
    [`roles/seller_${i}.role.json`, role(i)],
    [`rule-sets/authority_${i}.rule-set.json`, ruleSet(i)],
    [`document-templates/order_print_${i}.hbs`, document(i)],
    [`forms/partner_edit_${i}.form.json`, partnerForm(i)],
    [`forms/order_edit_${i}.form.json`, orderForm(i)],
    [`pages/order_list_${i}.page.json`, listPage(i)],
    [`pages/order_record_${i}.page.json`, recordPage(i)],
    [`pages/partner_list_${i}.page.json`, partnerPage(i)],
    [`flows/order_approval_${i}.bpmn`, flow(i)],
  ])
}

const entity = (name: string, title: string, properties: object, more: object = {}) => ({
  $kind: 'entity',
  name,
  title,
  type: 'object',
  'x-display': 'name',
  properties: { name: text('名称'), ...properties },
  ...more,
})

const partner = (i: number, before: number) =>
  entity(`partner_${i}`, `客户 ${i}`, {
    parent_partner: reference('上级', `partner_${before}`),
    level: choice('级别', ['a', 'b', 'c']),
    payment_days: { type: 'integer', title: '账期', minimum: 0 },
    region: text('区域'),
    ...texts(12),
  })

const item = (i: number) =>
  entity(`item_${i}`, `产品 ${i}`, {
    code: text('编码'),
    tax_rate: decimal('税率'),
    price: decimal('单价'),
    ...texts(10),
  })

const order = (i: number) =>
  entity(
    `order_${i}`,
    `订单 ${i}`,
    {
      partner: reference('客户', `partner_${i}`),
      payment_days: { type: 'integer', title: '账期', minimum: 0 },
      standard_days: { type: 'integer', title: '标准账期', 'x-lookup': { ref: 'partner', field: 'payment_days' } },
      extra_days: { type: 'integer', title: '超出天数', 'x-computed': 'max(payment_days - standard_days, 0)' },
      valid_from: { type: 'string', format: 'date', title: '开始', 'x-default': 'today' },
      valid_to: { type: 'string', format: 'date', title: '结束' },
      ...texts(8),
      lines: { type: 'array', title: '明细', 'x-lines': true, items: { type: 'object', properties: lines(i) } },
      amount: money('金额', 'sum(lines.gross)'),
      discount_pct: decimal('最高折扣', { 'x-computed': 'max(for l in lines return l.discount_pct)' }),
      status: choice('状态', ['draft', 'review', 'effective'], { readOnly: true }),
    },
    {
      'x-search': ['name', 'partner.name'],
      'x-indexes': [['partner'], ['status']],
      'x-states': {
        field: 'status',
        initial: 'draft',
        transitions: [
          { key: 'submit', title: '提交', from: ['draft'], to: 'review' },
          { key: 'approve', title: '生效', from: ['review'], to: 'effective', system: true },
        ],
      },
      'x-validations': [
        { key: 'term_positive', expr: 'valid_to >= valid_from', message: '日期有误。', fields: ['valid_to'] },
        {
          key: 'priced',
          expr: 'every l in lines satisfies l.list_price != null',
          message: '缺价。',
          fields: ['lines'],
        },
      ],
    },
  )

const lines = (i: number) => ({
  product: reference('产品', `item_${i}`),
  quantity: decimal('数量', { exclusiveMinimum: '0' }),
  unit_price: decimal('成交价'),
  list_price: decimal('标准价', { 'x-lookup': { ref: 'product', field: 'price' } }),
  tax_rate: decimal('税率', { 'x-lookup': { ref: 'product', field: 'tax_rate' } }),
  discount_pct: decimal('折扣', {
    'x-computed': 'if list_price > 0 then round half up((list_price - unit_price) / list_price * 100, 4) else 0',
  }),
  gross: money('含税金额', 'round half up(quantity * unit_price * (1 + tax_rate / 100), 2)'),
})

const orderPatch = (i: number) => ({
  $kind: 'entity',
  $extends: `base/entity/order_${i}`,
  name: `order_${i}`,
  properties: { batch_text: text('批号'), lines: { items: { properties: { serial_text: text('序列号') } } } },
})

const role = (i: number) => ({
  $kind: 'role',
  name: `seller_${i}`,
  title: `销售 ${i}`,
  rules: [
    { key: 'partners', action: ['read', 'create', 'update'], subject: `partner_${i}` },
    { key: 'items', action: 'read', subject: `item_${i}` },
    { key: 'orders', action: ['read', 'update', 'submit'], subject: `order_${i}`, conditions: { status: 'draft' } },
    { key: 'region', action: 'read', subject: `order_${i}`, conditions: { 'partner.region': { $in: ['east', 'west'] } } },
    { key: 'no_price', action: 'read', subject: `order_${i}`, fields: ['lines.list_price', 'amount'], inverted: true },
  ],
})

const ruleSet = (i: number) => ({
  $kind: 'rule-set',
  name: `authority_${i}`,
  title: `审批权限 ${i}`,
  hit_policy: 'first',
  inputs: {
    type: 'object',
    required: ['discount_pct'],
    properties: {
      discount_pct: { type: 'string', format: 'decimal', title: '折扣' },
      amount: { type: 'string', format: 'decimal', title: '金额' },
    },
  },
  outputs: { type: 'object', required: ['level'], properties: { level: { type: 'integer', title: '级别' } } },
  rules: Array.from({ length: 12 }, (_, level) => ({
    key: `l${level}`,
    title: `级别 ${level}`,
    conditions: {
      all: [
        { fact: 'discount_pct', operator: 'lessThanInclusive', value: String(level * 5) },
        { fact: 'amount', operator: 'lessThan', value: String((level + 1) * 10_000) },
      ],
    },
    event: { type: 'decided', params: { level } },
  })),
})

const field = (name: string, more = {}) => ({ field: name, ...more })
const remarks = (count: number) => Array.from({ length: count }, (_, i) => field(`remark_${i}`))

const partnerForm = (i: number) => ({
  $kind: 'form',
  name: `partner_edit_${i}`,
  title: `客户 ${i}`,
  entity: `partner_${i}`,
  sections: [
    { key: 'basics', title: '基本信息', columns: 2, fields: [field('name'), field('level'), field('region')] },
    { key: 'more', title: '更多', columns: 2, fields: [field('payment_days', { visible_when: 'level = "a"' }), ...remarks(12)] },
  ],
})

const orderForm = (i: number) => ({
  $kind: 'form',
  name: `order_edit_${i}`,
  title: `订单 ${i}`,
  entity: `order_${i}`,
  sections: [
    {
      key: 'basics',
      title: '基本信息',
      columns: 2,
      fields: [field('name'), field('partner'), field('valid_from'), field('valid_to', { required_when: 'payment_days > 30' })],
    },
    {
      key: 'lines',
      title: '明细',
      fields: [field('lines', { columns: Object.keys(lines(i)).map(name => field(name, { width: 90 })), totals: ['gross'] })],
    },
    { key: 'totals', title: '合计', columns: 2, fields: [field('amount'), field('discount_pct'), ...remarks(8)] },
  ],
})

const listPage = (i: number) => ({
  $kind: 'page',
  name: `order_list_${i}`,
  title: `订单 ${i}`,
  type: 'list',
  entity: `order_${i}`,
  columns: ['name', 'partner', 'amount', 'discount_pct', 'status', 'valid_to'].map(name => field(name, { width: 120 })),
  sort: ['-created_at'],
  views: [
    { key: 'all', title: '全部' },
    { key: 'draft', title: '草稿', filter: { status: { eq: 'draft' } } },
    { key: 'big', title: '大额', filter: { amount: { gte: '10000' }, 'partner.region': { eq: 'east' } } },
  ],
  create_form: `order_edit_${i}`,
  record_page: `order_record_${i}`,
})

const recordPage = (i: number) => ({
  $kind: 'page',
  name: `order_record_${i}`,
  title: `订单 ${i}`,
  type: 'record',
  entity: `order_${i}`,
  facts: ['partner', 'amount', 'status'],
  form: `order_edit_${i}`,
  documents: [`order_print_${i}`],
  timeline: true,
})

const partnerPage = (i: number) => ({
  $kind: 'page',
  name: `partner_list_${i}`,
  title: `客户 ${i}`,
  type: 'list',
  entity: `partner_${i}`,
  columns: ['name', 'level', 'region', 'payment_days'].map(name => field(name)),
  create_form: `partner_edit_${i}`,
})
