import { expect, test } from 'vitest'
import { END, RECORD_START, START, declared, flows, foreignText, graphOf, graphOfText } from '../fixtures/compiled.ts'
import type { FlowElement, FlowExpression, FlowGraph, MultiInstance } from '../graph.ts'

const pass = (id: string) => `<task id="${id}"/>`
const ext = (inside: string) => `<extensionElements>${inside}</extensionElements>`

const element = <Type extends FlowElement['type']>(graph: FlowGraph, id: string, type: Type) => {
  const found = graph.elements[id]
  if (found?.type !== type) throw new Error(`${id} is ${found?.type ?? 'not there'}`)
  return found as Extract<FlowElement, { type: Type }>
}

test('a process is a scope, and so is every subprocess', async () => {
  const graph = await graphOf(
    `${START}<subProcess id="sub"><startEvent id="s"/>${pass('a')}<endEvent id="e"/>${flows('s > a > e')}
      <subProcess id="on" triggeredByEvent="true"><startEvent id="told" isInterrupting="false"><messageEventDefinition messageRef="news"/></startEvent><endEvent id="done"/>${flows('told > done')}</subProcess>
    </subProcess>${END}${flows('start > sub > end')}`,
    declared('message', 'news'),
  )

  expect(graph.scopes).toEqual({
    '': { id: '', parent: null, starts: ['start'], eventStarts: [], dataObjects: [] },
    sub: { id: 'sub', parent: '', starts: ['s'], eventStarts: ['told'], dataObjects: [] },
    on: { id: 'on', parent: 'sub', starts: ['told'], eventStarts: [], dataObjects: [] },
  })
  expect(graph.starts.map(each => each.id)).toEqual(['start'])
  expect(graph.elements.a).toMatchObject({ parent: 'sub', incoming: ['s_a'], outgoing: ['a_e'] })
  expect(graph.elements.sub).toMatchObject({ parent: '', type: 'subProcess', variant: 'embedded' })
  expect(element(graph, 'told', 'startEvent')).toMatchObject({
    interrupting: false,
    event: { type: 'message', name: { literal: 'news' } },
  })
})

test('a subprocess without start events begins at all that no flow leads to', async () => {
  const graph = await graphOf(
    `${START}<subProcess id="sub">${pass('a')}${pass('b')}<endEvent id="e"/>${flows('a > e, b > e')}</subProcess>${END}${flows('start > sub > end')}`,
  )

  expect(graph.scopes.sub!.starts).toEqual(['a', 'b'])
})

test('a throwing link is a flow to its catching one', async () => {
  const link = (id: string, type: string) =>
    `<intermediate${type}Event id="${id}" name="over"><linkEventDefinition name="bridge"/></intermediate${type}Event>`
  const graph = await graphOf(
    `${START}${link('jump', 'Throw')}${link('land', 'Catch')}${END}${flows('start > jump, land > end')}`,
  )

  expect(graph.flows['link:jump']).toMatchObject({ from: 'jump', to: 'land', condition: null })
  expect(graph.elements.jump!.outgoing).toEqual(['link:jump'])
  expect(graph.elements.land!.incoming).toEqual(['link:jump'])
})

test('an activity knows its boundary events, and what undoes it', async () => {
  const graph = await graphOf(
    `${START}<subProcess id="sub">${pass('x')}<endEvent id="xe"/>${flows('x > xe')}</subProcess><task id="undo" isForCompensation="true"/>
    <boundaryEvent id="comp" attachedToRef="sub"><compensateEventDefinition/></boundaryEvent>
    <association id="as" sourceRef="comp" targetRef="undo" associationDirection="One"/>
    <boundaryEvent id="late" attachedToRef="sub" cancelActivity="false"><timerEventDefinition><timeDuration>=record.title</timeDuration></timerEventDefinition></boundaryEvent>
    ${END}${flows('start > sub > end, late > end')}`,
  )

  expect(graph.elements.sub).toMatchObject({ boundary: ['late'], compensationHandler: 'undo' })
  expect(graph.elements.undo).toMatchObject({ forCompensation: true, incoming: [], outgoing: [] })
  expect(graph.elements.comp).toMatchObject({ type: 'boundaryEvent', event: { type: 'compensation', activity: null } })
  expect(graph.elements.late).toMatchObject({ interrupting: false, attachedTo: 'sub' })
  // What listens for it is asked with the values that it sees.
  expect(graph.elements.sub!.reads).toEqual({ record: true, starter: false })
})

