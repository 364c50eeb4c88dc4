import type { PackFile } from '../../engine/src/metadata/kind.ts'
import type { PackFolder } from '../../engine/src/metadata/pack.ts'

/** A small company that sells: enough of everything that records have, for tests that need published definitions. */
export const shopPack: PackFolder = {
  folder: 'shop',
  files: [
    json('pack.json', {
      name: 'shop',
      version: '0.1.0',
      title: '小店',
      engine: '>=0.1.0',
      requires: {},
      locales: ['zh-CN'],
      modules: [],
    }),
    entity('person', '人员', { 'x-display': 'name', 'x-search': ['name'] }, ['name'], {
      code: { type: 'string', title: '工号', maxLength: 40 },
      name: { type: 'string', title: '姓名', maxLength: 100 },
      email: { type: 'string', title: '邮箱', maxLength: 200, 'x-sensitivity': 'personal' },
      org_unit: { type: 'string', format: 'uuid', title: '部门', 'x-ref': 'org_unit' },
      position: { type: 'string', format: 'uuid', title: '岗位', 'x-ref': 'position' },
      active: { type: 'boolean', title: '在职', default: true },
    }),
    entity('org_unit', '部门', { 'x-display': 'name' }, ['name'], {
      name: { type: 'string', title: '名称', maxLength: 100 },
      parent_unit: { type: 'string', format: 'uuid', title: '上级', 'x-ref': 'org_unit' },
    }),
    entity('position', '岗位', { 'x-display': 'name' }, ['code', 'name'], {
      code: { type: 'string', title: '编码', maxLength: 40 },
      name: { type: 'string', title: '名称', maxLength: 100 },
      roles: { type: 'array', title: '角色', items: { type: 'string' } },
    }),
    entity('customer', '客户', { 'x-display': 'name', 'x-search': ['name'], 'x-unique': [['name']] }, ['name'], {
      name: { type: 'string', title: '名称', maxLength: 100 },
      region: { type: 'string', title: '大区', maxLength: 40 },
      secret: { type: 'boolean', title: '保密', default: false },
    }),
    entity('product', '产品', { 'x-display': 'name', 'x-search': ['name'] }, ['name'], {
      name: { type: 'string', title: '名称', maxLength: 100 },
      tax_rate: { type: 'string', format: 'decimal', title: '税率', 'x-decimal': { precision: 7, scale: 4 } },
    }),
    entity('price_list', '价目表', { 'x-display': 'name' }, ['name'], {
      name: { type: 'string', title: '名称', maxLength: 100 },
      lines: lines('价格', ['product', 'price'], {
        product: { type: 'string', format: 'uuid', title: '产品', 'x-ref': 'product' },
        price: { type: 'string', format: 'decimal', title: '单价', 'x-decimal': { precision: 18, scale: 4 } },
      }),
    }),
    contract(),
    role('rep', [
      {
        key: 'own',
        action: ['read', 'create', 'update', 'delete', 'submit'],
        subject: 'contract',
        conditions: { owner: '${user.id}' },
        fields: ['*', '!cost', '!lines.cost'],
      },
      { key: 'masters', action: 'read', subject: ['product', 'price_list', 'person'] },
      { key: 'customers', action: 'read', subject: 'customer' },
      { key: 'no_secrets', action: 'read', subject: 'customer', conditions: { secret: true }, inverted: true },
    ]),
    role('reader', [
      { key: 'all', action: 'read', subject: 'contract', fields: ['*', '!cost', '!lines.cost', '!remark'] },
    ]),
    role('auditor', [
      { key: 'all', action: 'read', subject: 'contract' },
      { key: 'no_remarks', action: 'read', subject: 'contract', fields: ['remark'], inverted: true },
    ]),
    role('boss', [{ key: 'all', action: 'manage', subject: 'all' }]),
  ],
}

