import { expect, test } from 'vitest'
import { elementA, read, textOf } from '../fixtures/read.ts'

const c8 = (body: string, roots = '') => elementA('zeebe', body, roots)
const tag = (name: string, inside: string, rest = '') =>
  `<${name} id="a"><extensionElements>${inside}</extensionElements>${rest}</${name}>`
const JOB = '<zeebe:taskDefinition type="ship" retries="5"/>'

test.each([
  ['serviceTask', '', {}],
  ['sendTask', '', {}],
  ['businessRuleTask', '', {}],
  ['scriptTask', '', { type: 'serviceTask' }],
  ['endEvent', '<messageEventDefinition/>', {}],
  ['intermediateThrowEvent', '<messageEventDefinition/>', {}],
])('a job of a %s is external work', async (name, rest, expected) => {
  const headers = '<zeebe:taskHeaders><zeebe:header key="k" value="v"/></zeebe:taskHeaders>'

  expect(await c8(tag(name, JOB + headers, rest))).toMatchObject({
    type: name,
    topic: 'ship',
    retries: '5',
    headers: { k: 'v' },
    ...expected,
  })
})

test('the type of a job may be an expression', async () => {
  expect(await c8(tag('serviceTask', '<zeebe:taskDefinition type="=kind"/>'))).toMatchObject({ topic: '=kind' })
})

test('people, dates and priority of a native user task', async () => {
  const inside = `<zeebe:userTask/><zeebe:assignmentDefinition assignee="=boss" candidateGroups="sales, ops" candidateUsers="=[&quot;a&quot;, &quot;b&quot;]"/>
    <zeebe:taskSchedule dueDate="=now() + duration(&quot;P1D&quot;)" followUpDate="2026-01-01T00:00:00Z"/><zeebe:priorityDefinition priority="60"/>`

  expect(await c8(tag('userTask', inside))).toEqual({
    type: 'userTask',
    kind: 'task',
    unassigned: 'open',
    due: '=now() + duration("P1D")',
    followUp: '2026-01-01T00:00:00Z',
    priority: '60',
    assignment: [
      { type: 'expression', value: '=boss' },
      { type: 'expression', value: '=["a", "b"]', candidate: true },
      { type: 'role', name: 'sales', candidate: true },
      { type: 'role', name: 'ops', candidate: true },
    ],
  })
})

test.each([
  ['formId="expense_edit" bindingType="deployment"', 'expense_edit', []],
  ['formKey="camunda-forms:bpmn:userTaskForm_1"', undefined, ['flow.not_mapped']],
])('formDefinition %s', async (attributes, form, warnings) => {
  const found = await read(textOf('zeebe', tag('userTask', `<zeebe:formDefinition ${attributes}/>`)))

  expect(found.content.elements[0]!.form).toBe(form)
  expect(found.warnings).toEqual(warnings)
})

test('ioMapping: values of its own and what goes out; dotted targets are one object', async () => {
  const inside = `${JOB}<zeebe:ioMapping><zeebe:input source="=x" target="order.id"/><zeebe:input source="fixed" target="y"/><zeebe:input source="=z" target="order.to.city"/><zeebe:input target="nothing"/><zeebe:output source="=r" target="result"/></zeebe:ioMapping>`

  expect(await c8(tag('serviceTask', inside))).toMatchObject({
    inputMappings: [
      { name: 'order', value: { map: { id: '=x', to: { map: { city: '=z' } } } } },
      { name: 'y', value: 'fixed' },
      { name: 'nothing', value: '=null' },
    ],
    outputMappings: [{ name: 'result', value: '=r' }],
  })
})

const called = (attributes: string, mapping = '') =>
  tag('callActivity', `<zeebe:calledElement processId="q" ${attributes}/>${mapping}`)
const IO =
  '<zeebe:ioMapping><zeebe:input source="=x" target="y"/><zeebe:output source="=r" target="s"/></zeebe:ioMapping>'

test.each([
  ['passes and returns all', called(''), { passAll: true, returnAll: true, in: [], out: [] }],
  [
    'returns what its output mappings name',
    called('', IO),
    { passAll: true, in: [], out: [{ name: 's', value: '=r' }] },
  ],
  [
    'passes its own variables only',
    called('propagateAllParentVariables="false" propagateAllChildVariables="false"', IO),
    { in: [{ name: 'y', value: null }], out: [{ name: 's', value: '=r' }] },
  ],
  [
    'is bound by version tag',
    called('bindingType="versionTag" versionTag="v1"'),
    { binding: 'version_tag', version: 'v1', passAll: true, returnAll: true, in: [], out: [] },
  ],
])('a call activity %s', async (_, body, call) => {
  expect((await c8(body)).call).toEqual({ process: 'q', binding: 'latest', ...call })
})

test('a decision by its id', async () => {
  const body = tag('businessRuleTask', '<zeebe:calledDecision decisionId="level" resultVariable="r"/>')

  expect(await c8(body)).toEqual({
    type: 'businessRuleTask',
    ruleSet: 'level',
    binding: 'current',
    resultVariable: 'r',
  })
})