test('a function that talks to another system runs in a job of its own', async () => {
  const graph = await graphOf(
    `${RECORD_START}<serviceTask id="pay" jw:function="bank.pay"/><serviceTask id="again" jw:function="bank.pay" jw:retries="R5/PT1M"/>
    <serviceTask id="move" jw:function="record.transition">${ext('<jw:input name="transition" value="submit"/>')}</serviceTask>${END}
    ${flows('start > pay > again > move > end')}`,
  )

  expect(element(graph, 'pay', 'functionTask')).toMatchObject({
    asyncBefore: true,
    retries: { attempts: 3, pauses: [] },
    bpmn: 'serviceTask',
  })
  expect(graph.elements.again!.retries).toEqual({ attempts: 5, pauses: ['PT1M'] })
  expect(element(graph, 'move', 'functionTask')).toMatchObject({ asyncBefore: false, retries: null })
})

test('workers outside get a topic, fixed texts and inputs that need no signature', async () => {
  const graph = await graphOf(
    `${RECORD_START}<serviceTask id="a" jw:topic="print" jw:resultVariable="printed">${ext('<jw:input name="pages" value="=record.days"/>')}</serviceTask>${END}${flows('start > a > end')}`,
  )

  const work = element(graph, 'a', 'externalTask')
  expect(work).toMatchObject({ topic: { literal: 'print' }, bpmn: 'serviceTask', resultVariable: 'printed' })
  expect(work.inputs).toMatchObject([{ name: 'pages', integer: false }])
  expect(work.reads.record).toBe(true)
})

test('a collection is a variable of that name or an expression; its instances number from one', async () => {
  const graph = await graphOf(
    `${RECORD_START}<scriptTask id="list" jw:resultVariable="items"><script>[3, 4]</script></scriptTask>
    <scriptTask id="each" jw:resultVariable="done"><multiInstanceLoopCharacteristics jw:collection="items" jw:elementVariable="item" jw:outputCollection="doubled" jw:outputElement="=done">
      <completionCondition>=nrOfCompletedInstances &gt; 1</completionCondition></multiInstanceLoopCharacteristics><script>item * 2 + loopCounter</script></scriptTask>
    <scriptTask id="last" jw:resultVariable="total"><script>count(doubled)</script></scriptTask>${END}${flows('start > list > each > last > end')}`,
  )

  const loop = graph.elements.each!.loop as MultiInstance
  expect(loop).toMatchObject({
    type: 'multi',
    sequential: false,
    cardinality: null,
    elementVariable: 'item',
    outputCollection: 'doubled',
    counterBase: 1,
  })
  const { expression } = loop.collection as { expression: FlowExpression }
  expect(expression.evaluate({ items: [3, 4.5] })).toEqual(['3', '4.5'])
  expect(expression.toVariable({ items: [3, 4.5] })).toEqual([3, 4.5])
  expect(expression.toVariable({})).toBe(null)
  expect(loop.completion!.reads).toEqual(['nrOfCompletedInstances'])
  expect(element(graph, 'each', 'scriptTask').script.type).toBe('number')
})

test('an event-based gateway knows what it waits for', async () => {
  const graph = await graphOf(
    `${START}<eventBasedGateway id="g"/><intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
    <receiveTask id="r" messageRef="news"/>${END}${flows('start > g > t > end, g > r > end')}`,
    declared('message', 'news'),
  )

  expect(element(graph, 'g', 'eventBasedGateway').targets).toEqual(['t', 'r'])
})

