import { expect, test } from 'vitest'
import { parseFlow } from '../parse.ts'
import { elementA, read, textOf } from './fixtures/read.ts'

const ours = (body: string, roots = '') => elementA('jw', body, roots)
const extended = (tag: string, inside: string, attributes = '') =>
  `<${tag} id="a" ${attributes}><extensionElements>${inside}</extensionElements></${tag}>`
const inSubProcess = (inside: string, attributes = '') => `<subProcess id="s" ${attributes}>${inside}</subProcess>`

test.each([
  ['startEvent', 'startEvent'],
  ['endEvent', 'endEvent'],
  ['userTask', 'userTask'],
  ['serviceTask', 'serviceTask'],
  ['sendTask', 'sendTask'],
  ['receiveTask', 'receiveTask'],
  ['businessRuleTask', 'businessRuleTask'],
  ['scriptTask', 'scriptTask'],
  ['task', 'passTask'],
  ['manualTask', 'passTask'],
  ['exclusiveGateway', 'exclusiveGateway'],
  ['parallelGateway', 'parallelGateway'],
  ['inclusiveGateway', 'inclusiveGateway'],
  ['eventBasedGateway', 'eventBasedGateway'],
  ['intermediateThrowEvent', 'intermediateThrowEvent'],
  ['subProcess', 'subProcess'],
  ['transaction', 'transaction'],
  ['adHocSubProcess', 'adHocSubProcess'],
  ['callActivity', 'callActivity'],
])('a %s is read as %s', async (tag, type) => {
  expect(await ours(`<${tag} id="a"/>`)).toMatchObject({ type })
})

test.each([
  ['a complex gateway', '<complexGateway id="a"/>', 'bpmn:ComplexGateway', /inclusive or a parallel gateway/],
  ['a data store', '<dataStoreReference id="a"/>', 'bpmn:DataStoreReference', /Data stores/],
  [
    'an event with several definitions',
    '<intermediateCatchEvent id="a"><messageEventDefinition/><signalEventDefinition/></intermediateCatchEvent>',
    'bpmn:IntermediateCatchEvent with bpmn:MessageEventDefinition with bpmn:SignalEventDefinition',
    /several definitions/,
  ],
  ['a catch event that waits for nothing', '<intermediateCatchEvent id="a"/>', 'bpmn:IntermediateCatchEvent', /waits/],
  [
    'an event that BPMN does not allow at its place',
    '<startEvent id="a"><errorEventDefinition/></startEvent>',
    'bpmn:StartEvent with bpmn:ErrorEventDefinition',
    /no error event at this place/,
  ],
  [
    'a timer that says two things',
    '<intermediateCatchEvent id="a"><timerEventDefinition><timeDate>1</timeDate><timeDuration>2</timeDuration></timerEventDefinition></intermediateCatchEvent>',
    'bpmn:IntermediateCatchEvent with bpmn:TimerEventDefinition',
    /not several/,
  ],
  ['a receive task that begins runs', '<receiveTask id="a" instantiate="true"/>', 'bpmn:ReceiveTask', /start event/],
  [
    'a parallel event-based gateway',
    '<eventBasedGateway id="a" eventGatewayType="Parallel"/>',
    'bpmn:EventBasedGateway',
    /parallel event-based/,
  ],
  [
    'a gateway that begins runs',
    '<eventBasedGateway id="a" instantiate="true"/>',
    'bpmn:EventBasedGateway',
    /begins no run/,
  ],
  [
    'compensation that does not wait',
    '<intermediateThrowEvent id="a"><compensateEventDefinition waitForCompletion="false"/></intermediateThrowEvent>',
    'bpmn:IntermediateThrowEvent with bpmn:CompensateEventDefinition',
    /always waits/,
  ],
  [
    'a multi-instance activity that throws events',
    '<task id="a"><multiInstanceLoopCharacteristics behavior="One"/></task>',
    'bpmn:Task',
    /behavior at "All"/,
  ],
  ['a trigger of another type', extended('startEvent', '<jw:trigger type="moon"/>'), 'bpmn:StartEvent', /"moon"/],
])('%s is unsupported, with the reason', async (_, body, bpmn, reason) => {
  const read = await ours(body)

  expect(read).toMatchObject({ type: 'unsupported', bpmn })
  expect(read.reason).toMatch(reason)
})

