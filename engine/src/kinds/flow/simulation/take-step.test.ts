import { expect, test } from 'vitest'
import { runFlowCase, tryFlowCase, type CaseStep, type FlowCase } from '../case.ts'
import { END, flows, graphOf, START } from '../fixtures/compiled.ts'

const environment = { evaluate: () => ({ outputs: null }) }

async function run(body: string, when: CaseStep[], rest: { root?: string; given?: FlowCase['given'] } = {}) {
  const graph = await graphOf(body, rest.root)
  return runFlowCase(graph, { key: 'x', given: rest.given ?? {}, when }, environment)
}

const MESSAGE = '<message id="paid" name="paid" jw:correlationKey="=order"/>'
const waits = (id: string) =>
  `${START}<intermediateCatchEvent id="${id}"><messageEventDefinition id="m" messageRef="paid"/></intermediateCatchEvent>${END}${flows(`start > ${id} > end`)}`

test('a message finds its run by name and key, and what is waited for is shown', async () => {
  const given = { variables: { order: 'A1' } }

  expect((await run(waits('got'), [], { root: MESSAGE, given })).waiting).toEqual([
    { element: 'got', message: 'paid', key: 'A1' },
  ])
  expect(await run(waits('got'), [{ message: 'paid', key: 'A2' }], { root: MESSAGE, given })).toMatchObject({
    tokens: ['got'],
  })
  expect(
    await run(waits('got'), [{ message: 'paid', key: 'A1', variables: { sum: 3 } }], { root: MESSAGE, given }),
  ).toMatchObject({ outcome: 'end', variables: { sum: 3 }, tokens: [], waiting: [] })
})

test('a signal reaches who waits for it', async () => {
  const body = `${START}<intermediateCatchEvent id="heard"><signalEventDefinition id="s" signalRef="alarm"/></intermediateCatchEvent>${END}${flows('start > heard > end')}`
  const root = '<signal id="alarm" name="alarm"/>'

  expect(await run(body, [], { root })).toMatchObject({ waiting: [{ element: 'heard', signal: 'alarm' }] })
  expect(await run(body, [{ signal: 'alarm', variables: { by: 'x' } }], { root })).toMatchObject({
    outcome: 'end',
    variables: { by: 'x' },
  })
})

test('setting a variable is what a condition waits for', async () => {
  const body = `${START}<intermediateCatchEvent id="enough"><conditionalEventDefinition id="c"><condition>=stock &gt; 3</condition></conditionalEventDefinition></intermediateCatchEvent>${END}${flows('start > enough > end')}`
  const given = { variables: { stock: 1 } }

  expect(await run(body, [{ set: { stock: 2 } }], { given })).toMatchObject({ tokens: ['enough'] })
  expect(await run(body, [{ set: { stock: 4 } }], { given })).toMatchObject({ outcome: 'end' })
})

const WORK = `${START}<serviceTask id="pack" jw:topic="packing"/><boundaryEvent id="broken" attachedToRef="pack"><errorEventDefinition id="e" errorRef="gone"/></boundaryEvent>
<endEvent id="failed"/>${END}${flows('start > pack > end, broken > failed')}`
const GONE = '<error id="gone" errorCode="GONE"/>'

test('a worker does an external task, found by its topic or element, or reports an error that the flow knows', async () => {
  expect((await run(WORK, [], { root: GONE })).waiting).toEqual([{ element: 'pack', topic: 'packing' }])
  expect(await run(WORK, [{ external: 'packing', variables: { box: 1 } }], { root: GONE })).toMatchObject({
    outcome: 'end',
    variables: { box: 1 },
  })
  expect(await run(WORK, [{ external: 'pack', error: 'GONE' }], { root: GONE })).toMatchObject({ outcome: 'failed' })
  await expect(run(WORK, [{ external: 'packin' }], { root: GONE })).rejects.toMatchObject({
    code: 'flow.case_wrong',
    message: expect.stringContaining('packing'),
  })
})

test('a receive task without message is told to go on', async () => {
  const body = `${START}<receiveTask id="wait"/>${END}${flows('start > wait > end')}`

  expect(await run(body, [{ proceed: 'wait', variables: { a: 1 } }])).toMatchObject({
    outcome: 'end',
    variables: { a: 1 },
  })
})

