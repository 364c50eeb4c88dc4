import { expect, test } from 'vitest'
import { completeJob } from '../actions.ts'
import { BpmnError } from '../bpmn-error.ts'
import { approval, declared, END, flows, graphOf, RECORD_START, START } from '../fixtures/compiled.ts'
import type { FlowGraph } from '../graph.ts'
import { organisationDirectory } from '../memory/organisation.ts'
import type { CaseGiven, CaseStep } from '../simulation/case-steps.ts'
import { takeStep } from '../simulation/take-step.ts'
import { beginTrial, newTrial, type FlowCaseEnvironment, type Trial } from '../simulation/trial.ts'
import type { PresentWorld } from './replay-ports.ts'
import { replayRun, type PastRun } from './replay-run.ts'

const organisation = { people: { fi: { position: 'fi' }, gm: { position: 'gm' } } }

interface Ran {
  given?: CaseGiven
  when?: CaseStep[]
  environment?: Partial<FlowCaseEnvironment>
}

async function ran(graph: FlowGraph, { given = {}, when = [], environment = {} }: Ran): Promise<Trial> {
  const all = { starter: 'sr', organisation, ...given }
  const evaluate = () => ({ outputs: null })
  const trial = newTrial(graph, all, { recording: true, environment: { evaluate, ...environment } })
  await beginTrial(trial, all)
  for (const step of when) await takeStep(step, trial)
  return trial
}

const pastOf = ({ world, run }: Trial): PastRun => {
  const { running, history } = world.runs.get(run)
  return JSON.parse(JSON.stringify({ instance: running.state.instance, history })) as PastRun
}

const PRESENT: PresentWorld = {
  people: organisationDirectory(organisation),
  record: async () => ({ amount: '1', days: 9, title: 'now' }),
  starter: async () => null,
  evaluate: async () => ({ outputs: { level: 1 } }),
  called: async () => ({ fault: 'none' }),
  calendar: async () => null,
  processOf: async () => ({ fault: 'none' }),
}

const replayed = (trial: Trial, to: FlowGraph, present: Partial<PresentWorld> = {}) =>
  replayRun(pastOf(trial), { from: trial.graph, to }, { ...PRESENT, ...present })

const SAME = { result: 'same', differences: [], unused: [], askedAnew: [] }

/** Looks at the record, changes it by a function, looks again. */
const RECORD = (condition = 'record.amount &gt; 10') =>
  graphOf(`${RECORD_START}<exclusiveGateway id="big" default="big_none"/>${approval('ask', 'fi')}<endEvent id="none"/>
    <serviceTask id="move" jw:function="record.transition"><extensionElements><jw:input name="transition" value="submit"/></extensionElements></serviceTask>
    <exclusiveGateway id="late" default="late_end"/><endEvent id="other"/>${END}
    ${flows('start > big > ask > move > late > end, big > none, late > other', { big_ask: condition, late_other: 'record.days &gt; 3' })}`)

const changing: Ran = {
  given: { record: { amount: '20', days: 1, title: 'then' } },
  when: [{ complete: 'ask', by: 'fi', record: { amount: '5' } }],
  environment: { call: (_, __, record) => Object.assign(record, { days: 7 }) },
}

test('the record is at each step as it was then', async () => {
  const graph = await RECORD()
  const trial = await ran(graph, changing)

  expect(trial.world.runs.get(trial.run).running.state.instance.outcome).toBe('other')
  expect(await replayed(trial, graph)).toMatchObject(SAME)
})

test('only fields that the flow reads are written down; others are those of the present record', async () => {
  const trial = await ran(await RECORD(), changing)
  const texts = JSON.stringify(pastOf(trial).history.map(entry => entry.input))

  expect(texts).toContain('"days":7')
  expect(texts).not.toContain('then')
  expect(await replayed(trial, await RECORD('record.title = &quot;now&quot;'))).toMatchObject(SAME)
  expect(await replayed(trial, await RECORD('record.title = &quot;then&quot;'))).toMatchObject({
    differences: [
      { in: 'path', was: 'ask', now: 'none' },
      { in: 'outcome', was: 'other', now: 'none' },
    ],
    unused: [{ door: 'act', element: 'ask' }],
  })
})

test('another question is asked of the present world, the same one is not', async () => {
  const rated = (input: string) =>
    graphOf(
      `${START}<businessRuleTask id="rate" jw:ruleSet="authority" jw:resultVariable="level"><extensionElements><jw:input name="amount" value="=${input}"/></extensionElements></businessRuleTask>${END}${flows('start > rate > end')}`,
    )
  const graph = await rated('10')
  const trial = await ran(graph, { environment: { evaluate: () => ({ outputs: { level: 3 } }) } })

  expect(await replayed(trial, graph)).toMatchObject(SAME)
  expect(await replayed(trial, await rated('11'))).toMatchObject({
    differences: [{ in: 'variables', name: 'level', was: { level: 3 }, now: { level: 1 } }],
    askedAnew: ['rate'],
  })
})

const CALL = `${START}<serviceTask id="send" jw:function="notice.send" jw:resultVariable="sent"><extensionElements><jw:input name="to" value="=[&quot;a&quot;]"/><jw:input name="text" value="x"/></extensionElements></serviceTask>
  <boundaryEvent id="refused" attachedToRef="send"><errorEventDefinition id="e" errorRef="NO"/></boundaryEvent><endEvent id="not_sent"/>${END}
  ${flows('start > send > end, refused > not_sent')}`

test('what a function gave is known, and it is not called again', async () => {
  const graph = await graphOf(CALL, declared('error', 'NO'))
  const trial = await ran(graph, { environment: { call: () => ({ sent: 2 }) } })

  expect(trial.world.runs.get(trial.run).running.state.instance.variables).toEqual({ sent: { sent: 2 } })
  expect(await replayed(trial, graph)).toMatchObject(SAME)
})

