import { expect, test } from 'vitest'
import { startFlowEngine } from '../../../engine/src/testing/flow-engine.ts'

const CAMUNDA = 'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"'
const FLOWABLE = 'xmlns:flowable="http://flowable.org/bpmn"'
const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL'

/** As their test suites write them: no drawing, no names, BPMN as the default namespace. */
const definitions = (inside: string, vocabulary = CAMUNDA): string =>
  `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="${BPMN}" ${XSI} ${vocabulary} targetNamespace="Examples">${inside}</definitions>`

const model = (
  inside: string,
  { root = '', vocabulary = CAMUNDA }: { root?: string; vocabulary?: string } = {},
): string => definitions(`<process id="p" isExecutable="true">${inside}</process>${root}`, vocabulary)

/** `s > t > e` are two sequence flows. */
function way(path: string): string {
  const ids = path.split(' > ')
  return ids
    .slice(1)
    .map((to, i) => `<sequenceFlow id="${ids[i]}_${to}" sourceRef="${ids[i]}" targetRef="${to}"/>`)
    .join('')
}

const when = (path: string, condition: string): string => {
  const [from, to] = path.split(' > ')
  return `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"><conditionExpression xsi:type="tFormalExpression">${condition}</conditionExpression></sequenceFlow>`
}

const between = (element: string, more = ''): string =>
  `<startEvent id="s"/>${element}<endEvent id="e"/>${way('s > t > e')}${more}`

