import { expect, test } from 'vitest'
import { elementA, read, textOf } from '../fixtures/read.ts'

const c7 = (body: string, roots = '') => elementA('camunda', body, roots)
const tag = (name: string, attributes: string, inside = '') =>
  `<${name} id="a" ${attributes}>${inside === '' ? '' : `<extensionElements>${inside}</extensionElements>`}</${name}>`
const task = (attributes: string, inside = '') => tag('userTask', attributes, inside)
const service = (attributes: string, inside = '') => tag('serviceTask', attributes, inside)

test.each([
  ['an assignee', 'camunda:assignee="kermit"', [{ type: 'person', code: 'kermit' }]],
  ['an assignee by expression', 'camunda:assignee="${boss}"', [{ type: 'expression', value: '${boss}' }]],
  [
    'candidate users, split outside of expressions',
    'camunda:candidateUsers="kermit, ${users(a, b)} ,fozzie"',
    [
      { type: 'person', code: 'kermit', candidate: true },
      { type: 'expression', value: '${users(a, b)}', candidate: true },
      { type: 'person', code: 'fozzie', candidate: true },
    ],
  ],
  [
    'candidate groups as roles',
    'camunda:candidateGroups="sales,#{groups}"',
    [
      { type: 'role', name: 'sales', candidate: true },
      { type: 'expression', value: '#{groups}', gives: 'roles', candidate: true },
    ],
  ],
  ['nobody', '', []],
])('%s', async (_, attributes, assignment) => {
  expect(await c7(task(attributes))).toEqual({ type: 'userTask', kind: 'task', unassigned: 'open', assignment })
})

test('dates and priority of a task', async () => {
  const read = await c7(
    task('camunda:dueDate="${due}" camunda:followUpDate="2026-01-01T00:00:00" camunda:priority="${p}"'),
  )

  expect(read).toMatchObject({ due: '${due}', followUp: '2026-01-01T00:00:00', priority: '${p}' })
})

test.each([
  ['formKey="embedded:app:forms/x.html"', undefined, ['flow.not_mapped']],
  ['formKey="expense_edit"', 'expense_edit', []],
  ['formKey="jingwei:expense_edit"', 'expense_edit', []],
  ['formRef="Form_1" camunda:formRefBinding="version" camunda:formRefVersion="2"', undefined, ['flow.not_mapped']],
])('camunda:%s', async (attribute, form, warnings) => {
  const { content, ...found } = await read(textOf('camunda', task(`camunda:${attribute}`)))

  expect(content.elements[0]!.form).toBe(form)
  expect(found.warnings).toEqual(warnings)
})

test('a generated form is not mapped, and said so', async () => {
  const form = '<camunda:formData><camunda:formField id="x" label="X" type="string"/></camunda:formData>'
  const { content } = await read(textOf('camunda', task('', form)))

  expect(content.elements[0]!.type).toBe('userTask')
  expect(content.unmapped).toEqual([{ id: 'a', what: '<formData>', reason: expect.stringContaining('jw:form') }])
})

test.each([
  ['${x > 1}', '', { condition: '${x > 1}', language: 'juel' }],
  ['#{x}', 'language="juel"', { condition: '#{x}', language: 'juel' }],
  ['=x > 1', '', { condition: 'x > 1' }],
  ['x > 1', 'language="feel"', { condition: 'x > 1' }],
])('condition %s %s', async (condition, language, expected) => {
  const flow = `<task id="a"/><task id="b"/><sequenceFlow id="f" sourceRef="a" targetRef="b"><conditionExpression xsi:type="tFormalExpression" ${language}><![CDATA[${condition}]]></conditionExpression></sequenceFlow>`
  const { content } = await read(textOf('camunda', `<task id="z" camunda:asyncBefore="true"/>${flow}`))

  expect(content.flows).toEqual([{ id: 'f', title: '', from: 'a', to: 'b', ...expected }])
})

test('a condition in Groovy is refused at its sequence flow', async () => {
  const flow =
    '<task id="a"/><sequenceFlow id="f" sourceRef="a" targetRef="a"><conditionExpression xsi:type="tFormalExpression" language="groovy">x</conditionExpression></sequenceFlow>'

  expect((await read(textOf('camunda', flow))).errors).toEqual(['flow.unsupported_language'])
})