const ROOTS = `<message id="m" name="paid" jw:correlationKey="=order"/><signal id="sig" name="alarm"/>
  <error id="err" errorCode="E1" jw:message="bad"/><error id="codeless"/><escalation id="esc" escalationCode="S1"/>`
const start = (definition: string) => `<startEvent id="a">${definition}</startEvent>`

test.each([
  [
    'a message with its correlation key',
    start('<messageEventDefinition messageRef="m"/>'),
    { type: 'message', name: 'paid', key: '=order' },
  ],
  [
    'the correlation key of a definition before that of its message',
    start('<messageEventDefinition messageRef="m" jw:correlationKey="=id"/>'),
    { type: 'message', name: 'paid', key: '=id' },
  ],
  ['a signal', start('<signalEventDefinition signalRef="sig"/>'), { type: 'signal', name: 'alarm' }],
  [
    'a condition',
    start(
      '<conditionalEventDefinition jw:variables="x, y"><condition>=x &gt; y</condition></conditionalEventDefinition>',
    ),
    { type: 'condition', condition: 'x > y', variables: ['x', 'y'] },
  ],
  [
    'a timer with its calendar',
    start('<timerEventDefinition jw:calendar="cn"><timeCycle> R3/PT1H </timeCycle></timerEventDefinition>'),
    { type: 'timer', kind: 'cycle', value: 'R3/PT1H', calendar: 'cn' },
  ],
  [
    'an error with code and message',
    '<endEvent id="a"><errorEventDefinition errorRef="err"/></endEvent>',
    { type: 'error', code: 'E1', message: 'bad' },
  ],
  [
    'an error without a code by its id',
    '<endEvent id="a"><errorEventDefinition errorRef="codeless"/></endEvent>',
    { type: 'error', code: 'codeless' },
  ],
  [
    'where a caught error is kept',
    '<task id="t"/><boundaryEvent id="a" attachedToRef="t"><errorEventDefinition jw:codeVariable="code" jw:messageVariable="text"/></boundaryEvent>',
    { type: 'error', codeVariable: 'code', messageVariable: 'text' },
  ],
  [
    'an escalation',
    '<intermediateThrowEvent id="a"><escalationEventDefinition escalationRef="esc"/></intermediateThrowEvent>',
    { type: 'escalation', code: 'S1' },
  ],
  [
    'compensation of one activity',
    '<task id="t"/><endEvent id="a"><compensateEventDefinition activityRef="t"/></endEvent>',
    { type: 'compensation', activity: 't' },
  ],
  [
    'a link',
    '<intermediateThrowEvent id="a"><linkEventDefinition name="L"/></intermediateThrowEvent>',
    { type: 'link', name: 'L' },
  ],
  ['cancel', '<endEvent id="a"><cancelEventDefinition/></endEvent>', { type: 'cancel' }],
  [
    'terminate',
    '<endEvent id="a"><terminateEventDefinition jw:all="true"/></endEvent>',
    { type: 'terminate', all: true },
  ],
  [
    'a receive task’s message',
    '<receiveTask id="a" messageRef="m"/>',
    { type: 'message', name: 'paid', key: '=order' },
  ],
  [
    'a send task’s message',
    '<sendTask id="a" messageRef="m" jw:timeToLive="PT1H"/>',
    { type: 'message', name: 'paid', key: '=order', timeToLive: 'PT1H' },
  ],
])('%s is the event', async (_, body, event) => {
  expect((await ours(body, ROOTS)).event).toEqual(event)
})

test('an event definition may stand at the root and be named by several events', async () => {
  const roots = '<signal id="sig" name="alarm"/><signalEventDefinition id="def" signalRef="sig"/>'
  const body = '<startEvent id="a"><eventDefinitionRef>def</eventDefinitionRef></startEvent>'

  expect((await ours(body, roots)).event).toEqual({ type: 'signal', name: 'alarm' })
})

