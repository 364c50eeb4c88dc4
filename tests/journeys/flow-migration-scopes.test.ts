import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { END, flows, START } from '../../engine/src/kinds/flow/fixtures/compiled.ts'
import type { Migration } from '../../engine/src/kinds/flow/run/migrate-runs.ts'
import { emptyFlows, pumpFlows } from '../support/flow-pump.ts'
import { flowWorld, type FlowWorld } from '../support/flow-world.ts'
import { bpmnFile, catches, on } from '../support/message-flows.ts'
import { task } from '../support/stuck-flow.ts'

const EVENTS = '<message id="hello" name="hello"/><message id="stop" name="stop"/>'

const timer = (id: string, host: string, hours = 24): string =>
  `<boundaryEvent id="${id}" attachedToRef="${host}"><timerEventDefinition id="t_${id}"><timeDuration>PT${hours}H</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="${id}_end"/><sequenceFlow id="${id}_flow" sourceRef="${id}" targetRef="${id}_end"/>`

const listener = (id: string, message: string): string =>
  `<subProcess id="${id}" triggeredByEvent="true"><startEvent id="${id}_in" isInterrupting="false">${on(message)}</startEvent><endEvent id="${id}_out"/>${flows(`${id}_in > ${id}_out`)}</subProcess>`

/** A room of several at once beside a branch that waits for a message; both come to a join. */
const rooms = ({ room = 'room', inner = 'inner', left = 'left', beside = '', hears = 'hello' } = {}) =>
  bpmnFile(
    'rooms',
    `${START}<parallelGateway id="fork"/><parallelGateway id="join"/>${catches(left, hears)}
<subProcess id="${room}"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics><startEvent id="in"/>${task(inner)}<endEvent id="out"/>${flows(`in > ${inner} > out`)}</subProcess>
${beside}${task('last')}${END}${flows(`start > fork > ${left} > join > last > end, fork > ${room} > join`)}`,
    EVENTS,
  )

let world: FlowWorld
beforeAll(async () => {
  world = await flowWorld({ files: [rooms()], units: { hq: { type: 'company' } }, people: { sr: { unit: 'hq' } } })
})
beforeEach(async () => {
  await emptyFlows(world)
  await world.publish([rooms({ beside: timer('late', 'room') })])
})
afterAll(() => world.drop())

const start = async (flow = 'rooms'): Promise<string> =>
  (await world.request('sr', 'POST', '/flows/:name/instances', { params: { name: flow }, body: {} })).instanceId

const migrate = (mode: string, rest: object = {}): Promise<Migration> =>
  world.request('sr', 'POST', '/flow-migrations', { body: { flow: 'rooms', mode, ...rest } })

const complete = async (element: string): Promise<void> => {
  const open = await world.rows(
    `select id, version from flow.task where element = $1 and state = 'open' order by id limit 1`,
    [element],
  )
  const body = { outcome: 'done', version: open[0].version }
  await world.request('sr', 'POST', '/tasks/:id/complete', { params: { id: open[0].id }, body })
}

/** Everything that a run consists of, without what changes by itself. */
const rowsOf = async (id: string) => ({
  instance: await world.rows('select version, snapshot_id, state, variables from flow.instance where id = $1', [id]),
  tokens: await world.rows('select id, element, flow, scope_id, state from flow.token where root_id = $1 order by id', [
    id,
  ]),
  scopes: await world.rows('select id, element, kind, loop from flow.scope where root_id = $1 order by id', [id]),
  tasks: await world.rows(
    `select id, element, title, state from flow.task where root_id = $1 and state = 'open' order by id`,
    [id],
  ),
  jobs: await world.rows('select id, element, due_at from flow.job where root_id = $1 order by id', [id]),
  subscriptions: await world.rows(
    'select id, element, name, key from flow.subscription where root_id = $1 order by id',
    [id],
  ),
})

const RENAMED = { room: 'hall', inner: 'work', left: 'word' }
const MAPPING = {
  ...RENAMED,
  fork_left: 'fork_word',
  left_join: 'word_join',
  fork_room: 'fork_hall',
  room_join: 'hall_join',
}

test('a body moves with its instances, subscriptions and timers, keeps what was done, and goes on to the end', async () => {
  const id = await start()
  await complete('inner')
  const before = await rowsOf(id)
  await world.publish([rooms({ ...RENAMED, beside: timer('late', 'hall') })])

  expect(await migrate('apply', { mapping: MAPPING })).toMatchObject({ items: [{ id, state: 'migrated' }] })

  const after = await rowsOf(id)
  expect(after.tasks.map(each => each.element)).toEqual(['work', 'work'])
  expect(after.tasks.map(each => each.id)).toEqual(before.tasks.map(each => each.id))
  expect(after.jobs).toEqual(before.jobs)
  expect(after.subscriptions).toMatchObject([{ id: before.subscriptions[0]!.id, element: 'word', name: 'hello' }])
  expect(after.scopes.find(each => each.kind === 'body')).toMatchObject({
    element: 'hall',
    loop: { completed: 1, total: 3 },
  })
  await complete('work')
  await complete('work')
  await world.act('system', 'flow', '*', 'publish-message', {
    name: 'hello',
    key: null,
    messageId: null,
    timeToLive: null,
    variables: {},
  })
  await pumpFlows(world)
  await complete('last')
  expect(await rowsOf(id)).toMatchObject({ instance: [{ state: 'ended' }] })
})