test('a condition in another file is refused at its sequence flow', async () => {
  const flow =
    '<task id="a"/><sequenceFlow id="f" sourceRef="a" targetRef="a"><conditionExpression xsi:type="tFormalExpression" camunda:resource="c.groovy"/></sequenceFlow>'

  expect((await read(textOf('camunda', flow))).errors).toContain('flow.not_runnable')
})

test.each([
  ['camunda:asyncBefore="true"', { asyncBefore: true }],
  ['camunda:async="true"', { asyncBefore: true }],
  ['camunda:asyncAfter="true" camunda:exclusive="false"', { asyncAfter: true, exclusive: false }],
  ['camunda:asyncBefore="false" camunda:exclusive="true"', {}],
  ['camunda:jobPriority="${p}"', { jobPriority: '${p}' }],
])('jobs: %s', async (attributes, expected) => {
  expect(await c7(tag('task', attributes))).toEqual({ type: 'passTask', ...expected })
})

test('failedJobRetryTimeCycle gives retries and pauses', async () => {
  const retries = '<camunda:failedJobRetryTimeCycle>R5/PT5M</camunda:failedJobRetryTimeCycle>'

  expect(await c7(service('camunda:expression="${x}"', retries))).toMatchObject({ retries: 'R5/PT5M' })
})

test.each([
  [
    'an expression',
    'camunda:expression="${a + b}" camunda:resultVariable="sum"',
    '',
    { expression: '${a + b}', resultVariable: 'sum' },
  ],
  [
    'an external task with priority and properties',
    'camunda:type="external" camunda:topic="ship" camunda:taskPriority="3"',
    '<camunda:properties><camunda:property name="k" value="v"/></camunda:properties>',
    { topic: 'ship', priority: '3', headers: { k: 'v' } },
  ],
  [
    'a class with a function of ours',
    'camunda:class="com.acme.Ship" jw:function="stock.ship"',
    '<camunda:field name="to"><camunda:string>home</camunda:string></camunda:field><camunda:field name="n" stringValue="1"/>',
    {
      function: 'stock.ship',
      inputs: [
        { name: 'to', value: 'home' },
        { name: 'n', value: '1' },
      ],
    },
  ],
])('%s', async (_, attributes, inside, expected) => {
  expect(await c7(service(attributes, inside))).toEqual({ type: 'serviceTask', inputs: [], ...expected })
})

test.each([
  ['class="com.acme.Ship"', 'com.acme.Ship'],
  ['delegateExpression="${shipping}"', 'shipping'],
  ['delegateExpression="${shipping}"', '${shipping}'],
  ['expression="${shipping.ship(execution)}"', '${shipping.ship(execution)}'],
])('camunda:%s is done by the function that a handler names for %s', async (attribute, name) => {
  const body = `<extensionElements><jw:handler name="${name}" function="stock.ship"/></extensionElements>${service(`camunda:${attribute}`)}`

  expect(await c7(body)).toEqual({ type: 'serviceTask', function: 'stock.ship', inputs: [] })
})

test.each([
  [
    'a class',
    service('camunda:class="com.acme.Ship"'),
    /Java class "com.acme.Ship", which needs a registered function/,
  ],
  ['a bean', service('camunda:delegateExpression="${ship}"'), /bean "\$\{ship\}", which needs a registered function/],
  ['a mail task', service('camunda:type="mail"'), /Tasks of type "mail"/],
  ['external work without a topic', service('camunda:type="external"'), /without a topic/],
  [
    'a connector',
    service('', '<camunda:connector><camunda:connectorId>http</camunda:connectorId></camunda:connector>'),
    /connector/,
  ],
  ['a Groovy script', '<scriptTask id="a" scriptFormat="groovy"><script>1</script></scriptTask>', /language "groovy"/],
  ['a script in a file', '<scriptTask id="a" camunda:resource="x.js"/>', /another file/],
  [
    'a script as a parameter',
    service(
      'camunda:expression="${x}"',
      '<camunda:inputOutput><camunda:inputParameter name="p"><camunda:script scriptFormat="groovy">1</camunda:script></camunda:inputParameter></camunda:inputOutput>',
    ),
    /parameter "p" is a script/,
  ],
  [
    'a listener in Java',
    task('', '<camunda:taskListener event="create" class="com.acme.L"/>'),
    /listener runs the Java class "com.acme.L"/,
  ],
  [
    'a listener for a timeout',
    task('', '<camunda:taskListener event="timeout" expression="${x}"/>'),
    /task listener for "timeout"/,
  ],
  ['a CMMN case', tag('callActivity', 'camunda:caseRef="c"'), /CMMN/],
  ['a Java mapping of variables', tag('callActivity', 'camunda:variableMappingClass="c"'), /Java class/],
  ['a decision by expression', tag('businessRuleTask', 'camunda:decisionRef="${d}"'), /must be fixed/],
  [
    'a decision by version',
    tag(
      'businessRuleTask',
      'camunda:decisionRef="d" camunda:decisionRefBinding="version" camunda:decisionRefVersion="2"',
    ),
    /not bound by "version"/,
  ],
  [
    'a condition that is asked on some changes only',
    '<intermediateCatchEvent id="a"><conditionalEventDefinition camunda:variableEvents="delete"><condition>${x}</condition></conditionalEventDefinition></intermediateCatchEvent>',
    /only asked on "delete"/,
  ],
  [
    'a signal with variables',
    '<endEvent id="a"><signalEventDefinition><extensionElements><camunda:in source="x" target="x"/></extensionElements></signalEventDefinition></endEvent>',
    /carries variables/,
  ],
])('%s makes the element unsupported, with the reason', async (_, body, reason) => {
  const found = await c7(body)

  expect(found.type).toBe('unsupported')
  expect(found.reason).toMatch(reason)
})