test('an error that a function threw for the flow is thrown again', async () => {
  const graph = await graphOf(CALL, declared('error', 'NO'))
  const call = () => {
    throw new BpmnError('NO', 'no')
  }
  const trial = await ran(graph, { environment: { call } })

  expect(trial.world.runs.get(trial.run).running.state.instance.outcome).toBe('not_sent')
  expect(await replayed(trial, graph)).toMatchObject(SAME)
})

test('an approval that found nobody, and the retry that found somebody, are as they were', async () => {
  const graph = await graphOf(
    `${START}<exclusiveGateway id="way" default="way_end"/>${approval('ask', '<jw:approver type="position" code="pc"/>', 'empty="incident"')}${END}${flows('start > way > ask > end, way > end', { way_ask: 'true' })}`,
  )
  const people = { ...organisation.people } as Record<string, { position: string }>
  const trial = await ran(graph, { given: { organisation: { people } } })
  people['pc'] = { position: 'pc' }
  await takeStep({ retry: 'ask' }, trial)
  await takeStep({ complete: 'ask', by: 'pc' }, trial)

  expect(trial.world.runs.get(trial.run).running.state.instance.outcome).toBe('end')
  expect(await replayed(trial, graph)).toMatchObject(SAME)
})

test('ids of tasks in variables are not a difference', async () => {
  const graph = await graphOf(
    `${START}${approval('ask', 'fi')}<boundaryEvent id="late" attachedToRef="ask" cancelActivity="false"><timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition></boundaryEvent>
     <scriptTask id="keep" jw:resultVariable="about"><script>task.id</script></scriptTask><endEvent id="kept"/>${END}${flows('start > ask > end, late > keep > kept')}`,
  )
  const trial = await ran(graph, { when: [{ advance: 'PT3H' }] })
  const past = JSON.parse(JSON.stringify(pastOf(trial)).replaceAll(/"n0000(\d\d)"/g, '"other$1"')) as PastRun

  expect(past.instance.variables['about']).toMatch(/^other/)
  expect(await replayRun(past, { from: graph, to: graph }, PRESENT)).toMatchObject(SAME)
})

test('acts on instances of a loop find the same instance again, whatever the order', async () => {
  const graph = await graphOf(
    `${START}<serviceTask id="work" jw:topic="work"><multiInstanceLoopCharacteristics jw:collection="=items" jw:elementVariable="item" jw:outputCollection="results" jw:outputElement="=found"/></serviceTask>${END}${flows('start > work > end')}`,
  )
  const trial = await ran(graph, { given: { variables: { items: ['a', 'b', 'c'] } } })
  const jobs = () => trial.world.runs.get(trial.run).running.state.jobs.all()
  for (const [n, found] of [
    [2, 'z'],
    [0, 'x'],
    [0, 'y'],
  ] as const)
    await trial.world.command(trial.run, async run => {
      await completeJob(run, jobs()[n]!.id, { variables: { found } })
    })

  const { instance } = trial.world.runs.get(trial.run).running.state
  expect(instance).toMatchObject({ outcome: 'end', variables: { results: expect.any(Array) } })
  expect(await replayed(trial, graph)).toMatchObject(SAME)
})

test('a run that was moved to another version, or whose history is gone, can not be replayed', async () => {
  const graph = await graphOf(`${START}${approval('ask', 'fi')}${END}${flows('start > ask > end')}`)
  const past = pastOf(await ran(graph, {}))
  const replay = (history: PastRun['history']) => replayRun({ ...past, history }, { from: graph, to: graph }, PRESENT)

  expect(await replay([])).toMatchObject({ result: 'cannot', why: expect.stringContaining('gone') })
  expect(await replay([...past.history, { ...past.history[0]!, event: 'migrated' }])).toMatchObject({
    result: 'cannot',
  })
  expect(await replay(past.history.map(entry => ({ ...entry, input: [] })))).toMatchObject({ result: 'cannot' })
})

test('a version that goes round in a circle can not be tried, and that is said', async () => {
  const graph = await graphOf(`${START}${END}${flows('start > end')}`)
  const circle = await graphOf(
    `${START}<exclusiveGateway id="a" default="a_b"/><exclusiveGateway id="b" default="b_a"/>${END}${flows('start > a > b > a, b > end', { b_end: 'false' })}`,
  )

  expect(await replayed(await ran(graph, {}), circle)).toMatchObject({
    result: 'cannot',
    why: expect.stringContaining('circle'),
  })
})

test('whatever is missing or other in what was written down is noticed', async () => {
  const graph = await RECORD()
  const past = pastOf(await ran(graph, changing))
  const replayChanged = (change: (text: string) => string) => {
    const history = past.history.map(
      entry => JSON.parse(change(JSON.stringify(entry))) as (typeof past.history)[number],
    )
    return replayRun({ ...past, history }, { from: graph, to: graph }, PRESENT)
  }

  expect(await replayChanged(text => text)).toMatchObject(SAME)
  expect(await replayChanged(text => text.replace('"outcome":"approve"', '"outcome":"reject"'))).toMatchObject({
    result: 'differs',
  })
  expect(await replayChanged(text => text.replace('"days":7', '"days":2'))).toMatchObject({ result: 'differs' })
  expect(await replayChanged(text => text.replace('"found":[["fi"]', '"found":[["gm"]'))).toMatchObject({
    result: 'differs',
  })
  expect(await replayChanged(text => text.replace('"door":"act"', '"door":"suspend"'))).toMatchObject({
    result: 'differs',
  })
})