test('a script is FEEL', async () => {
  const body = tag('scriptTask', '<zeebe:script expression="=1 + x" resultVariable="r"/>')

  expect(await c8(body)).toEqual({ type: 'scriptTask', script: '1 + x', resultVariable: 'r' })
})

test('multi-instance with its results; loopCounter begins at 1', async () => {
  const body = `<task id="a"><multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="all" outputElement="=item.x"/></extensionElements><completionCondition xsi:type="tFormalExpression">=done</completionCondition></multiInstanceLoopCharacteristics></task>`

  expect((await c8(body)).loop).toEqual({
    type: 'multi',
    sequential: false,
    counterBase: 1,
    collection: '=items',
    elementVariable: 'item',
    outputCollection: 'all',
    outputElement: '=item.x',
    completion: 'done',
  })
})

test.each([
  [
    'the correlation key of a message',
    '<receiveTask id="a" messageRef="m"/>',
    { type: 'message', name: '=what', key: '=order' },
  ],
  [
    'what a published message says',
    '<intermediateThrowEvent id="a"><extensionElements><zeebe:publishMessage correlationKey="=k" timeToLive="PT1M"/></extensionElements><messageEventDefinition messageRef="m"/></intermediateThrowEvent>',
    { type: 'message', name: '=what', key: '=k', timeToLive: 'PT1M' },
  ],
  [
    'the variables of a condition',
    '<intermediateCatchEvent id="a"><conditionalEventDefinition><extensionElements><zeebe:conditionalFilter variableNames="x, y" variableEvents="create, update"/></extensionElements><condition xsi:type="tFormalExpression">=x &gt; y</condition></conditionalEventDefinition></intermediateCatchEvent>',
    { type: 'condition', condition: 'x > y', variables: ['x', 'y'] },
  ],
  [
    'a timer by expression',
    '<intermediateCatchEvent id="a"><timerEventDefinition><timeDuration xsi:type="tFormalExpression">=wait</timeDuration></timerEventDefinition></intermediateCatchEvent>',
    { type: 'timer', kind: 'duration', value: '=wait' },
  ],
])('%s', async (_, body, event) => {
  const roots =
    '<message id="m" name="=what"><extensionElements><zeebe:subscription correlationKey="=order"/></extensionElements></message>'

  expect((await c8(body, roots)).event).toEqual(event)
})

test('what begins in an ad-hoc subprocess', async () => {
  const body = tag('adHocSubProcess', '<zeebe:adHoc activeElementsCollection="=list"/>')

  expect((await c8(body)).adHoc).toEqual({ ordering: 'parallel', cancelRemaining: true, active: '=list' })
})

test('the version tag and properties of the process', async () => {
  const settings =
    '<extensionElements><zeebe:versionTag value="v3"/><zeebe:properties><zeebe:property name="a" value="b"/></zeebe:properties></extensionElements>'
  const { content, warnings } = await read(textOf('zeebe', settings))

  expect(content).toMatchObject({ dialect: 'camunda8', versionTag: 'v3' })
  expect(warnings).toEqual([])
})

test.each([
  [
    'listeners that are jobs',
    tag('userTask', '<zeebe:taskListeners><zeebe:taskListener eventType="creating" type="t"/></zeebe:taskListeners>'),
    /listeners are jobs/,
  ],
  [
    'execution listeners',
    tag(
      'task',
      '<zeebe:executionListeners><zeebe:executionListener eventType="start" type="t"/></zeebe:executionListeners>',
    ),
    /listeners are jobs/,
  ],
  [
    'an output into a member',
    tag('serviceTask', `${JOB}<zeebe:ioMapping><zeebe:output source="=r" target="a.b"/></zeebe:ioMapping>`),
    /member, "a.b"/,
  ],
  ['an ad-hoc subprocess of a worker', tag('adHocSubProcess', JOB), /worker steers it/],
  ['what an ad-hoc subprocess gathers', tag('adHocSubProcess', '<zeebe:adHoc outputCollection="x"/>'), /gathers/],
  ['a decision by expression', tag('businessRuleTask', '<zeebe:calledDecision decisionId="=d"/>'), /must be fixed/],
  [
    'a decision by version tag',
    tag('businessRuleTask', '<zeebe:calledDecision decisionId="d" bindingType="versionTag" versionTag="1"/>'),
    /version tag/,
  ],
])('%s: the element is unsupported, with the reason', async (_, body, reason) => {
  const found = await c8(body)

  expect(found.type).toBe('unsupported')
  expect(found.reason).toMatch(reason)
})

test('listeners of the process itself are refused', async () => {
  const settings =
    '<extensionElements><zeebe:executionListeners><zeebe:executionListener eventType="start" type="t"/></zeebe:executionListeners></extensionElements>'

  expect((await read(textOf('zeebe', settings))).errors).toEqual(['flow.not_runnable'])
})

test('what nobody reads is listed and warned of', async () => {
  const { content } = await read(
    textOf('zeebe', tag('serviceTask', `${JOB}<zeebe:linkedResources><zeebe:x/></zeebe:linkedResources>`)),
  )

  expect(content.unmapped!.map(({ what }) => what)).toEqual(['<zeebe:linkedResources>'])
})