test('a script in JUEL is run', async () => {
  const body = '<scriptTask id="a" scriptFormat="juel" camunda:resultVariable="r"><script>${x}</script></scriptTask>'

  expect(await c7(body)).toEqual({ type: 'scriptTask', script: '${x}', language: 'juel', resultVariable: 'r' })
})

test('inputOutput: texts, nothing, lists and maps in each other', async () => {
  const inside = `<camunda:inputOutput>
    <camunda:inputParameter name="text">\${x}</camunda:inputParameter><camunda:inputParameter name="none"/>
    <camunda:inputParameter name="list"><camunda:list><camunda:value>1</camunda:value><camunda:map><camunda:entry key="k">\${v}</camunda:entry></camunda:map></camunda:list></camunda:inputParameter>
    <camunda:inputParameter name="map"><camunda:map><camunda:entry key="in"><camunda:list><camunda:value>2</camunda:value></camunda:list></camunda:entry></camunda:map></camunda:inputParameter>
    <camunda:outputParameter name="out">\${y}</camunda:outputParameter></camunda:inputOutput>`
  const found = await c7(tag('task', '', inside))

  expect(found.inputMappings).toEqual([
    { name: 'text', value: '${x}' },
    { name: 'none', value: '=null' },
    { name: 'list', value: { list: ['1', { map: { k: '${v}' } }] } },
    { name: 'map', value: { map: { in: { list: ['2'] } } } },
  ])
  expect(found.outputMappings).toEqual([{ name: 'out', value: '${y}' }])
})

test.each([
  ['', '', { process: 'q', binding: 'latest', in: [], out: [] }],
  ['camunda:calledElementBinding="deployment"', '', { process: 'q', binding: 'deployment', in: [], out: [] }],
  [
    'camunda:calledElementBinding="version" camunda:calledElementVersion="3"',
    '',
    { process: 'q', binding: 'version', version: '3', in: [], out: [] },
  ],
  [
    'camunda:calledElementBinding="versionTag" camunda:calledElementVersionTag="v1"',
    '',
    { process: 'q', binding: 'version_tag', version: 'v1', in: [], out: [] },
  ],
  [
    '',
    '<camunda:in source="x" target="x"/><camunda:in source="x" target="y"/><camunda:in source="a-b" target="c"/><camunda:in sourceExpression="${x + 1}" target="z"/>',
    {
      process: 'q',
      binding: 'latest',
      in: [
        { name: 'x', value: null },
        { name: 'y', value: '=x' },
        { name: 'c', value: '${a-b}' },
        { name: 'z', value: '${x + 1}' },
      ],
      out: [],
    },
  ],
  [
    '',
    '<camunda:in variables="all"/><camunda:out variables="all"/><camunda:out source="r" target="s"/><camunda:in businessKey="#{execution.processBusinessKey}"/>',
    {
      process: 'q',
      binding: 'latest',
      businessKey: '#{execution.processBusinessKey}',
      passAll: true,
      returnAll: true,
      in: [],
      out: [{ name: 's', value: '=r' }],
    },
  ],
  [
    '',
    '<camunda:in variables="all" local="true"/><camunda:inputOutput><camunda:inputParameter name="p">1</camunda:inputParameter></camunda:inputOutput>',
    { process: 'q', binding: 'latest', in: [{ name: 'p', value: null }], out: [] },
  ],
])('call activity %s %s', async (attributes, inside, call) => {
  expect((await c7(tag('callActivity', `calledElement="q" ${attributes}`, inside))).call).toEqual(call)
})

