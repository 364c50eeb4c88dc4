import { afterEach, beforeEach, expect, test } from 'vitest'
import { END, flows, START } from '../../engine/src/kinds/flow/fixtures/compiled.ts'
import { pumpFlows } from '../support/flow-pump.ts'
import { flowWorld, type FlowWorld } from '../support/flow-world.ts'
import { bpmnFile } from '../support/message-flows.ts'

const ALARM = '<signal id="alarm" name="alarm"/>'
const SIGNAL = '<signalEventDefinition id="s" signalRef="alarm"/>'

const timed = (name: string, timer: string, rest = '') =>
  bpmnFile(
    name,
    `<startEvent id="start"><timerEventDefinition id="t">${timer}</timerEventDefinition></startEvent>${rest}${END}${flows('start > end')}`,
  )

const holds = (name: string, condition: string) =>
  bpmnFile(
    name,
    `<startEvent id="start"><conditionalEventDefinition id="c"><condition>${condition}</condition></conditionalEventDefinition></startEvent>${END}${flows('start > end')}`,
  )

const HOURLY = timed('hourly', '<timeCycle>R/PT1H</timeCycle>')

const FILES = [
  HOURLY,
  timed('once', '<timeDate>2026-03-02T03:00:00Z</timeDate>'),
  holds('cold', '=temperature &lt; 0'),
  holds('hot', '=temperature &gt; 30'),
  bpmnFile('on_alarm', `<startEvent id="start">${SIGNAL}</startEvent>${END}${flows('start > end')}`, ALARM),
  bpmnFile(
    'hears',
    `${START}<intermediateCatchEvent id="heard">${SIGNAL}</intermediateCatchEvent>${END}${flows('start > heard > end')}`,
    ALARM,
  ),
  bpmnFile(
    'cries',
    `${START}<intermediateThrowEvent id="cry">${SIGNAL}</intermediateThrowEvent>${END}${flows('start > cry > end')}`,
    ALARM,
  ),
  bpmnFile(
    'for_pc',
    `<extensionElements><jw:starter type="position" code="pc"/></extensionElements>${START}${END}${flows('start > end')}`,
  ),
]

let world: FlowWorld
beforeEach(async () => {
  world = await flowWorld({
    files: FILES,
    units: { hq: { type: 'company' } },
    people: { sr: { unit: 'hq' }, pc: { unit: 'hq', position: 'pc' } },
  })
})
afterEach(() => world.drop())

const plan = (): Promise<number> => world.act('system', 'flow', '*', 'plan-timer-starts', {})
const runs = async (flow: string): Promise<number> =>
  (await world.rows('select count(*)::integer as n from flow.instance where definition = $1', [flow]))[0].n
const due = async (flow: string): Promise<string[]> =>
  (await world.rows(`select due_at from flow.job where data ->> 'definition' = $1 order by due_at`, [flow])).map(row =>
    row.due_at.toISOString(),
  )
const begin = (flow: string, person = 'sr', body: object = {}) =>
  world.request(person, 'POST', '/flows/:name/instances', { params: { name: flow }, body })

test('timer start events are planned once, whatever number of nodes does it', async () => {
  const planned = await Promise.all([plan(), plan(), plan()])

  expect(planned.reduce((sum, count) => sum + count)).toBe(2)
  expect([await due('hourly'), await due('once')]).toEqual([['2026-03-02T02:00:00.000Z'], ['2026-03-02T03:00:00.000Z']])
  expect(await plan()).toBe(0)
})

test('a cycle starts a run each time; after a time in which nothing ran it starts one, and goes on on its grid', async () => {
  await plan()
  world.clock.advance(3_600_000)
  await pumpFlows(world, 2)
  expect([await runs('hourly'), await runs('once')]).toEqual([1, 0])

  world.clock.advance(5.5 * 3_600_000)
  await pumpFlows(world, 2)
  expect([await runs('hourly'), await runs('once')]).toEqual([2, 1])
  expect([await due('hourly'), await due('once')]).toEqual([['2026-03-02T08:00:00.000Z'], []])
})

test('a definition that is published anew keeps a timer that says the same, and takes one that says another time', async () => {
  await plan()
  world.clock.advance(2.5 * 3_600_000)
  await pumpFlows(world)
  await world.publish([
    timed('hourly', '<timeCycle>R/PT1H</timeCycle>', '<textAnnotation id="note"><text>x</text></textAnnotation>'),
    timed('once', '<timeDate>2026-03-02T09:00:00Z</timeDate>'),
  ])
  await plan()
  expect([await due('hourly'), await due('once')]).toEqual([['2026-03-02T04:00:00.000Z'], ['2026-03-02T09:00:00.000Z']])

  await world.publish([], ['flows/hourly.bpmn'])
  await plan()
  expect(await due('hourly')).toEqual([])
})

test('a signal reaches every run that waits and every start event, once', async () => {
  await begin('hears')
  await begin('hears')

  expect(await world.request('sr', 'POST', '/signals', { body: { name: 'alarm', variables: { level: 3 } } })).toEqual({
    runs: 2,
    starts: 1,
  })
  await pumpFlows(world, 2)

  const all = await world.rows('select definition, state, variables from flow.instance order by definition')
  expect(all).toEqual([
    { definition: 'hears', state: 'ended', variables: { level: 3 } },
    { definition: 'hears', state: 'ended', variables: { level: 3 } },
    { definition: 'on_alarm', state: 'ended', variables: { level: 3 } },
  ])
})

test('a signal that a run throws reaches the others', async () => {
  await begin('hears')
  await begin('cries')
  await pumpFlows(world)

  const all = await world.rows('select definition, state from flow.instance order by definition')
  expect(all).toEqual([
    { definition: 'cries', state: 'ended' },
    { definition: 'hears', state: 'ended' },
    { definition: 'on_alarm', state: 'ended' },
  ])
})

test('conditional starts begin where their condition holds', async () => {
  const { started } = await world.request('sr', 'POST', '/flow-conditions', {
    body: { variables: { temperature: 35 }, businessKey: 'room 1' },
  })

  expect(started).toMatchObject([{ flow: 'hot' }])
  expect(await world.rows('select definition, business_key, variables from flow.instance')).toEqual([
    { definition: 'hot', business_key: 'room 1', variables: { temperature: 35 } },
  ])
})

test('only those whom its author names may start a flow by hand', async () => {
  await expect(begin('for_pc')).rejects.toMatchObject({ status: 403, code: 'flow.start_forbidden' })

  expect(await begin('for_pc', 'pc', { businessKey: 'B', variables: { a: 1 } })).toMatchObject({ outcome: 'end' })
})

test('a start that fails to the last attempt is listed, and tried again by hand', async () => {
  await world.act('system', 'flow', '*', 'broadcast-signal', { name: 'alarm', variables: {} })
  const [{ id }] = await world.rows(`select id from flow.job where kind = 'start'`)
  await world.act('system', 'flow', '*', 'fail-job', { jobId: id, kind: 'start', message: '仓库不通' })

  expect(await world.request('sr', 'GET', '/flow-starts/failed')).toMatchObject({
    items: [{ id, flow: 'on_alarm', lastError: '仓库不通' }],
    next: null,
  })
  await world.request('sr', 'POST', '/flow-starts/:id/retry', { params: { id }, body: { reason: '仓库恢复' } })
  await pumpFlows(world)
  expect(await runs('on_alarm')).toBe(1)
})