test.each(['message', 'timer', 'signal', 'conditional', 'error', 'escalation'])(
  'a %s event without cancelActivity or isInterrupting interrupts',
  async type => {
    const definition = `<${type}EventDefinition/>`
    const body = `<task id="t"/><boundaryEvent id="b" attachedToRef="t">${definition}</boundaryEvent>
      ${inSubProcess(`<startEvent id="a">${definition}</startEvent>`, 'triggeredByEvent="true"')}`
    const { content } = await read(textOf('jw', body))

    expect(content.elements.map(({ id, interrupting }) => [id, interrupting])).toEqual([
      ['t', undefined],
      ['b', true],
      ['s', undefined],
      ['a', true],
    ])
  },
)

test('isInterrupting="false" starts an event subprocess beside the rest', async () => {
  const body = inSubProcess(
    '<startEvent id="a" isInterrupting="false"><signalEventDefinition/></startEvent>',
    'triggeredByEvent="true"',
  )

  expect(await ours(body)).toMatchObject({ parent: 's', interrupting: false, event: { type: 'signal' } })
})

test('elements of all levels stand in one list, each with its parent, and flows beside', async () => {
  const body = inSubProcess(
    `<startEvent id="x"/><subProcess id="inner"><task id="y"/></subProcess><sequenceFlow id="f" sourceRef="x" targetRef="inner"/>`,
  )
  const { content } = await read(textOf('jw', body))

  expect(content.elements.map(({ id, parent }) => [id, parent])).toEqual([
    ['s', undefined],
    ['x', 's'],
    ['inner', 's'],
    ['y', 'inner'],
  ])
  expect(content.flows).toEqual([{ id: 'f', title: '', from: 'x', to: 'inner' }])
})

test.each([
  ['to the handler', 'sourceRef="b" targetRef="undo"'],
  ['from the handler', 'sourceRef="undo" targetRef="b"'],
])('an association %s says what undoes an activity', async (_, ends) => {
  const body = `<task id="t"/><task id="undo" isForCompensation="true"/>
    <boundaryEvent id="b" attachedToRef="t"><compensateEventDefinition/></boundaryEvent><association id="as" ${ends}/>`
  const { content } = await read(textOf('jw', body))

  expect(content.elements.find(({ id }) => id === 'b')).toMatchObject({
    handler: 'undo',
    event: { type: 'compensation' },
  })
  expect(content.elements.find(({ id }) => id === 'undo')).toMatchObject({ forCompensation: true })
})

test.each([
  [
    'a cardinality',
    '<loopCardinality>=3</loopCardinality>',
    '',
    { type: 'multi', sequential: false, cardinality: '=3', counterBase: 1 },
  ],
  [
    'a collection of ours',
    '<completionCondition>=done</completionCondition>',
    'isSequential="true" jw:collection="=items" jw:elementVariable="item" jw:outputCollection="all" jw:outputElement="=item.x"',
    {
      type: 'multi',
      sequential: true,
      counterBase: 1,
      collection: '=items',
      elementVariable: 'item',
      outputCollection: 'all',
      outputElement: '=item.x',
      completion: 'done',
    },
  ],
  [
    'BPMN’s own data input and output',
    '<loopDataInputRef>items</loopDataInputRef><loopDataOutputRef>all</loopDataOutputRef><inputDataItem id="i1" name="item"/><outputDataItem id="i2" name="one"/>',
    '',
    {
      type: 'multi',
      sequential: false,
      counterBase: 1,
      collection: 'items',
      elementVariable: 'item',
      outputCollection: 'all',
      outputElement: '=one',
    },
  ],
])('%s says how often an activity is done', async (_, inside, attributes, loop) => {
  const body = `<task id="a"><multiInstanceLoopCharacteristics ${attributes}>${inside}</multiInstanceLoopCharacteristics></task>`

  expect((await ours(body)).loop).toEqual(loop)
})

test('a standard loop asks before or after', async () => {
  const body =
    '<task id="a"><standardLoopCharacteristics testBefore="true" loopMaximum="4"><loopCondition>=n &lt; 3</loopCondition></standardLoopCharacteristics></task>'

  expect((await ours(body)).loop).toEqual({ type: 'standard', testBefore: true, condition: 'n < 3', maximum: '4' })
})