test('multi-instance: collection, element variable, completion; loopCounter begins at 0', async () => {
  const body = `<task id="a"><multiInstanceLoopCharacteristics isSequential="true" camunda:collection="\${list}" camunda:elementVariable="item"><completionCondition>\${done}</completionCondition></multiInstanceLoopCharacteristics></task>`

  expect((await c7(body)).loop).toEqual({
    type: 'multi',
    sequential: true,
    counterBase: 0,
    collection: '${list}',
    elementVariable: 'item',
    completion: '${done}',
    language: 'juel',
  })
})

test('listeners: expressions run, classes by a function of ours', async () => {
  const body = `<extensionElements><jw:handler name="com.acme.L" function="f.g"/></extensionElements>${task(
    '',
    `<camunda:taskListener event="create" expression="\${x}"/><camunda:executionListener event="end" class="com.acme.L"><camunda:field name="k" expression="\${v}"/></camunda:executionListener>`,
  )}`

  expect((await c7(body)).listeners).toEqual([
    { event: 'end', function: 'f.g', inputs: [{ name: 'k', value: '${v}' }] },
    { event: 'create', expression: '${x}' },
  ])
})

test('a listener of a sequence flow takes part when it is taken', async () => {
  const flow =
    '<task id="a"/><sequenceFlow id="f" sourceRef="a" targetRef="a"><extensionElements><camunda:executionListener event="take" expression="${x}"/></extensionElements></sequenceFlow>'

  expect((await read(textOf('camunda', flow))).content.flows[0]!.listeners).toEqual([
    { event: 'take', expression: '${x}' },
  ])
})

test('listeners of the process itself are refused', async () => {
  const listener = '<extensionElements><camunda:executionListener event="start" expression="${x}"/></extensionElements>'

  expect((await read(textOf('camunda', listener))).errors).toEqual(['flow.not_runnable'])
})

test.each([
  [
    'what an error gives',
    '<task id="t"/><boundaryEvent id="a" attachedToRef="t"><errorEventDefinition errorRef="e" camunda:errorCodeVariable="c" camunda:errorMessageVariable="m"/></boundaryEvent>',
    { type: 'error', code: 'E1', message: 'bad', codeVariable: 'c', messageVariable: 'm' },
  ],
  [
    'an error that is declared nowhere is its own code',
    '<endEvent id="a"><errorEventDefinition errorRef="E7"/></endEvent>',
    { type: 'error', code: 'E7' },
  ],
  [
    'an error without a code is any error',
    '<task id="t"/><boundaryEvent id="a" attachedToRef="t"><errorEventDefinition errorRef="any"/></boundaryEvent>',
    { type: 'error' },
  ],
  [
    'what an escalation gives',
    '<task id="t"/><boundaryEvent id="a" attachedToRef="t"><escalationEventDefinition escalationRef="s" camunda:escalationCodeVariable="c"/></boundaryEvent>',
    { type: 'escalation', code: 'S1', codeVariable: 'c' },
  ],
  [
    'a condition on one variable',
    '<intermediateCatchEvent id="a"><conditionalEventDefinition camunda:variableName="x" camunda:variableEvents="create, update"><condition xsi:type="tFormalExpression">${x == 1}</condition></conditionalEventDefinition></intermediateCatchEvent>',
    { type: 'condition', condition: '${x == 1}', language: 'juel', variables: ['x'] },
  ],
])('%s', async (_, body, event) => {
  const roots =
    '<error id="e" errorCode="E1" camunda:errorMessage="bad"/><error id="any"/><escalation id="s" escalationCode="S1"/>'

  expect((await c7(body, roots)).event).toEqual(event)
})

test.each([
  ['camunda:expression="${x}"', { expression: '${x}' }],
  ['camunda:type="external" camunda:topic="mail"', { topic: 'mail' }],
  ['camunda:class="x.Y"', { type: 'unsupported' }],
])('a throwing message may be work: %s', async (attributes, expected) => {
  const body = `<intermediateThrowEvent id="a"><messageEventDefinition messageRef="m" ${attributes}/></intermediateThrowEvent>`

  expect(await c7(body, '<message id="m" name="paid"/>')).toMatchObject(expected)
})

