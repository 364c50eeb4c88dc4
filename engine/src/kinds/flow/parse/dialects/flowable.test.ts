import { expect, test } from 'vitest'
import { elementA, read, textOf, type Vocabulary } from '../fixtures/read.ts'

const fl = (body: string, roots = '') => elementA('flowable', body, roots)
const tag = (name: string, attributes: string, inside = '') =>
  `<${name} id="a" ${attributes}>${inside === '' ? '' : `<extensionElements>${inside}</extensionElements>`}</${name}>`

test.each<[Vocabulary]>([['flowable'], ['activiti']])('%s: people, dates and priority of a task', async vocabulary => {
  const v = vocabulary
  const body = tag(
    'userTask',
    `${v}:assignee="\${boss}" ${v}:candidateGroups="sales" ${v}:dueDate="PT1H" ${v}:priority="\${p}" ${v}:category="c" ${v}:formFieldValidation="true"`,
  )
  const { content, warnings } = await read(textOf(v, body))

  expect(content).toMatchObject({
    dialect: 'flowable',
    elements: [
      {
        unassigned: 'open',
        due: 'PT1H',
        priority: '${p}',
        assignment: [
          { type: 'expression', value: '${boss}' },
          { type: 'role', name: 'sales', candidate: true },
        ],
      },
    ],
  })
  expect(warnings).toEqual([])
})

test.each([
  ['flowable:async="true"', { asyncBefore: true }],
  ['flowable:async="true" flowable:exclusive="false"', { asyncBefore: true, exclusive: false }],
  ['flowable:asyncLeave="true"', { asyncAfter: true }],
])('jobs: %s', async (attributes, expected) => {
  expect(await fl(tag('task', attributes))).toEqual({ type: 'passTask', ...expected })
})

test.each([
  ['flowable:expression="${x}" flowable:resultVariable="r"', { expression: '${x}', resultVariable: 'r' }],
  ['flowable:expression="${x}" flowable:resultVariableName="r"', { expression: '${x}', resultVariable: 'r' }],
  ['flowable:type="external-worker" flowable:topic="ship"', { topic: 'ship' }],
  ['flowable:class="x.Y" flowable:skipExpression="${z}" jw:function="f.g"', { type: 'unsupported' }],
])('work: %s', async (attributes, expected) => {
  expect(await fl(tag('serviceTask', attributes))).toMatchObject(expected)
})

test.each([
  ['flowable:class="x.Y"', /Java class "x.Y"/],
  ['flowable:type="http"', /type "http"/],
  ['flowable:type="camel"', /type "camel"/],
  ['flowable:expression="${x}" flowable:triggerable="true"', /triggered/],
  ['flowable:expression="${x}" flowable:skipExpression="${y}"', /skipped/],
  ['flowable:expression="${x}" flowable:useLocalScopeForResultVariable="true"', /for itself only/],
])('work that can not run: %s', async (attributes, reason) => {
  const found = await fl(tag('serviceTask', attributes))

  expect(found.type).toBe('unsupported')
  expect(found.reason).toMatch(reason)
})

test('a decision task needs one variable for its outputs', async () => {
  const field =
    '<flowable:field name="decisionTableReferenceKey"><flowable:string><![CDATA[level]]></flowable:string></flowable:field>'

  expect((await fl(tag('serviceTask', 'flowable:type="dmn"', field))).reason).toMatch(/jw:resultVariable/)
  expect(await fl(tag('serviceTask', 'flowable:type="dmn" jw:resultVariable="r"', field))).toMatchObject({
    type: 'businessRuleTask',
    ruleSet: 'level',
    resultVariable: 'r',
  })
})

test.each([
  ['flowable:inheritVariables="true"', '', { passAll: true }],
  ['flowable:sameDeployment="true"', '', { binding: 'deployment' }],
  ['flowable:businessKey="${k}"', '', { businessKey: '${k}' }],
  ['flowable:inheritBusinessKey="true"', '', { businessKey: '${execution.processBusinessKey}' }],
  [
    '',
    '<flowable:in source="x" target="y"/><flowable:out source="r" target="s"/>',
    { in: [{ name: 'y', value: '=x' }], out: [{ name: 's', value: '=r' }] },
  ],
])('call activity %s %s', async (attributes, inside, call) => {
  expect((await fl(tag('callActivity', `calledElement="q" ${attributes}`, inside))).call).toEqual({
    process: 'q',
    binding: 'latest',
    in: [],
    out: [],
    ...call,
  })
})

