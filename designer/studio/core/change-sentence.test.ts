import { readFileSync } from 'node:fs'
import { createInstance } from 'i18next'
import { DOMParser } from 'linkedom'
import { expect, test } from 'vitest'
import { compareTexts, kinds } from '@jingwei/engine/model'
import changesEn from '../i18n/changes.en.json'
import changesZh from '../i18n/changes.zh-CN.json'
import en from '../i18n/en.json'
import zhCN from '../i18n/zh-CN.json'
import { changeSentences } from './change-sentence.ts'
import { changeWords } from './change-words.ts'
import { contentTitles } from './content-titles.ts'

const i18n = createInstance()
await i18n.init({
  lng: 'zh-CN',
  interpolation: { escapeValue: false },
  resources: { 'zh-CN': { changes: changesZh, studio: zhCN }, en: { changes: changesEn, studio: en } },
})
const pack = (path: string) => readFileSync(new URL(`../../../definitions/${path}`, import.meta.url), 'utf8')
const RULES = pack('medical-device/rule-sets/discount_authority.rule-set.json')
const FLOW = pack('medical-device/flows/contract_approval.bpmn')
const CONTRACT = pack('sales/entities/contract.entity.json')
const parse = (xml: string) => new DOMParser().parseFromString(xml, 'text/xml') as never

async function told(kind: string, before: string | undefined, after: string | undefined, language = 'zh-CN') {
  const { changes } = await compareTexts(
    kinds.find(each => each.name === kind)!,
    before,
    after,
  )
  const titles = contentTitles(kind, [before, after], parse)
  return changeSentences(changes, { titles, words: changeWords(i18n, language) }).map(({ text }) => text)
}

// oxlint-disable-next-line typescript/no-explicit-any
function edited(text: string, edit: (content: any) => void): string {
  const content: unknown = JSON.parse(text)
  edit(content)
  return JSON.stringify(content)
}

test('a changed limit is told with the rule, the condition, and both values', async () => {
  const after = edited(RULES, content => (content.rules[1].conditions.all[2].value = '600000'))

  expect(await told('rule-set', RULES, after)).toEqual(['规则“L1 片区经理”：含税金额（元） ≤ 500,000 → 600,000'])
  expect(await told('rule-set', RULES, after, 'en')).toEqual([
    '“L1 片区经理” (rule): 含税金额（元） ≤ 500,000 → 600,000',
  ])
})

test('a rule that came, went, moved, was named anew or gives another result', async () => {
  const after = edited(RULES, ({ rules }) => {
    rules[0].title = '免审批'
    rules[1].event.params.level = 2
    rules.push({ ...rules[2], key: 'l9', title: 'L9 董事会' })
    rules.splice(2, 1)
  })

  expect(await told('rule-set', RULES, after)).toEqual([
    '删除规则“L2 大区总监与定价”',
    '规则“免审批”：名称 L0 免审批 → 免审批',
    '规则“L1 片区经理”：审批级别 1 → 2',
    '新增规则“L9 董事会”',
  ])
})

test('what a definition says of itself is told by its own name', async () => {
  const after = edited(RULES, content => {
    content.hit_policy = 'unique'
    content.inputs.required.pop()
  })

  expect(await told('rule-set', RULES, after)).toEqual([
    '命中方式 第一条满足的 → 只能有一条满足',
    '条件“超出标准账期（天）”改为选填',
  ])
})

test('fields of an entity: new, gone, renamed, longer, required', async () => {
  const after = edited(CONTRACT, content => {
    content.properties.remark_2 = { type: 'string', title: '补充说明' }
    delete content.properties.seller
    content.properties.title.maxLength = 300
    content.required = content.required.filter((name: string) => name !== 'lines' && name !== 'seller')
  })
  const before = edited(CONTRACT, content => (content.properties.title.maxLength = 200))

  const sentences = await told('entity', before, after)

  expect(sentences).toContain('新增字段“补充说明”')
  expect(sentences).toContain('删除字段“签约主体”')
  expect(sentences.some(each => /字段“.+”：最大长度 200 → 300/.test(each))).toBe(true)
  expect(sentences.some(each => /字段“.+”改为选填/.test(each))).toBe(true)
})

test('a flow: other approvers, another condition, a new step; of the drawing only how much moved', async () => {
  const after = FLOW.replace(
    '<jw:approver type="unit_head" unitType="area" />',
    '<jw:approver type="position" code="pc" />',
  )
    .replace('&lt;= 2', '&lt;= 3')
    .replace('mode="all"', 'mode="any"')
    .replace('<userTask id="approve_sm"', '<userTask id="check_stock" name="核对库存"/><userTask id="approve_sm"')
    .replace(/x="160"/g, 'x="170"')
  expect(after).not.toBe(FLOW)

  const sentences = await told('flow', FLOW, after)

  expect(sentences).toContain('节点“片区经理审批”：审批人 部门负责人（片区） → 岗位 pc')
  expect(sentences).toContain('节点“片区经理审批”：同意方式 全部 → 任一')
  expect(sentences).toContain('新增节点“核对库存”')
  expect(sentences.some(each => /连线“.+”：条件（FEEL） authority.level <= 2 → authority.level <= 3/.test(each))).toBe(
    true,
  )
  expect(sentences.filter(each => each.startsWith('调整了图形的位置'))).toHaveLength(1)
})

test('a definition that is new or gone', async () => {
  expect(await told('rule-set', undefined, RULES)).toEqual(['新增这个定义'])
  expect(await told('rule-set', RULES, undefined, 'en')).toEqual(['The definition is removed'])
})

test('every change that a kind has words for is told in both languages without a name of the code', () => {
  for (const language of ['zh-CN', 'en'])
    for (const code of declaredCodes()) {
      const words = changeWords(i18n, language)
      const noun = code.replace(/_(added|removed|changed|moved|retyped|renamed|limit_changed|labelled)$/, '')
      const known = [`code.${code}`, `noun.${noun}`, `aspect.${noun}`].some(key => words.find(key) !== undefined)
      expect([code, known]).toEqual([code, true])
    }
})

function declaredCodes(): string[] {
  return kinds.flatMap(({ changeWords: words }) => {
    if (words === undefined || typeof words === 'function') return []
    return words.flatMap(({ noun, codes }) => [
      ...['added', 'removed', 'changed', 'moved'].map(past => `${noun}_${past}`),
      ...Object.values(codes ?? {}),
    ])
  })
}