test.each([
  ['', 'result_list'],
  ['camunda:mapDecisionResult="singleEntry"', 'single_entry'],
  ['camunda:mapDecisionResult="singleResult"', 'single_result'],
  ['camunda:mapDecisionResult="collectEntries"', 'collect_entries'],
])('a decision with %s keeps %s', async (attributes, mapDecision) => {
  const body = tag('businessRuleTask', `camunda:decisionRef="level" camunda:resultVariable="r" ${attributes}`)

  expect(await c7(body)).toEqual({
    type: 'businessRuleTask',
    ruleSet: 'level',
    binding: 'current',
    resultVariable: 'r',
    mapDecision,
  })
})

test('settings of the process', async () => {
  const attributes =
    'camunda:candidateStarterUsers="kermit" camunda:candidateStarterGroups="sales" camunda:historyTimeToLive="P180D" camunda:versionTag="1.2" camunda:isStartableInTasklist="false"'
  const { content, warnings } = await read(
    textOf('camunda', '<startEvent id="a" camunda:initiator="who"/>', '', attributes),
  )

  expect(content).toMatchObject({
    dialect: 'camunda7',
    historyDays: 180,
    versionTag: '1.2',
    starters: [
      { type: 'person', code: 'kermit' },
      { type: 'role', name: 'sales' },
    ],
  })
  expect(content.elements[0]!.initiator).toBe('who')
  expect(warnings).toEqual([])
})

test.each([
  [
    service(
      'camunda:type="external" camunda:topic="t"',
      '<camunda:errorEventDefinition id="x" errorRef="e" expression="${y}"/>',
    ),
    '<camunda:errorEventDefinition>',
  ],
  [tag('task', 'camunda:frob="1"'), 'camunda:frob'],
  [tag('task', 'camunda:assignee="kermit"'), 'camunda:assignee'],
  [tag('task', '', '<camunda:frob/>'), '<camunda:frob>'],
  [
    service('camunda:expression="${x}"', '<camunda:field name="f" stringValue="1" colour="red"/>'),
    'camunda:field@colour',
  ],
])('%s: what nobody reads is listed and warned of', async (body, what) => {
  const { content, warnings } = await read(textOf('camunda', body))

  expect(content.unmapped!.map(each => [each.id, each.what])).toEqual([['a', what]])
  expect(warnings).toEqual(['flow.not_mapped'])
  expect(content.elements[0]!.type).not.toBe('unsupported')
})

test('templates of the modeller say nothing about a run', async () => {
  const { warnings } = await read(
    textOf('camunda', task('camunda:modelerTemplate="x" camunda:modelerTemplateVersion="2"')),
  )

  expect(warnings).toEqual([])
})

test('ours win over theirs', async () => {
  const body = task(
    'camunda:assignee="kermit" camunda:dueDate="P1D" jw:due="P2D" jw:unassigned="incident"',
    '<jw:assignment type="role" name="clerk"/>',
  )

  expect(await c7(body)).toMatchObject({
    due: 'P2D',
    unassigned: 'incident',
    assignment: [{ type: 'role', name: 'clerk' }],
  })
})

test('the prefix of their vocabulary may be any', async () => {
  const text = textOf('camunda', '<userTask id="a" c:assignee="kermit"/>').replace('xmlns:camunda=', 'xmlns:c=')

  expect((await read(text)).content).toMatchObject({
    dialect: 'camunda7',
    elements: [{ assignment: [{ code: 'kermit' }] }],
  })
})

test('lists in lists without end are cut, which is said', async () => {
  const depth = 2_000
  const lists = `${'<camunda:list>'.repeat(depth)}${'</camunda:list>'.repeat(depth)}`
  const body = tag(
    'task',
    '',
    `<camunda:inputOutput><camunda:inputParameter name="x">${lists}</camunda:inputParameter></camunda:inputOutput>`,
  )

  const { content } = await read(textOf('camunda', body))

  expect(content.elements[0]!.inputMappings).toHaveLength(1)
  expect(content.unmapped!.map(({ what }) => what)).toEqual(['<camunda:list> deeper than 20 levels'])
})

test('settings of a process beside the main one are not mapped, and said so', async () => {
  const other = '<process id="q" camunda:versionTag="2"><task id="b"/></process>'
  const { content } = await read(textOf('camunda', '<task id="a" camunda:asyncBefore="true"/>', other))

  expect(content.unmapped).toEqual([{ id: 'q', what: 'versionTag', reason: expect.any(String) }])
})