function contract(): PackFile {
  const money = (title: string, rest: object = {}) => ({
    type: 'string',
    format: 'decimal',
    title,
    'x-money': { currency: 'CNY' },
    ...rest,
  })
  return entity(
    'contract',
    '合同',
    {
      'x-display': 'number',
      'x-search': ['number', 'title', 'customer.name'],
      'x-unique': [['number']],
      'x-states': {
        field: 'status',
        initial: 'draft',
        transitions: [
          { key: 'submit', title: '提交审批', from: ['draft'], to: 'review' },
          { key: 'approve', title: '生效', from: ['review'], to: 'effective', system: true },
        ],
      },
      'x-validations': [
        {
          key: 'term_positive',
          expr: 'valid_to >= valid_from',
          message: '结束日期不能早于开始日期',
          fields: ['valid_to'],
        },
      ],
    },
    ['customer', 'title'],
    {
      number: {
        type: 'string',
        title: '合同编号',
        maxLength: 40,
        readOnly: true,
        'x-sequence': { pattern: 'CT-{yyyy}-{0000}' },
      },
      title: { type: 'string', title: '标题', maxLength: 40 },
      customer: { type: 'string', format: 'uuid', title: '客户', 'x-ref': 'customer' },
      owner: { type: 'string', format: 'uuid', title: '负责人', 'x-ref': 'person', 'x-default': 'user.id' },
      price_list: { type: 'string', format: 'uuid', title: '价目表', 'x-ref': 'price_list' },
      kind: {
        type: 'string',
        title: '类型',
        oneOf: [
          { const: 'sale', title: '销售合同' },
          { const: 'frame', title: '框架合同' },
        ],
        default: 'sale',
      },
      valid_from: { type: 'string', format: 'date', title: '开始日期' },
      valid_to: { type: 'string', format: 'date', title: '结束日期' },
      signed_at: { type: 'string', format: 'date-time', title: '签署时间' },
      days: { type: 'integer', title: '账期', minimum: 0, maximum: 365 },
      urgent: { type: 'boolean', title: '加急', default: false },
      tags: { type: 'array', title: '标签', items: { type: 'string', maxLength: 20 } },
      remark: { type: 'string', title: '备注', maxLength: 200 },
      cost: money('成本'),
      status: {
        type: 'string',
        title: '状态',
        readOnly: true,
        oneOf: [
          { const: 'draft', title: '草稿' },
          { const: 'review', title: '审批中' },
          { const: 'effective', title: '生效' },
        ],
      },
      lines: lines('明细', ['product', 'quantity'], {
        product: { type: 'string', format: 'uuid', title: '产品', 'x-ref': 'product' },
        quantity: {
          type: 'string',
          format: 'decimal',
          title: '数量',
          'x-decimal': { precision: 18, scale: 4 },
          exclusiveMinimum: '0',
        },
        cost: money('成本'),
        list_price: {
          type: 'string',
          format: 'decimal',
          title: '目录价',
          'x-decimal': { precision: 18, scale: 4 },
          'x-lookup': {
            entity: 'price_list',
            lines: 'lines',
            where: { parent: 'record.price_list', product: 'product' },
            field: 'price',
          },
        },
        tax_rate: {
          type: 'string',
          format: 'decimal',
          title: '税率',
          'x-decimal': { precision: 7, scale: 4 },
          'x-lookup': { ref: 'product', field: 'tax_rate' },
        },
        gross: money('金额', { 'x-computed': 'quantity * list_price' }),
      }),
      amount: money('含税金额', { 'x-computed': 'sum(lines.gross)' }),
    },
  )
}

function entity(name: string, title: string, rest: object, required: string[], properties: object): PackFile {
  return json(`entities/${name}.entity.json`, {
    $kind: 'entity',
    name,
    title,
    type: 'object',
    ...rest,
    required,
    properties,
  })
}

function lines(title: string, required: string[], properties: object) {
  return { type: 'array', title, 'x-lines': true, items: { type: 'object', required, properties } }
}

function role(name: string, rules: object[]): PackFile {
  return json(`roles/${name}.role.json`, { $kind: 'role', name, title: name, rules })
}

function json(path: string, content: object): PackFile {
  return { path, text: `${JSON.stringify(content, null, 2)}\n` }
}