test('a token at a join stays there, and the join still waits for the other branch only', async () => {
  const id = await start()
  for (let i = 0; i < 3; i++) await complete('inner')
  await world.publish([rooms({ ...RENAMED })])

  await migrate('apply', { mapping: MAPPING })
  expect((await rowsOf(id)).tokens).toMatchObject([{ element: 'word' }, { element: 'join', flow: 'hall_join' }])
  await world.request('sr', 'POST', '/messages/correlate', { body: { name: 'hello' } })
  expect((await rowsOf(id)).tasks).toMatchObject([{ element: 'last' }])
})

test('what the new version adds begins now, what it has no more ends, and all else is left alone', async () => {
  const id = await start()
  const before = await rowsOf(id)
  world.clock.advance(3_600_000)
  await world.publish([rooms({ beside: timer('sooner', 'room', 2) + listener('ear', 'stop') })])

  await migrate('apply')

  const after = await rowsOf(id)
  expect(after.jobs).toMatchObject([
    { element: 'sooner', due_at: new Date(world.clock.now().getTime() + 2 * 3_600_000) },
  ])
  expect(after.subscriptions).toMatchObject([{ id: before.subscriptions[0]!.id }, { element: 'ear_in', name: 'stop' }])
  expect(after.tokens).toEqual(before.tokens)
})

test('a run that has not gone on since it was moved goes back just as it was', async () => {
  const id = await start()
  await complete('inner')
  const before = await rowsOf(id)
  await world.publish([rooms({ ...RENAMED, beside: timer('sooner', 'hall', 2) + listener('ear', 'stop') })])
  await migrate('apply', { mapping: MAPPING })
  expect(await rowsOf(id)).not.toEqual(before)

  expect(await migrate('plan_back', { instances: [id] })).toMatchObject({ items: [{ id, state: 'ready' }] })
  expect(await migrate('back', { instances: [id] })).toMatchObject({
    items: [{ id, state: 'taken_back', problems: [] }],
  })

  expect(await rowsOf(id)).toEqual(before)
  await complete('inner')
  expect((await rowsOf(id)).tasks).toHaveLength(1)
  expect(await migrate('back', { instances: [id] })).toMatchObject({
    items: [{ state: 'blocked', problems: [{ code: 'flow.migration_not_back' }] }],
  })
})

test('a run that went on since it was moved does not go back', async () => {
  const id = await start()
  await world.publish([rooms(RENAMED)])
  await migrate('apply', { mapping: MAPPING })
  await complete('work')
  const before = await rowsOf(id)

  expect(await migrate('back', { instances: [id] })).toMatchObject({
    items: [{ id, state: 'blocked', problems: [{ code: 'flow.migration_not_back' }] }],
  })
  expect(await rowsOf(id)).toEqual(before)
})

test('a run that can not be moved is left as it is, with all that is in its way', async () => {
  const id = await start()
  const before = await rowsOf(id)
  const flat = bpmnFile(
    'rooms',
    `${START}<parallelGateway id="fork"/>${task('inner')}${catches('left', 'hello')}${END}${flows('start > fork > left > end, fork > inner > end')}`,
    EVENTS,
  )
  await world.publish([flat])

  const { items } = await migrate('apply')
  expect(items).toMatchObject([{ id, state: 'blocked' }])
  expect(items[0]!.problems.map(each => `${each.element} ${each.code}`).sort()).toEqual([
    'inner flow.migration_scope_differs',
    'room flow.migration_element_gone',
  ])
  expect(await rowsOf(id)).toEqual(before)
})

test('a plan proposes what the ids that are gone are called now', async () => {
  await start()
  await world.publish([rooms(RENAMED)])

  const { proposal } = await migrate('plan')
  expect(proposal).toMatchObject({ left: 'word', fork_left: 'fork_word', left_join: 'word_join' })
  expect(await migrate('plan', { mapping: { ...MAPPING, ...proposal } })).toMatchObject({ items: [{ state: 'ready' }] })
})

test('a called run moves by itself, and its caller goes on when it is over', async () => {
  await world.publish([
    bpmnFile(
      'calls',
      `${START}<callActivity id="call" calledElement="rooms"/>${task('after')}${END}${flows('start > call > after > end')}`,
    ),
  ])
  const root = await start('calls')
  await world.publish([rooms(RENAMED)])

  expect(await migrate('apply', { mapping: MAPPING })).toMatchObject({ items: [{ state: 'migrated' }] })
  for (let i = 0; i < 3; i++) await complete('work')
  await world.request('sr', 'POST', '/messages/correlate', { body: { name: 'hello' } })
  await complete('last')
  expect((await rowsOf(root)).tasks).toMatchObject([{ element: 'after' }])
})
