import type { PackFile } from '../../engine/src/metadata/kind.ts'
import { approval, flows, flowText } from '../../engine/src/kinds/flow/fixtures/compiled.ts'

// A small process whose every part can be published anew while it runs.

const field = (title: string, rest: object = {}) => ({ type: 'string', title, maxLength: 100, ...rest })

const FIELDS = {
  title: field('标题'),
  remark: field('备注'),
  terms: field('条款'),
  agreed_on: { type: 'string', format: 'date', title: '约定日期' },
}

/** A field that is null is left out. */
const entity = (properties: Record<string, object | null> = {}) => ({
  $kind: 'entity',
  name: 'deal',
  title: '交易',
  type: 'object',
  'x-display': 'title',
  required: ['title'],
  properties: Object.fromEntries(Object.entries({ ...FIELDS, ...properties }).filter(([, schema]) => schema !== null)),
})

const form = (...fields: object[]) => ({
  $kind: 'form',
  name: 'deal_review',
  title: '审阅',
  entity: 'deal',
  sections: [{ key: 'basics', title: '基本信息', columns: 1, fields }],
})

/** A rule set that always says the same. */
const rules = (name: string, level: number, rest: object = {}) => ({
  $kind: 'rule-set',
  name,
  title: name,
  ...rest,
  hit_policy: 'first',
  inputs: { type: 'object', properties: { title: { type: 'string', title: '标题' } } },
  outputs: { type: 'object', properties: { level: { type: 'integer', title: '级别' } } },
  rules: [{ key: 'all', title: '全部', conditions: { all: [] }, event: { type: 'decided', params: { level } } }],
})

export const decides = (name: string, binding: string) =>
  `<businessRuleTask id="ask_${name}" jw:ruleSet="${name}" jw:binding="${binding}" jw:resultVariable="${name}"><extensionElements><jw:input name="title" value="=record.title"/></extensionElements></businessRuleTask>`

export const dealFlow = (after: string, approver = '<jw:approver type="role" name="checker"/>') =>
  flowText(
    `<startEvent id="start"><extensionElements><jw:trigger type="record" entity="deal" on="create"/></extensionElements></startEvent>
${approval('check', approver, 'form="deal_review" returnTo="revise"')}
<userTask id="revise" name="修改" jw:form="deal_review"><extensionElements><jw:assignment type="starter"/></extensionElements></userTask>
${decides('price', 'as-of agreed_on')}${decides('fee', 'pinned')}${decides('gate', 'current')}
<endEvent id="${after}"/>
${flows(`start > check > ask_price > ask_fee > ask_gate > ${after}, revise > check`)}`,
    'deal_approval',
  )

const json = (path: string, content: unknown): PackFile => ({ path, text: JSON.stringify(content) })
export const checker = json('roles/checker.role.json', {
  $kind: 'role',
  name: 'checker',
  title: '复核',
  rules: [{ key: 'deals', action: ['read'], subject: 'deal' }],
})
export const bpmn = (text: string): PackFile => ({ path: 'flows/deal_approval.bpmn', text })
export const entityFile = (properties?: Record<string, object | null>) =>
  json('entities/deal.entity.json', entity(properties))
export const formFile = (...fields: object[]) => json('forms/deal_review.form.json', form(...fields))
export const ruleFile = (name: string, level: number, rest?: object) =>
  json(`rule-sets/${name}.rule-set.json`, rules(name, level, rest))

/** Version 1 of everything. */
export const DEALS: PackFile[] = [
  entityFile({ discount: field('折扣') }),
  formFile(
    { field: 'title', read_only_when: 'true' },
    { field: 'remark' },
    { field: 'discount', visible_when: 'title != null' },
  ),
  ruleFile('price', 1, { purpose: 'price' }),
  ruleFile('fee', 1),
  ruleFile('gate', 1, { purpose: 'gate' }),
  checker,
  bpmn(dealFlow('first_end')),
]