test('an ad-hoc subprocess says its order, its end and what begins', async () => {
  const body =
    '<adHocSubProcess id="a" ordering="Sequential" cancelRemainingInstances="false" jw:active="=list"><completionCondition>=ok</completionCondition></adHocSubProcess>'

  expect((await ours(body)).adHoc).toEqual({
    ordering: 'sequential',
    cancelRemaining: false,
    completion: 'ok',
    active: '=list',
  })
})

test('a call activity says what it calls, in which version, and what goes in and out', async () => {
  const body = extended(
    'callActivity',
    '<jw:in name="order"/><jw:in name="sum" value="=total"/><jw:out name="ok"/>',
    'calledElement="check" jw:binding="version" jw:version="3" jw:businessKey="=key" jw:passAll="true" jw:returnAll="true"',
  )

  expect((await ours(body)).call).toEqual({
    process: 'check',
    binding: 'version',
    version: '3',
    businessKey: '=key',
    passAll: true,
    returnAll: true,
    in: [
      { name: 'order', value: null },
      { name: 'sum', value: '=total' },
    ],
    out: [{ name: 'ok', value: null }],
  })
})

test('our settings of jobs, mappings, listeners and external work are read', async () => {
  const inside = `<jw:inputMapping name="x" value="=1"/><jw:outputMapping name="y"/><jw:header name="h" value="v"/><jw:input name="i" value="=2"/>
    <jw:listener event="start" function="f.g" resultVariable="r"><jw:input name="k" value="v"/></jw:listener>`
  const attributes =
    'jw:topic="ship" jw:priority="7" jw:resultVariable="done" jw:asyncBefore="true" jw:asyncAfter="true" jw:exclusive="false" jw:jobPriority="9" jw:retries="R3/PT10M"'

  expect(await ours(extended('serviceTask', inside, attributes))).toEqual({
    type: 'serviceTask',
    topic: 'ship',
    priority: '7',
    resultVariable: 'done',
    headers: { h: 'v' },
    inputs: [{ name: 'i', value: '=2' }],
    asyncBefore: true,
    asyncAfter: true,
    exclusive: false,
    jobPriority: '9',
    retries: 'R3/PT10M',
    inputMappings: [{ name: 'x', value: '=1' }],
    outputMappings: [{ name: 'y', value: null }],
    listeners: [{ event: 'start', function: 'f.g', resultVariable: 'r', inputs: [{ name: 'k', value: 'v' }] }],
  })
})

test('our settings of a user task are read', async () => {
  const body = extended(
    'userTask',
    '<jw:assignment type="role" name="clerk" candidate="true"/><jw:assignment type="expression" value="=groups" gives="roles"/>',
    'jw:due="P2D" jw:followUp="P1D" jw:priority="3" jw:calendar="cn" jw:unassigned="open" jw:form="check"',
  )

  expect(await ours(body)).toEqual({
    type: 'userTask',
    kind: 'task',
    form: 'check',
    due: 'P2D',
    followUp: 'P1D',
    priority: '3',
    calendar: 'cn',
    unassigned: 'open',
    assignment: [
      { type: 'role', name: 'clerk', candidate: true },
      { type: 'expression', value: '=groups', gives: 'roles' },
    ],
  })
})

test('BPMN’s own performers are people and roles', async () => {
  const who = (tag: string, text: string) =>
    `<${tag}><resourceAssignmentExpression><formalExpression>${text}</formalExpression></resourceAssignmentExpression></${tag}>`
  const body = `<userTask id="a">${who('humanPerformer', 'kermit')}${who('potentialOwner', 'user(fozzie), group(muppets), pigs')}</userTask>`

  expect((await ours(body)).assignment).toEqual([
    { type: 'person', code: 'kermit' },
    { type: 'person', code: 'fozzie', candidate: true },
    { type: 'role', name: 'muppets', candidate: true },
    { type: 'role', name: 'pigs', candidate: true },
  ])
})

