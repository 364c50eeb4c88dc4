import { afterAll, beforeAll, expect, test } from 'vitest'
import { flowWorld, type FlowWorld } from '../support/flow-world.ts'
import { waiter } from '../support/message-flows.ts'
import { STUCK } from '../support/stuck-flow.ts'

const role = (name: string, rules: object[]) => ({
  path: `roles/${name}.role.json`,
  text: JSON.stringify({ $kind: 'role', name, title: name, rules }),
})

let world: FlowWorld
let big: string
let stuck: string
let waiting: string

beforeAll(async () => {
  world = await flowWorld({
    files: [
      STUCK,
      waiter('waits'),
      role('watcher', [{ key: 'look', action: ['read'], subject: 'flow_instance' }]),
      role('clerk', [{ key: 'own', action: ['read'], subject: 'person' }]),
    ],
    units: { hq: { type: 'company' } },
    people: { sr: { unit: 'hq' }, watcher: { unit: 'hq' }, clerk: { unit: 'hq' } },
    rolesOf: { watcher: ['watcher'], clerk: ['clerk'] },
  })
  big = await start('stuck', { size: 'big', amount: 100 }, 'B-1')
  stuck = await start('stuck', { size: 'huge', amount: '100', city: '上海' })
  waiting = await start('waits', { order: 'A-1', urgent: true })
})
afterAll(() => world.drop())

const start = async (flow: string, variables: object, businessKey: string | null = null): Promise<string> =>
  (
    await world.request('sr', 'POST', '/flows/:name/instances', {
      params: { name: flow },
      body: { variables, businessKey },
    })
  ).instanceId

const search = async (query: object): Promise<string[]> =>
  (await world.request('watcher', 'GET', '/flow-instances', { query })).items.map((item: { id: string }) => item.id)

const complete = async (instance: string): Promise<void> => {
  const [task] = await world.rows(`select id, version from flow.task where instance_id = $1 and state = 'open'`, [
    instance,
  ])
  const body = { outcome: 'done', version: task.version }
  await world.request('sr', 'POST', '/tasks/:id/complete', { params: { id: task.id }, body })
}

test('runs are found by state, definition, business key, element and incident', async () => {
  expect(await search({ state: 'incident' })).toEqual([stuck])
  expect(await search({ definition: 'stuck', version: 1 })).toEqual([stuck, big])
  expect(await search({ businessKey: 'B-1' })).toEqual([big])
  expect(await search({ element: 'got' })).toEqual([waiting])
  expect(await search({ incidentCode: 'flow.no_way_out' })).toEqual([stuck])
  expect(await search({ incidentCode: 'flow.job_failed' })).toEqual([])
  expect(await search({ startedFrom: '2026-03-03T00:00:00Z' })).toEqual([])
  expect(await search({ suspended: false, called: false, startedTo: '2026-03-03T00:00:00Z' })).toHaveLength(3)
})

test('runs are found by the values of variables, a number in both its forms', async () => {
  expect(await search({ variables: ['amount=100'] })).toEqual([stuck, big])
  expect(await search({ variables: ['amount="100"'] })).toEqual([stuck])
  expect(await search({ variables: ['amount=100', 'city=上海'] })).toEqual([stuck])
  expect(await search({ variables: ['urgent=true'] })).toEqual([waiting])
  expect(await search({ variables: ['order=A-2'] })).toEqual([])
  await expect(search({ variables: ['amount'] })).rejects.toMatchObject({ code: 'flow.bad_variable_filter' })
})

test('a page ends where the next one begins', async () => {
  const page = (query: object) => world.request('watcher', 'GET', '/flow-instances', { query })
  const first = await page({ limit: 2 })
  const second = await page({ limit: 2, after: first.next })

  expect([...first.items, ...second.items].map(item => item.id)).toEqual([waiting, stuck, big])
  expect([first.next, second.next]).toEqual([stuck, null])
})

test('one run shows where it stands, what it waits for and what stopped it', async () => {
  const show = (id: string) => world.request('watcher', 'GET', '/flow-instances/:id', { params: { id } })

  expect(await show(stuck)).toMatchObject({
    state: 'incident',
    flow: { name: 'stuck', title: '样例', version: 1 },
    starter: { name: 'sr' },
    variables: { size: 'huge' },
    tokens: [{ element: { id: 'choose' }, state: 'incident' }],
    incidents: [{ element: { id: 'choose' }, resolvedAt: null }],
  })
  expect(await show(waiting)).toMatchObject({
    subscriptions: [{ element: { id: 'got' }, kind: 'message', name: 'paid', key: 'A-1' }],
  })
  expect(await show(big)).toMatchObject({
    tasks: [{ element: { id: 'big', title: 'big' }, state: 'open', people: [{ name: 'sr', state: 'active' }] }],
  })
  await expect(show('0193f1c0-0000-7000-8000-00000000000a')).rejects.toMatchObject({ code: 'flow.run_unknown' })
})

test('the history tells every step, page by page', async () => {
  const page = (query: object) =>
    world.request('watcher', 'GET', '/flow-instances/:id/history', { params: { id: big }, query })
  const { items } = await page({})
  expect(items.map((item: { element: string; event: string }) => `${item.element} ${item.event}`)).toEqual(
    expect.arrayContaining(['start started', 'big opened']),
  )

  const first = await page({ limit: 2 })
  expect((await page({ limit: 200, after: first.next })).items).toEqual(items.slice(2))
})

test('the diagram shows tokens, incidents and visits; the heat map how long they took', async () => {
  const id = await start('stuck', { size: 'small' })
  world.clock.advance(2 * 3_600_000)
  await complete(id)
  const other = await start('stuck', { size: 'small' })
  world.clock.advance(4 * 3_600_000)
  await complete(other)
  const ask = (path: string, query: object = {}) =>
    world.request('watcher', 'GET', `/flows/:name/${path}`, { params: { name: 'stuck' }, query })

  const { elements } = await ask('activity')
  expect(elements).toEqual(
    expect.arrayContaining([
      { element: 'big', tokens: 1, incidents: 0, visits: 0 },
      { element: 'choose', tokens: 1, incidents: 1, visits: 0 },
      { element: 'small', tokens: 0, incidents: 0, visits: 2 },
    ]),
  )
  const hours = 3_600_000
  const small = { element: 'small', visits: 2, mean: 3 * hours, p50: 3 * hours, p90: 3.8 * hours }
  expect(await ask('durations')).toEqual({ elements: [small], complete: true })
  expect(await ask('durations', { version: 2 })).toEqual({ elements: [], complete: true })
  await expect(ask('durations', { calendar: 'nowhere' })).rejects.toMatchObject({ code: 'flow.calendar_unknown' })
  const long = { from: '2024-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }
  await expect(ask('activity', long)).rejects.toMatchObject({ code: 'flow.bad_range' })
})

test('unfinished runs are counted by flow and version', async () => {
  expect(await world.request('watcher', 'GET', '/flow-instances/counts')).toMatchObject({
    items: [
      { flow: { name: 'stuck' }, version: 1, running: 1, incident: 1 },
      { flow: { name: 'waits' }, version: 1, running: 1, incident: 0 },
    ],
  })
})

test('who has no right sees no run and no incident', async () => {
  const refused = { status: 403, code: 'access.missing_right' }

  for (const path of ['/flow-instances', '/flow-instances/counts', '/incidents', '/flow-starts/failed'])
    await expect(world.request('clerk', 'GET', path)).rejects.toMatchObject(refused)
  await expect(world.request('clerk', 'GET', '/flow-instances/:id', { params: { id: big } })).rejects.toMatchObject(
    refused,
  )
})