test('activities of an ad-hoc subprocess are begun', async () => {
  const body = `${START}<adHocSubProcess id="free"><userTask id="a" jw:kind="task"><extensionElements><jw:assignment type="person" code="p"/></extensionElements></userTask>
    <scriptTask id="b" jw:resultVariable="x"><script>1</script></scriptTask><completionCondition>=x = 1</completionCondition></adHocSubProcess>${END}${flows('start > free > end')}`
  const given = { organisation: { people: { p: {} } } }

  expect(await run(body, [{ activate: 'a' }], { given })).toMatchObject({ open: { a: ['p'] }, tokens: ['free', 'a'] })
  expect(await run(body, [{ activate: ['b'] }], { given })).toMatchObject({ outcome: 'end' })
})

test('an incident is tried again after what was wrong is put right, or skipped', async () => {
  const rest = { root: MESSAGE, given: { variables: { order: null } } }

  expect(await run(waits('got'), [], rest)).toMatchObject({
    incidents: [{ element: 'got', code: 'flow.message_invalid' }],
  })
  expect(await run(waits('got'), [{ set: { order: 'A1' } }, { retry: 'got' }], rest)).toMatchObject({
    incidents: [],
    waiting: [{ message: 'paid', key: 'A1' }],
  })
  expect(await run(waits('got'), [{ skip: 'got' }], rest)).toMatchObject({ outcome: 'end', incidents: [] })
})

test('a task is completed by an administrator when nobody is named, and brings its values', async () => {
  const body = `${START}<userTask id="do" jw:kind="task"><extensionElements><jw:assignment type="person" code="p"/></extensionElements></userTask>${END}${flows('start > do > end')}`
  const given = { organisation: { people: { p: {} } } }

  expect(await run(body, [{ complete: 'do', variables: { done: true } }], { given })).toMatchObject({
    outcome: 'end',
    variables: { done: true },
  })
})

test('subprocesses and instances of a loop run, and count for coverage at all levels', async () => {
  const graph = await graphOf(
    `${START}<subProcess id="sub"><multiInstanceLoopCharacteristics jw:collection="=items" jw:elementVariable="item"/>
     <startEvent id="s"/><serviceTask id="pack" jw:topic="packing"/><endEvent id="e"/>${flows('s > pack > e')}</subProcess>
     <boundaryEvent id="late" attachedToRef="sub"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
     <endEvent id="missed"/>${END}${flows('start > sub > end, late > missed')}`,
  )
  const testCase = {
    key: 'x',
    given: { variables: { items: ['a', 'b'] } },
    when: [{ external: 'packing' }, { advance: 'PT1H' }],
  }

  const { result, reached } = await tryFlowCase(graph, testCase, environment)

  expect(result).toMatchObject({ outcome: 'missed' })
  expect([...reached.get('sample')!].sort()).toEqual(
    ['start', 'start_sub', 'sub', 's', 's_pack', 'pack', 'pack_e', 'e', 'late', 'late_missed', 'missed'].sort(),
  )
})

test('a called flow is found beside the flow, and counts for itself', async () => {
  const graph = await graphOf(
    `${START}<callActivity id="call" calledElement="other_flow"/>${END}${flows('start > call > end')}`,
  )
  const other = {
    ...(await graphOf(`${START}<receiveTask id="wait"/>${END}${flows('start > wait > end')}`)),
    name: 'other_flow',
  }
  const flow = (name: string) => (name === 'other_flow' ? other : undefined)

  const { result, reached } = await tryFlowCase(
    graph,
    { key: 'x', given: {}, when: [{ proceed: 'wait' }] },
    { ...environment, flow },
  )

  expect(result).toMatchObject({
    outcome: 'end',
    called: ['other_flow'],
    path: ['start', 'call', 'start', 'wait', 'end', 'end'],
  })
  expect(reached.get('other_flow')).toContain('wait_end')
  expect(reached.get('sample')).not.toContain('wait')
})

test('an act that does not exist says which there are', async () => {
  await expect(run(`${START}${END}${flows('start > end')}`, [{ complet: 'x' } as never])).rejects.toMatchObject({
    code: 'flow.case_wrong',
    message: expect.stringContaining('complete, advance, message'),
  })
})