const DEPLOYED: Record<string, string> = {
  'a process that is only a start': model('<startEvent id="s"/>'),
  'a process without a start event': model('<userTask id="t"/>'),
  'a way without an end event': model(`<startEvent id="s"/><userTask id="t"/>${way('s > t')}`),
  'an element that nothing leads to': model(`${between('<userTask id="t"/>')}<userTask id="alone"/>`),
  'a process that does not say whether it can be executed': definitions(
    '<process id="p"><startEvent id="s"/></process>',
  ),
  'a gateway whose last way has no condition': model(
    `<startEvent id="s"/><exclusiveGateway id="g"/><userTask id="t"/><endEvent id="e"/>${way('s > g > e')}${when('g > t', '${true}')}`,
  ),
  'a gateway without default': model(
    `<startEvent id="s"/><exclusiveGateway id="g"/><userTask id="t"/><userTask id="u"/>${way('s > g')}${when('g > t', '#{x == 1}')}${when('g > u', '${x eq 2}')}`,
  ),
  'a condition on the default flow': model(
    `<startEvent id="s"/><inclusiveGateway id="g" default="g_t"/><userTask id="t"/><userTask id="u"/>${way('s > g')}${when('g > t', '${x}')}${when('g > u', '${y}')}`,
  ),
  'a condition behind a parallel gateway': model(
    `<startEvent id="s"/><parallelGateway id="g"/><userTask id="t"/><userTask id="u"/>${way('s > g > t')}${when('g > u', '${y}')}`,
  ),
  'a call of a process that is deployed later': model(
    between('<callActivity id="t" calledElement="some.other-Process"/>'),
  ),
  'a called process that an expression names': model(between('<callActivity id="t" calledElement="${which}"/>')),
  'a user task without anybody': model(between('<userTask id="t"/>')),
  'a receive task without message': model(between('<receiveTask id="t"/>')),
  'a thrown message without name or work': model(
    between('<intermediateThrowEvent id="t"><messageEventDefinition/></intermediateThrowEvent>'),
  ),
  'an error that nobody catches': model(
    `<startEvent id="s"/><endEvent id="e"><errorEventDefinition errorRef="x"/></endEvent>${way('s > e')}`,
    { root: '<error id="x" errorCode="1"/>' },
  ),
  'an error by its code, without a declaration': model(
    `<startEvent id="s"/><endEvent id="e"><errorEventDefinition errorRef="Mishap"/></endEvent>${way('s > e')}`,
    { vocabulary: FLOWABLE },
  ),
  'an error boundary that says it does not interrupt': model(
    between(
      '<subProcess id="t"><startEvent id="i"/></subProcess>',
      `<boundaryEvent id="b" attachedToRef="t" cancelActivity="false"><errorEventDefinition/></boundaryEvent><endEvent id="f"/>${way('b > f')}`,
    ),
  ),
  'a boundary event that leads nowhere': model(
    between(
      '<userTask id="t"/>',
      '<boundaryEvent id="b" attachedToRef="t"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>',
    ),
  ),
  'a compensation boundary that nothing is associated with': model(
    between(
      '<userTask id="t"/>',
      '<boundaryEvent id="b" attachedToRef="t"><compensateEventDefinition/></boundaryEvent>',
    ),
  ),
  'compensation of an activity that can not be undone': model(
    `<startEvent id="s"/><userTask id="t"/><intermediateThrowEvent id="th"><compensateEventDefinition activityRef="t"/></intermediateThrowEvent>${way('s > t > th')}`,
  ),
  'compensation that is not waited for': model(
    `<startEvent id="s"/><intermediateThrowEvent id="th"><compensateEventDefinition waitForCompletion="false"/></intermediateThrowEvent>${way('s > th')}`,
  ),
  'an empty subprocess': model(between('<subProcess id="t"/>')),
  'a subprocess without a start event': model(between('<subProcess id="t"><userTask id="a"/></subProcess>')),
  'several starts of different kinds': model(
    `<startEvent id="s"/><startEvent id="m"><messageEventDefinition messageRef="x"/></startEvent><startEvent id="c"><timerEventDefinition><timeCycle>0 0/5 * * * ?</timeCycle></timerEventDefinition></startEvent><userTask id="t"/>${way('s > t')}${way('m > t')}${way('c > t')}`,
    { root: '<message id="x" name="hello"/>' },
  ),
  'a date without a time zone': model(
    between(
      '<intermediateCatchEvent id="t"><timerEventDefinition><timeDate>2036-11-14T11:12:22</timeDate></timerEventDefinition></intermediateCatchEvent>',
    ),
  ),
  'a collection as a data input': model(
    between(
      '<userTask id="t"><multiInstanceLoopCharacteristics><loopDataInputRef>users</loopDataInputRef><inputDataItem name="user"/></multiInstanceLoopCharacteristics></userTask>',
    ),
  ),
  'an event-based gateway before a receive task': model(
    `<startEvent id="s"/><eventBasedGateway id="g"/><receiveTask id="r" messageRef="x"/><intermediateCatchEvent id="c"><signalEventDefinition signalRef="y"/></intermediateCatchEvent>${way('s > g > r')}${way('g > c')}`,
    { root: '<message id="x" name="hello"/><signal id="y" name="alarm"/>' },
  ),
  'interfaces, operations, items and imports': definitions(
    `<import importType="http://www.omg.org/spec/DD/20100524/DC" location="DC.xsd" namespace="http://www.omg.org/spec/DD/20100524/DC"/><itemDefinition id="i" structureRef="xsd:string"/><interface id="if" name="x"><operation id="op"><inMessageRef>m</inMessageRef></operation></interface><message id="m" itemRef="i"/><resource id="r" name="R"/><process id="p">${between('<serviceTask id="t" operationRef="op" implementation="##WebService" camunda:expression="${1}"/>')}</process>`,
  ),
  'lanes that name what is not there': model(
    '<laneSet id="ls"><lane id="l"><flowNodeRef>s</flowNodeRef><flowNodeRef>gone</flowNodeRef></lane></laneSet><startEvent id="s"/>',
  ),
  'flows without ids': model('<startEvent id="s"/><userTask id="t"/><sequenceFlow sourceRef="s" targetRef="t"/>'),
  'ids that are no names of XML': definitions(
    `<process id="123 Prüfung" isExecutable="true"><startEvent id="1"/><userTask id="2 b"/><sequenceFlow id="3" sourceRef="1" targetRef="2 b"/></process>`,
    FLOWABLE,
  ),
  'a calendar that is only the way to read a date': model(
    between('<userTask id="t" flowable:dueDate="P1D" flowable:businessCalendarName="dueDate"/>'),
    { vocabulary: FLOWABLE },
  ),
  'types of expressions under no prefix': model(between('<userTask id="t"/>'))
    .replaceAll(/<(\/?)(?!\?)(\w)/g, '<$1b:$2')
    .replace(`xmlns="${BPMN}"`, `xmlns:b="${BPMN}"`)
    .replace(
      '</b:process>',
      '<b:boundaryEvent id="b" attachedToRef="t"><b:timerEventDefinition><b:timeDuration xsi:type="tFormalExpression">PT1H</b:timeDuration></b:timerEventDefinition></b:boundaryEvent></b:process>',
    ),
}

