import { DOMParser } from 'linkedom'
import { expect, test } from 'vitest'
import en from '../../i18n/en.json'
import zhCN from '../../i18n/zh-CN.json'
import { describeFlow } from './describe-flow.ts'
import type { XmlElement } from './describe/read-flow.ts'

const parse = (xml: string) =>
  new DOMParser().parseFromString(xml, 'text/xml') as unknown as { documentElement: XmlElement | null }

const wordsOf = (texts: object) => (key: string, values: Record<string, string>) => {
  const text = key
    .split('.')
    .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], texts)
  if (typeof text !== 'string') throw new Error(`no words for ${key}`)
  return text.replace(/{{(\w+)}}/g, (_, name: string) => values[name]!)
}
const describe = (before: string, after: string, texts: object = zhCN.words) =>
  describeFlow(before, after, wordsOf(texts), parse)

const APPROVERS = '<jw:approver type="unit_head" unitType="area"/>'
const flow = (body: string, diagram = '') => `<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:jw="urn:jingwei:bpmn:1" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" id="d">
<process id="p" name="合同审批" isExecutable="true">${body}</process>${diagram}</definitions>`
const approval = ({ name = '片区经理审批', settings = 'mode="all"', who = APPROVERS } = {}) =>
  `<userTask id="approve_sm" name="${name}" jw:kind="approval"><extensionElements><jw:approval ${settings}>${who}</jw:approval></extensionElements></userTask>`
const branch = (condition: string) =>
  `<exclusiveGateway id="g" name="超出?" default="f_no"/><endEvent id="end" name="结束"/>${approval()}
   <sequenceFlow id="f_yes" sourceRef="g" targetRef="approve_sm"><conditionExpression>=${condition}</conditionExpression></sequenceFlow>
   <sequenceFlow id="f_no" sourceRef="g" targetRef="end"/>`

test('another approver is told with who was asked and who will be', () => {
  const after = flow(approval({ who: '<jw:approver type="position" code="pc"/>' }))

  expect(describe(flow(approval()), after)).toEqual(['片区经理审批：审批人 部门负责人（片区） → 岗位 pc'])
  expect(describe(flow(approval()), after, en.words)).toEqual([
    '片区经理审批: Approvers head of unit (area) → position pc',
  ])
})

test('one more approver and another way of agreeing are two sentences', () => {
  const after = flow(approval({ settings: 'mode="any"', who: `${APPROVERS}<jw:approver type="role" name="finance"/>` }))

  expect(describe(flow(approval()), after)).toEqual([
    '片区经理审批：审批人 部门负责人（片区） → 部门负责人（片区）、角色 finance',
    '片区经理审批：同意方式 全部 → 任一',
  ])
})

test('writing out what the engine takes anyway is no change', () => {
  const spoken = 'mode="all" starter="superior" empty="incident" dedupe="none" opinion="on_return"'

  expect(describe(flow(approval({ settings: '' })), flow(approval({ settings: spoken })))).toEqual([])
})

test('a renamed element is called by the name that people know', () => {
  expect(describe(flow(approval()), flow(approval({ name: '片区审批' })))).toEqual([
    '片区经理审批：名称 片区经理审批 → 片区审批',
  ])
})

test('added and removed elements are told with their type; a nameless connection by its ends', () => {
  const before = flow(approval())
  const after = flow(
    '<startEvent id="s" name="提交"/><endEvent id="e" name="完成"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/>',
  )

  expect(describe(before, after)).toEqual([
    '删除人工任务“片区经理审批”',
    '新增开始“提交”',
    '新增结束“完成”',
    '新增连线“提交 → 完成”',
  ])
})

test('changed conditions and defaults are told', () => {
  expect(describe(flow(branch('level &lt;= 1')), flow(branch('level &lt;= 2')))).toEqual([
    '超出? → 片区经理审批：条件（FEEL） level <= 1 → level <= 2',
  ])
  const other = flow(branch('level &lt;= 1').replace('default="f_no"', 'default="f_yes"'))
  expect(describe(flow(branch('level &lt;= 1')), other)).toEqual(['超出?：默认分支 结束 → 片区经理审批'])
})

test('timers are told in words', () => {
  const timer = (cycle: string, cancel = 'false') =>
    `${approval()}<boundaryEvent id="t" name="催办" attachedToRef="approve_sm" cancelActivity="${cancel}"><timerEventDefinition><timeCycle>${cycle}</timeCycle></timerEventDefinition></boundaryEvent>`

  expect(describe(flow(timer('R3/PT24H')), flow(timer('R/P1DT12H', 'true')))).toEqual([
    '催办：时间 每 24 小时，共 3 次 → 每 1 天 12 小时',
    '催办：到时后 任务继续，另外走这条路 → 中断任务，改走这条路',
  ])
})

test('rule sets, functions and what they are given are told', () => {
  const rules = (ruleSet: string, value: string) =>
    `<businessRuleTask id="r" name="定级" jw:ruleSet="${ruleSet}"><extensionElements><jw:input name="amount" value="${value}"/></extensionElements></businessRuleTask>`

  expect(describe(flow(rules('a', '=record.amount')), flow(rules('b', '=record.net')))).toEqual([
    '定级：规则集 a → b',
    '定级：传入的 amount =record.amount → =record.net',
  ])
})

test('drawing is not told, and neither is another prefix for the same vocabulary', () => {
  const moved = flow(approval(), '<bpmndi:BPMNDiagram id="x"/>')
  const prefixed = flow(approval()).replaceAll('jw:', 'w:').replaceAll('xmlns:jw', 'xmlns:w')

  expect(describe(flow(approval()), moved)).toEqual([])
  expect(describe(flow(approval()), prefixed)).toEqual([])
})

test('what is no BPMN is not told', () => {
  expect(describe('<html/>', flow(approval()))).toEqual([])
})
