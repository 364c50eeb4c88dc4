const M = (title: string, extra = {}) => ({ type: 'string', format: 'decimal', title, 'x-money': { currency: 'CNY' }, readOnly: true, ...extra })
const D = (title: string, extra = {}) => ({ type: 'string', format: 'decimal', title, 'x-decimal': { precision: 18, scale: 4 }, ...extra })
const R = (title: string, ref: string, extra = {}) => ({ type: 'string', format: 'uuid', title, 'x-ref': ref, ...extra })
export function appModel(locale: string) {
  const z = (a: string, b: string) => (locale === 'en' ? b : a)
  const entities: Record<string, any> = {
    contract: {
      name: 'contract', title: z('合同', 'Contract'), display: 'number', permissions: { create: true },
      states: { field: 'status', initial: 'draft', transitions: [{ key: 'submit', title: z('提交审批', 'Submit'), from: ['draft'], to: 'review' }, { key: 'back', title: 'x', from: ['review'], to: 'draft', system: true }, { key: 'sign', title: 'x', from: ['review'], to: 'signing', system: true }, { key: 'eff', title: 'x', from: ['signing'], to: 'effective', system: true }, { key: 'terminate', title: z('终止', 'Terminate'), from: ['effective'], to: 'terminated' }] },
      schema: { type: 'object', required: ['customer', 'title'], properties: {
        number: { type: 'string', title: z('合同编号', 'Number'), readOnly: true, maxLength: 40 }, title: { type: 'string', title: z('合同名称', 'Title'), maxLength: 200 },
        kind: { type: 'string', title: z('类型', 'Type'), oneOf: [{ const: 'sale', title: z('销售合同', 'Sales contract') }, { const: 'frame', title: z('框架合同', 'Framework contract') }], default: 'sale' },
        customer: R(z('客户', 'Customer'), 'customer'), owner: R(z('负责人', 'Owner'), 'person'),
        status: { type: 'string', title: z('状态', 'Status'), readOnly: true, oneOf: [['draft', z('草稿', 'Draft')], ['review', z('审批中', 'In review')], ['signing', z('待签署', 'Signing')], ['effective', z('已生效', 'Effective')], ['expired', z('已到期', 'Expired')], ['terminated', z('已终止', 'Terminated')]].map(([c, t]) => ({ const: c, title: t })) },
        valid_from: { type: 'string', format: 'date', title: z('开始日期', 'Valid from') }, valid_to: { type: 'string', format: 'date', title: z('结束日期', 'Valid to') },
        payment_days: { type: 'integer', title: z('账期（天）', 'Payment term (days)'), minimum: 0 }, extra_term_days: { type: 'integer', title: z('超出标准账期（天）', 'Days beyond standard term'), minimum: 0 },
        urgent: { type: 'boolean', title: z('加急', 'Urgent'), default: false }, remark: { type: 'string', title: z('备注', 'Remark'), maxLength: 2000, 'x-multiline': true },
        amount: M(z('含税金额', 'Amount incl. tax')), net_amount: M(z('不含税金额', 'Net amount')), tax_amount: M(z('税额', 'Tax')), discount_pct: D(z('最高折扣', 'Highest discount'), { 'x-percent': true, readOnly: true }),
        created_at: { type: 'string', format: 'date-time', title: z('创建时间', 'Created'), readOnly: true },
        lines: { type: 'array', title: z('明细', 'Lines'), minItems: 1, 'x-lines': true, items: { type: 'object', required: ['product', 'quantity', 'unit_price'], properties: {
          product: R(z('产品', 'Product'), 'product'), quantity: D(z('数量', 'Quantity'), { exclusiveMinimum: '0' }), list_price: D(z('标准价', 'List price'), { readOnly: true }), unit_price: D(z('含税单价', 'Unit price')),
          discount_pct: D(z('折扣', 'Discount'), { 'x-percent': true, readOnly: true }), tax_rate: D(z('税率', 'Tax rate'), { 'x-percent': true, readOnly: true }), gross: M(z('含税金额', 'Amount')), net: M(z('不含税金额', 'Net')) } } },
      } },
    },
    customer: { name: 'customer', title: z('客户', 'Customer'), display: 'name', permissions: { create: false }, states: null, schema: { type: 'object', required: ['name'], properties: { code: { type: 'string', title: z('编码', 'Code') }, name: { type: 'string', title: z('名称', 'Name') }, region: { type: 'string', title: z('区域', 'Region') }, level: { type: 'string', title: z('等级', 'Level') } } } },
    product: { name: 'product', title: z('产品', 'Product'), display: 'name', permissions: { create: false }, states: null, schema: { type: 'object', properties: { code: { type: 'string', title: z('编码', 'Code') }, name: { type: 'string', title: z('名称', 'Name') }, spec: { type: 'string', title: z('规格', 'Specification') }, risk_class: { type: 'string', title: z('风险分类', 'Risk class') }, price: D(z('标准价', 'List price')) } } },
    person: { name: 'person', title: z('人员', 'Person'), display: 'name', permissions: { create: false }, states: null, schema: { type: 'object', properties: { code: { type: 'string', title: 'Code' }, name: { type: 'string', title: z('姓名', 'Name') } } } },
  }
  const f = (field: string, extra = {}) => ({ field, ...extra })
  return {
    snapshot: { id: 's1' }, locale, entities,
    navigation: [{ group: 'sales', title: z('销售', 'Sales'), items: [{ page: 'contract_list', title: z('合同', 'Contracts') }, { page: 'customer_list', title: z('客户', 'Customers') }, { page: 'product_list', title: z('产品', 'Products') }] }],
    forms: { contract_edit: { name: 'contract_edit', title: z('合同', 'Contract'), entity: 'contract', sections: [
      { key: 'basics', title: z('基本信息', 'Basics'), columns: 2, fields: [f('title', { span: 2 }), f('customer', { widget: 'reference', help: z('只能选择已通过首营审核的客户', 'Only customers that passed the first audit') }), f('kind'), f('owner'), f('urgent')] },
      { key: 'terms', title: z('条款', 'Terms'), columns: 2, fields: [f('valid_from'), f('valid_to'), f('payment_days'), f('extra_term_days', { visible_when: 'payment_days > 30' }), f('remark', { span: 2 })] },
      { key: 'lines', title: z('产品明细', 'Products'), columns: 1, fields: [f('lines', { widget: 'line_grid', columns: [f('product', { width: 260 }), f('quantity', { width: 96 }), f('list_price', { width: 112 }), f('unit_price', { width: 112 }), f('discount_pct', { width: 88 }), f('tax_rate', { width: 72 }), f('gross', { width: 128 })], totals: ['gross'] })] },
      { key: 'totals', title: z('合计', 'Totals'), columns: 2, fields: [f('amount'), f('net_amount'), f('tax_amount'), f('discount_pct')] },
    ] } },
    pages: {
      contract_list: { type: 'list', name: 'contract_list', title: z('合同', 'Contracts'), entity: 'contract', columns: [f('number', { width: 150 }), f('title', { width: 280 }), f('customer', { width: 220 }), f('status', { width: 110 }), f('amount', { width: 140 }), f('discount_pct', { width: 100 }), f('valid_to', { width: 110 }), f('owner', { width: 90 }), f('created_at', { width: 150 })], sort: ['-created_at'], views: [{ key: 'all', title: z('全部', 'All') }, { key: 'mine', title: z('我的', 'Mine'), filter: { owner: { eq: '${user.id}' } } }, { key: 'review', title: z('审批中', 'In review'), filter: { status: { eq: 'review' } } }, { key: 'none', title: z('已终止', 'Terminated'), filter: { status: { eq: 'terminated' } } }], create_form: 'contract_edit', record_page: 'contract_record' },
      customer_list: { type: 'list', name: 'customer_list', title: z('客户', 'Customers'), entity: 'customer', columns: [f('code'), f('name', { width: 320 }), f('region'), f('level')], sort: ['code'] },
      product_list: { type: 'list', name: 'product_list', title: z('产品', 'Products'), entity: 'product', columns: [f('code'), f('name', { width: 280 }), f('spec'), f('risk_class'), f('price')], sort: ['code'] },
      contract_record: { type: 'record', name: 'contract_record', title: z('合同', 'Contract'), entity: 'contract', facts: ['customer', 'amount', 'discount_pct', 'owner', 'valid_to'], form: 'contract_edit', documents: ['contract_print'], timeline: true },
    },
    documents: { contract_print: { title: z('合同文本', 'Contract'), entity: 'contract' } },
  }
}
