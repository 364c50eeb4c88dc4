import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { END, flows, START } from '../../engine/src/kinds/flow/fixtures/compiled.ts'
import type { PublishedMessage } from '../../engine/src/kinds/flow/run/messages/publish-message.ts'
import { emptyFlows, pumpFlows } from '../support/flow-pump.ts'
import { flowWorld, type FlowWorld } from '../support/flow-world.ts'
import { bpmnFile, catches, on, waiter } from '../support/message-flows.ts'

const role = (name: string, rules: object[]) => ({
  path: `roles/${name}.role.json`,
  text: JSON.stringify({ $kind: 'role', name, title: name, rules }),
})

const KEPT =
  '<userTask id="kept" name="kept"><extensionElements><jw:assignment type="person" code="sr"/></extensionElements></userTask>'

const FILES = [
  waiter('waits'),
  waiter('waits_too'),
  bpmnFile(
    'begun',
    `<startEvent id="start">${on('order')}</startEvent>${KEPT}${END}${flows('start > kept > end')}`,
    '<message id="order" name="order"/>',
  ),
  bpmnFile(
    'remarks',
    `${START}${KEPT}<boundaryEvent id="noted" attachedToRef="kept" cancelActivity="false">${on('hello')}</boundaryEvent><endEvent id="noted_end"/>${END}${flows('start > kept > end, noted > noted_end')}`,
  ),
  bpmnFile('any_hello', `${START}${catches('got', 'hello')}${END}${flows('start > got > end')}`),
  bpmnFile(
    'talks',
    `${START}<intermediateThrowEvent id="says">${on('paid')}</intermediateThrowEvent>${END}${flows('start > says > end')}`,
  ),
  role('clerk', [{ key: 'own', action: ['read'], subject: 'person' }]),
  role('sender', [{ key: 'send', action: ['publish'], subject: 'message' }]),
]

let world: FlowWorld
beforeAll(async () => {
  world = await flowWorld({
    files: FILES,
    units: { hq: { type: 'company' } },
    people: { sr: { unit: 'hq' }, clerk: { unit: 'hq' }, sender: { unit: 'hq' } },
    rolesOf: { clerk: ['clerk'], sender: ['sender'] },
  })
})
beforeEach(() => emptyFlows(world))
afterAll(() => world.drop())

const start = async (flow: string, variables: object = {}): Promise<string> =>
  (await world.request('sr', 'POST', '/flows/:name/instances', { params: { name: flow }, body: { variables } }))
    .instanceId

const publish = (body: object, person = 'sender'): Promise<PublishedMessage> =>
  world.request(person, 'POST', '/messages', { body })

const correlate = (body: object) => world.request('sender', 'POST', '/messages/correlate', { body })

const run = async (id: string) => (await world.rows('select * from flow.instance where id = $1', [id]))[0]
const count = async (table: string, where = 'true'): Promise<number> =>
  (await world.rows(`select count(*)::integer as n from ${table} where ${where}`))[0].n

test('a message reaches the run that waits for its name and key, with its variables, after the commit', async () => {
  const [mine, other] = [await start('waits', { order: 'A-1' }), await start('waits', { order: 'A-2' })]

  const published = await publish({ name: 'paid', key: 'A-1', variables: { amount: 5 } })

  expect(published).toMatchObject({ duplicate: false, targets: [{ flow: 'waits', element: 'got', instanceId: mine }] })
  expect(await run(mine)).toMatchObject({ state: 'running' })
  await pumpFlows(world)
  expect(await run(mine)).toMatchObject({ state: 'ended', variables: { order: 'A-1', amount: 5 } })
  expect(await run(other)).toMatchObject({ state: 'running' })
  expect(await count('flow.subscription')).toBe(1)
})