test.each(Object.entries(DEPLOYED))('what other engines deploy is deployed: %s', async (_, text) => {
  const engine = await startFlowEngine()

  const { faults, processes } = await engine.deploy(text)

  expect(faults).toEqual([])
  expect(processes).toHaveLength(1)
})

const REFUSED: [title: string, text: string, element: string, words: RegExp][] = [
  ['a data store', model('<dataStoreReference id="ds"/><startEvent id="s"/>'), 'ds', /Data stores/],
  [
    'a script that is code',
    model(between('<scriptTask id="t" scriptFormat="javascript"><script>1</script></scriptTask>')),
    't',
    /javascript/,
  ],
  [
    'a bean that is asked for somebody',
    model(between('<userTask id="t" camunda:assignee="${users.bossOf(starter)}"/>')),
    't',
    /users\.bossOf/,
  ],
  [
    'a condition that is code',
    model(
      `<startEvent id="s"/><userTask id="t"/><userTask id="u"/>${way('s > t')}<sequenceFlow id="f" sourceRef="t" targetRef="u"><conditionExpression xsi:type="tFormalExpression" language="groovy">x == 1</conditionExpression></sequenceFlow>`,
    ),
    'f',
    /groovy/,
  ],
  ['a service task without work', model(between('<serviceTask id="t"/>')), 't', /function/],
  [
    'a cancel end that nothing goes on from',
    model(
      between(
        `<transaction id="t"><startEvent id="i"/><endEvent id="c"><cancelEventDefinition/></endEvent>${way('i > c')}</transaction>`,
      ),
    ),
    't',
    /cancel boundary/,
  ],
  [
    'a flow that is skipped by an expression',
    model(
      `<startEvent id="s"/><userTask id="t"/><sequenceFlow id="f" sourceRef="s" targetRef="t" flowable:skipExpression="\${x}"/>`,
      { vocabulary: FLOWABLE },
    ),
    'f',
    /skipExpression/,
  ],
  [
    'an event with two definitions',
    model(
      between(
        '<intermediateCatchEvent id="t"><signalEventDefinition signalRef="y"/><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>',
      ),
      { root: '<signal id="y" name="alarm"/>' },
    ),
    't',
    /several definitions/,
  ],
]

test.each(REFUSED)('what can not run is refused at its element: %s', async (_, text, element, words) => {
  const engine = await startFlowEngine()

  const { faults, processes } = await engine.deploy(text)

  expect(processes).toEqual([])
  expect(faults.map(fault => [fault.element, fault.message])).toContainEqual([element, expect.stringMatching(words)])
})

test('a process calls one that was deployed after it, and one that never was is an incident', async () => {
  const engine = await startFlowEngine()
  await engine.deploy(model(between('<callActivity id="t" calledElement="child-1"/>')))
  const early = await engine.start('p')
  const child = `<process id="child-1" isExecutable="true"><startEvent id="cs"/><userTask id="ct"/><endEvent id="ce"/>${way('cs > ct > ce')}</process>`
  await engine.deploy(definitions(child))

  await early.retry('t')
  await early.complete('ct')

  expect((await early.outcome()).end).toBe('e')
})

test('an error boundary interrupts although its text says no', async () => {
  const engine = await startFlowEngine()
  const fails = `<subProcess id="t"><startEvent id="i"/><parallelGateway id="g"/><userTask id="u"/><endEvent id="x"><errorEventDefinition/></endEvent>${way('i > g > u')}${way('g > x')}</subProcess>`
  const caught = `<boundaryEvent id="b" attachedToRef="t" cancelActivity="false"><errorEventDefinition/></boundaryEvent><endEvent id="f"/>${way('b > f')}`
  await engine.deploy(model(between(fails, caught)))

  const run = await engine.start('p')

  expect(await run.outcome()).toMatchObject({ state: 'ended', end: 'f' })
})

test('a thrown message without name or work is passed', async () => {
  const engine = await startFlowEngine()
  await engine.deploy(DEPLOYED['a thrown message without name or work']!)

  expect(await (await engine.start('p')).outcome()).toMatchObject({ state: 'ended', end: 'e' })
})

test('elements whose ids are no names of XML run under them', async () => {
  const engine = await startFlowEngine()
  await engine.deploy(DEPLOYED['ids that are no names of XML']!)

  const run = await engine.start('123 Prüfung')

  expect(await run.open()).toEqual(['2 b'])
})