test('settings of the process are read', async () => {
  const text = textOf(
    'jw',
    '<extensionElements><jw:starter type="role" name="sales"/></extensionElements><task id="a"/>',
    '',
    'jw:history="activity" jw:historyDays="30" jw:versionTag="v2"',
  )
  const { content, errors } = await read(text)

  expect(errors).toEqual([])
  expect(content).toMatchObject({
    history: 'activity',
    historyDays: 30,
    versionTag: 'v2',
    starters: [{ type: 'role', name: 'sales' }],
  })
  expect(content).not.toHaveProperty('dialect')
})

test('data objects with a value are first variables, those without are drawings', async () => {
  const body = `<dataObject id="d1" name="limit" jw:value="5"/><dataObject id="d2"/><dataObjectReference id="d3" dataObjectRef="d1"/>
    ${inSubProcess('<dataObject id="d4" name="note" jw:value="plain text"/>')}`
  const { content } = await read(textOf('jw', body))

  expect(content.dataObjects).toEqual([{ name: 'limit', value: 5 }])
  expect(content.elements[0]!.dataObjects).toEqual([{ name: 'note', value: 'plain text' }])
  expect(content.drawn).toEqual([
    { id: 'd2', bpmn: 'bpmn:DataObject' },
    { id: 'd3', bpmn: 'bpmn:DataObjectReference' },
  ])
})

test('lanes, notes and groups are drawings', async () => {
  const body =
    '<laneSet id="ls"><lane id="l1"><flowNodeRef>a</flowNodeRef></lane></laneSet><task id="a"/><textAnnotation id="n"/><group id="g"/><association id="as" sourceRef="a" targetRef="n"/>'
  const { content } = await read(textOf('jw', body))

  expect(content.drawn!.map(({ id }) => id)).toEqual(['l1', 'n', 'g', 'as'])
  expect(content.elements.map(({ id }) => id)).toEqual(['a'])
})