const multi = (attributes: string, inside = '') =>
  `<task id="a"><multiInstanceLoopCharacteristics ${attributes}>${inside}</multiInstanceLoopCharacteristics></task>`

test.each([
  ['flowable:collection="list" flowable:elementVariable="item"', '', { collection: 'list', elementVariable: 'item' }],
  ['flowable:collection="${list}"', '', { collection: '${list}' }],
  ['', '<loopCardinality>${n}</loopCardinality>', { cardinality: '${n}' }],
  [
    'flowable:collection="list"',
    '<extensionElements><flowable:variableAggregation target="all"><flowable:variable source="ok"/><flowable:variable source="x" target="y"/></flowable:variableAggregation></extensionElements>',
    { collection: 'list', outputCollection: 'all', outputElement: '={ok: ok, y: x}' },
  ],
])('multi-instance %s %s', async (attributes, inside, loop) => {
  expect((await fl(multi(attributes, inside))).loop).toEqual({
    type: 'multi',
    sequential: false,
    counterBase: 0,
    ...loop,
  })
})

test('an index of another name is refused', async () => {
  expect((await fl(multi('flowable:collection="l" flowable:elementIndexVariable="i"'))).reason).toMatch(/counts in "i"/)
})

test.each([
  ['flowable:terminateAll="true"', { event: { type: 'terminate', all: true } }],
  ['flowable:terminateAll="false"', { event: { type: 'terminate' } }],
  ['flowable:terminateMultiInstance="true"', { type: 'unsupported' }],
])('a terminate end with %s', async (attributes, expected) => {
  expect(await fl(`<endEvent id="a"><terminateEventDefinition ${attributes}/></endEvent>`)).toMatchObject(expected)
})

test.each([
  ['signalEventDefinition signalRef="alarm"', { type: 'signal', name: 'alarm' }],
  ['messageEventDefinition messageRef="paid"', { type: 'message', name: 'paid' }],
  ['messageEventDefinition flowable:messageExpression="${m}"', { type: 'message', name: '${m}' }],
  ['signalEventDefinition flowable:signalExpression="${s}"', { type: 'signal', name: '${s}' }],
])('%s that is declared nowhere goes by its own name', async (definition, event) => {
  expect((await fl(`<intermediateCatchEvent id="a"><${definition}/></intermediateCatchEvent>`)).event).toEqual(event)
})

test('a signal for its own run only is refused', async () => {
  const body = '<intermediateCatchEvent id="a"><signalEventDefinition signalRef="s"/></intermediateCatchEvent>'

  expect((await fl(body, '<signal id="s" name="s" flowable:scope="processInstance"/>')).reason).toMatch(/own run only/)
})

test('data objects are first variables of their type', async () => {
  const object = (name: string, type: string, value: string) =>
    `<dataObject id="d_${name}" name="${name}" itemSubjectRef="xsd:${type}"><extensionElements><flowable:value>${value}</flowable:value></extensionElements></dataObject>`
  const { content, errors } = await read(
    textOf('flowable', object('n', 'int', '5') + object('b', 'boolean', 'true') + object('s', 'string', '7')),
  )

  expect(errors).toEqual([])
  expect(content.dataObjects).toEqual([
    { name: 'n', value: 5 },
    { name: 'b', value: true },
    { name: 's', value: '7' },
  ])
})

test('a task listener for all events listens to each', async () => {
  const listener = '<flowable:taskListener event="all" expression="${x}"/>'

  expect((await fl(tag('userTask', '', listener))).listeners!.map(({ event }) => event)).toEqual([
    'create',
    'assignment',
    'complete',
    'delete',
  ])
})

test('exceptions of Java that become errors are not mapped, and said so', async () => {
  const inside = '<flowable:mapException errorCode="E">java.lang.Exception</flowable:mapException>'
  const { content } = await read(textOf('flowable', tag('serviceTask', 'flowable:expression="${x}"', inside)))

  expect(content.unmapped!.map(({ what }) => what)).toContain('<mapException>')
})