test('elements that ask variables are known: not the start of a process, which asks before there is a run', async () => {
  const when = (inside: string) => `<conditionalEventDefinition>${inside}</conditionalEventDefinition>`
  const hot = when('<condition xsi:type="tFormalExpression">=heat &gt; 30</condition>')
  const graph = await graphOf(
    `<startEvent id="start">${hot}</startEvent><intermediateCatchEvent id="c">${hot}</intermediateCatchEvent>${END}${flows('start > c > end')}
    <subProcess id="es" triggeredByEvent="true"><startEvent id="s">${hot}</startEvent><endEvent id="e"/>${flows('s > e')}</subProcess>`,
  )

  expect(graph.conditions).toEqual(['c', 's'])
  expect(element(graph, 'c', 'intermediateCatchEvent').event).toMatchObject({
    type: 'condition',
    condition: { reads: ['heat'] },
  })
})

test('an ad-hoc subprocess begins nothing by itself and knows what may be begun', async () => {
  const graph = await graphOf(
    `${START}<adHocSubProcess id="any" ordering="Sequential" cancelRemainingInstances="false">${pass('a')}${pass('b')}${pass('c')}${flows('a > b')}
    <completionCondition xsi:type="tFormalExpression">=enough = true</completionCondition></adHocSubProcess>${END}${flows('start > any > end')}`,
  )

  expect(element(graph, 'any', 'adHocSubProcess')).toMatchObject({
    ordering: 'sequential',
    cancelRemaining: false,
    activities: ['a', 'c'],
    completion: { text: 'enough = true' },
  })
  expect(graph.scopes.any!.starts).toEqual([])
})

test('a call says what goes in and out', async () => {
  const graph = await graphOf(
    `${RECORD_START}<callActivity id="c" calledElement="other_flow" jw:binding="deployment" jw:businessKey="=record.title">${ext('<jw:in name="amount" value="=record.amount"/><jw:in name="kept"/><jw:out name="answer" value="=reply"/>')}</callActivity>
    <scriptTask id="kept_at" jw:resultVariable="kept"><script>answer</script></scriptTask>${END}${flows('start > c > kept_at > end')}`.replace(
      '=reply',
      'yes',
    ),
  )

  const call = element(graph, 'c', 'callActivity')
  expect(call).toMatchObject({ process: { literal: 'other_flow' }, binding: 'deployment', passAll: false })
  expect(call.in).toMatchObject([{ name: 'amount' }, { name: 'kept', value: { same: true } }])
  expect(call.out).toEqual([{ name: 'answer', value: { literal: 'yes' } }])
})

test('each process of a text is a graph of its own', async () => {
  const graph = await graphOfText(
    foreignText(
      `${START}${END}${flows('start > end')}</process>
      <process id="helper" isExecutable="true"><startEvent id="h"/><endEvent id="he"/>${flows('h > he')}`,
    ),
  )

  expect(graph.process).toBe('')
  expect(Object.keys(graph.elements)).toEqual(['start', 'end'])
  expect(Object.keys(graph.processes)).toEqual(['helper'])
  expect(Object.keys(graph.processes.helper!.elements)).toEqual(['h', 'he'])
  expect(graph.processes.helper).toMatchObject({ process: 'helper', name: 'sample', processes: {} })
})

test('a value as a variable keeps it is a JSON number where that is exact, decimal text where it is not', async () => {
  const graph = await graphOf(
    `${START}<scriptTask id="a" jw:resultVariable="x"><script>[0.1, 12345678901234567890.5, {b: 2}, date("2026-01-02"), "7"]</script></scriptTask>${END}${flows('start > a > end')}`,
  )
  const { script } = element(graph, 'a', 'scriptTask')

  expect(script.toVariable({})).toEqual([0.1, '12345678901234567890.5', { b: 2 }, '2026-01-02', '7'])
  expect(script.evaluate({})).toEqual(['0.1', '12345678901234567890.5', { b: '2' }, '2026-01-02', '7'])
})

test('a throwing message event that calls a function is a call like others', async () => {
  const graph = await graphOf(
    `${RECORD_START}<intermediateThrowEvent id="t" jw:function="bank.pay"><messageEventDefinition/></intermediateThrowEvent>
    <endEvent id="end" jw:topic="mail"><messageEventDefinition/></endEvent>${flows('start > t > end')}`,
  )

  expect(element(graph, 't', 'functionTask').bpmn).toBe('intermediateThrowEvent')
  expect(element(graph, 'end', 'externalTask').bpmn).toBe('endEvent')
})