const pools = (flows: string, buyer = '', seller = '', attributes = '') =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:jw="urn:jingwei:bpmn:1" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="x">
  <message id="m" name="order"/>
  <collaboration id="c"><participant id="p1" processRef="buyer"/><participant id="p2" processRef="seller"/><participant id="p3" name="black box"/>${flows}</collaboration>
  <process id="buyer" ${attributes}><sendTask id="send"/>${buyer}</process>
  <process id="seller" isExecutable="true"><startEvent id="begin"/>${seller}</process></definitions>`

test('several processes of a text are read, the first executable one as the main one', async () => {
  const { content } = await read(pools(''))

  expect(content.name).toBe('seller')
  expect(content.processes).toEqual([{ id: 'buyer', title: 'buyer' }])
  expect(content.elements.map(({ id, parent }) => [id, parent])).toEqual([
    ['begin', undefined],
    ['send', 'buyer'],
  ])
})

test('a process beside it that says it can not be executed is a drawing', async () => {
  const { content } = await read(
    pools('<messageFlow id="mf" sourceRef="send" targetRef="begin"/>', '', '', 'isExecutable="false"'),
  )

  expect(content.elements.map(({ id }) => id)).toEqual(['begin'])
  expect(content.drawn).toEqual([
    { id: 'buyer', bpmn: 'bpmn:Process' },
    { id: 'mf', bpmn: 'bpmn:MessageFlow' },
  ])
})

test('a message flow names the message of both ends, and a start event becomes a message start', async () => {
  const { content } = await read(pools('<messageFlow id="mf" sourceRef="send" targetRef="begin"/>'))

  expect(content.messageFlows).toEqual([{ id: 'mf', from: 'send', to: 'begin' }])
  expect(content.elements.map(({ event }) => event)).toEqual([
    { type: 'message', name: 'mf' },
    { type: 'message', name: 'mf' },
  ])
})

test('an end of a message flow that names its message gives that name to the other', async () => {
  const { content } = await read(
    pools('<messageFlow id="mf" sourceRef="send" targetRef="got"/>', '', '<receiveTask id="got" messageRef="m"/>'),
  )

  expect(content.elements.map(({ id, event }) => [id, event])).toEqual([
    ['begin', undefined],
    ['got', { type: 'message', name: 'order' }],
    ['send', { type: 'message', name: 'order' }],
  ])
})

test('a message flow to a black box is a drawing', async () => {
  const { content } = await read(pools('<messageFlow id="mf" sourceRef="send" targetRef="p3"/>'))

  expect(content).not.toHaveProperty('messageFlows')
  expect(content.drawn).toContainEqual({ id: 'mf', bpmn: 'bpmn:MessageFlow' })
})

test('in a model of another engine a message flow makes no start event of a message', async () => {
  const text = pools(
    '<messageFlow id="mf" sourceRef="send" targetRef="begin"/>',
    '<task id="t" camunda:asyncBefore="true"/>',
  )
  const { content } = await read(text)

  expect(content.dialect).toBe('camunda7')
  expect(content.elements.find(({ id }) => id === 'begin')).not.toHaveProperty('event')
})

test('a sequence flow without an id goes by its ends', async () => {
  const body =
    '<task id="a"/><task id="b"/><sequenceFlow sourceRef="a" targetRef="b"/><sequenceFlow sourceRef="a" targetRef="b"/>'
  const { content } = await read(textOf('jw', body))

  expect(content.flows.map(({ id }) => id)).toEqual(['a_to_b', 'a_to_b_2'])
})

test.each([
  ['an element without an id', textOf('jw', '<task name="x"/>'), 'flow.missing_id'],
  ['subprocesses in subprocesses without end', textOf('jw', nested(30)), 'flow.too_deep'],
  [
    'a thousand and one elements over all levels',
    textOf('jw', `${many(500, 'x')}<subProcess id="s">${many(501, 'y')}</subProcess>`),
    'flow.too_many_elements',
  ],
  [
    'a forbidden id in a subprocess',
    textOf('jw', '<subProcess id="s"><task id="constructor"/></subProcess>'),
    'flow.forbidden_id',
  ],
  ['a reference to nothing', textOf('jw', '<receiveTask id="a" messageRef="gone"/>'), 'flow.xml'],
  [
    'a boundary event on nothing',
    textOf('jw', '<boundaryEvent id="a" attachedToRef="gone"><signalEventDefinition/></boundaryEvent>'),
    'flow.xml',
  ],
  [
    'a listener of an unknown event',
    textOf('jw', extended('task', '<jw:listener event="often" expression="=1"/>')),
    'flow.unknown_value',
  ],
  ['an unknown history level', textOf('jw', '', '', 'jw:history="some"'), 'flow.unknown_value'],
])('%s is refused', async (_, text, code) => {
  const { diagnostics } = await parseFlow({ text, file: 'flows/p.bpmn' })

  expect(diagnostics.map(each => each.code)).toContain(code)
})

test('a reference by a qualified name leads to its element', async () => {
  const body = '<receiveTask id="a" messageRef="tns:m"/>'

  expect((await ours(body, '<message id="m" name="paid"/>')).event).toEqual({ type: 'message', name: 'paid' })
})

test('types of data that are declared elsewhere are no fault', async () => {
  const { errors } = await read(textOf('jw', '<dataObject id="d" itemSubjectRef="xsd:string"/><task id="a"/>'))

  expect(errors).toEqual([])
})

function nested(depth: number): string {
  const open = Array.from({ length: depth }, (_, i) => `<subProcess id="s${i}">`)
  return open.join('') + '</subProcess>'.repeat(depth)
}

function many(count: number, prefix: string): string {
  return Array.from({ length: count }, (_, i) => `<task id="${prefix}${i}"/>`).join('')
}

test.each([
  ['an echo of a flow that is gone', '<task id="a"><incoming>gone</incoming></task>'],
  [
    'a lane around nothing',
    '<laneSet id="ls"><lane id="l"><flowNodeRef>gone</flowNodeRef></lane></laneSet><task id="a"/>',
  ],
  ['a note on nothing', '<task id="a"/><association id="as" sourceRef="gone" targetRef="a"/>'],
])('%s is no fault', async (_, body) => {
  expect((await read(textOf('jw', body))).errors).toEqual([])
})