test('a message that came first waits for whoever comes later, for as long as it is meant to', async () => {
  await publish({ name: 'paid', key: 'A-1', timeToLive: 'PT10M', variables: { amount: 5 } })
  await publish({ name: 'paid', key: 'A-2', timeToLive: 'PT10M' })
  const early = await start('waits', { order: 'A-1' })
  world.clock.advance(10 * 60_000)
  const late = await start('waits', { order: 'A-2' })
  await pumpFlows(world)

  expect(await run(early)).toMatchObject({ state: 'ended', variables: { amount: 5 } })
  expect(await run(late)).toMatchObject({ state: 'running' })
})

test('messages are taken in the order of their publication, one by each run of a definition', async () => {
  for (const amount of [1, 2, 3]) await publish({ name: 'paid', key: 'A-1', variables: { amount } })
  const runs = []
  for (let i = 0; i < 3; i++) {
    runs.push(await start('waits', { order: 'A-1' }))
    await pumpFlows(world)
  }
  const other = await start('waits_too', { order: 'A-1' })
  await pumpFlows(world)

  const amounts = await Promise.all(runs.map(async id => (await run(id)).variables.amount))
  expect(amounts).toEqual([1, 2, 3])
  expect(await run(other)).toMatchObject({ state: 'ended', variables: { amount: 1 } })
})

test('the same message sent again is acknowledged, and nothing is doubled', async () => {
  const first = await publish({ name: 'paid', key: 'A-1', messageId: 'm-1' })
  const again = await publish({ name: 'paid', key: 'A-1', messageId: 'm-1' })
  const [one, two] = [await start('waits', { order: 'A-1' }), await start('waits', { order: 'A-1' })]
  await pumpFlows(world)

  expect(again).toEqual({ id: first.id, duplicate: true, targets: [] })
  expect([(await run(one)).state, (await run(two)).state]).toEqual(['ended', 'running'])
})

test('a message whose run has gone meanwhile goes to the next one that waits', async () => {
  const [first, second] = [await start('any_hello'), await start('any_hello')]
  const { targets } = await publish({ name: 'hello' })
  await correlate({ name: 'hello', instanceId: first })
  await pumpFlows(world)

  expect(targets).toMatchObject([{ instanceId: first }])
  expect([(await run(first)).state, (await run(second)).state]).toEqual(['ended', 'ended'])
})

test('a message without key is for whoever waits for the name; two that wait are ambiguous to a correlation', async () => {
  const first = await start('waits', { order: 'A-1' })
  await start('waits', { order: 'A-2' })

  await expect(correlate({ name: 'paid' })).rejects.toMatchObject({ status: 409, code: 'message.ambiguous' })
  await expect(correlate({ name: 'paid', key: 'A-3' })).rejects.toMatchObject({
    status: 404,
    code: 'message.no_receiver',
  })
  expect(await correlate({ name: 'paid', key: 'A-1' })).toMatchObject({ instanceId: first, started: false })
  expect(await run(first)).toMatchObject({ state: 'ended' })
  await publish({ name: 'paid' })
  await pumpFlows(world)
  expect(await count('flow.instance', `state = 'ended'`)).toBe(2)
})

test('a message starts a run; with a key one at a time, and the next when that is over', async () => {
  await publish({ name: 'order', key: 'K', variables: { n: 1 } })
  await publish({ name: 'order', key: 'K', variables: { n: 2 } })
  await publish({ name: 'order', key: 'L', variables: { n: 3 } })
  await pumpFlows(world)

  const open = () =>
    world.rows(`select id, variables, business_key from flow.instance where state = 'running' order by business_key`)
  expect(await open()).toMatchObject([
    { business_key: 'K', variables: { n: 1 } },
    { business_key: 'L', variables: { n: 3 } },
  ])
  const [{ id: task }] = await world.rows(
    `select t.id from flow.task t join flow.instance i on i.id = t.instance_id where i.business_key = 'K'`,
  )
  await world.request('sr', 'POST', '/tasks/:id/complete', {
    params: { id: task },
    body: { outcome: 'done', version: 1 },
  })
  await pumpFlows(world)
  expect(await open()).toMatchObject([
    { business_key: 'K', variables: { n: 2 } },
    { business_key: 'L', variables: { n: 3 } },
  ])
})

test('a boundary event that does not interrupt gets every message that waits, one after the other', async () => {
  for (const n of [1, 2, 3]) await publish({ name: 'hello', variables: { n } })
  const id = await start('remarks')
  await pumpFlows(world)

  const fired = await world.rows(
    `select element from flow.history where instance_id = $1 and element = 'noted_end' and event = 'reached'`,
    [id],
  )
  expect(fired).toHaveLength(3)
  expect(await run(id)).toMatchObject({ state: 'running', variables: { n: 3 } })
})

test('what a run throws is published with its command', async () => {
  const id = await start('waits', { order: 'A-9' })
  await start('talks', { order: 'A-9' })
  await pumpFlows(world)

  expect(await run(id)).toMatchObject({ state: 'ended' })
})

test('a suspended run gets no message, and looks for it when it is resumed', async () => {
  const id = await start('waits', { order: 'A-1' })
  const change = (verb: string) =>
    world.request('sr', 'POST', `/flow-instances/:id/${verb}`, { params: { id }, body: { reason: 'x' } })
  await change('suspend')
  const { targets } = await publish({ name: 'paid', key: 'A-1' })
  await pumpFlows(world)

  expect(targets).toEqual([])
  expect(await run(id)).toMatchObject({ state: 'running', suspended: true })
  await change('resume')
  await pumpFlows(world)
  expect(await run(id)).toMatchObject({ state: 'ended' })
})

test('only who has the right may publish, and it is written down', async () => {
  await expect(publish({ name: 'paid' }, 'clerk')).rejects.toMatchObject({ status: 403, code: 'access.missing_right' })
  const { id } = await publish({ name: 'paid', key: 'A-1' })

  const audit = await world.rows(
    `select person_id, changes from jw.audit_entry where action = 'message.published' and subject_id = $1`,
    [id],
  )
  expect(audit).toMatchObject([{ person_id: world.id['sender'], changes: { name: 'paid', key: 'A-1' } }])
  await expect(publish({ name: 'paid', timeToLive: 'soon' })).rejects.toMatchObject({
    code: 'message.bad_time_to_live',
  })
})

test('messages whose time is over are forgotten, with what was noted of them', async () => {
  await publish({ name: 'paid', key: 'A-1' })
  await start('waits', { order: 'A-1' })
  await pumpFlows(world)
  expect(await count('flow.message_target')).toBe(1)
  world.clock.advance(3_600_001)

  expect(await world.act('system', 'flow', '*', 'forget-messages', {})).toBe(1)
  expect([await count('flow.message'), await count('flow.message_target')]).toEqual([0, 0])
})

const MANY = process.env['JINGWEI_LONG'] === undefined ? 40 : 200

test('whoever comes first, publisher or subscriber, each message is delivered exactly once, however often it is sent', async () => {
  const keys = Array.from({ length: MANY }, (_, n) => `K-${n}`)
  const send = (key: string) => publish({ name: 'paid', key, messageId: `id-${key}`, variables: { got: key } })

  await Promise.all([
    ...keys.flatMap(key => [send(key), send(key)]),
    ...keys.map(order => start('waits', { order })),
    pumpFlows(world, 2),
  ])
  await Promise.all(keys.map(send))
  await pumpFlows(world, 3)

  const runs = await world.rows(`select state, variables from flow.instance`)
  expect(runs.map(each => each.state)).toEqual(keys.map(() => 'ended'))
  expect(runs.every(each => each.variables.got === each.variables.order)).toBe(true)
  expect(await count('flow.message')).toBe(MANY)
  expect(await count('flow.message_target')).toBe(MANY)
  expect(await count('flow.job')).toBe(0)
  const [fired] = await world.rows(`select count(*)::integer as n from flow.history where event = 'fired'`)
  expect(fired.n).toBe(MANY)
})
