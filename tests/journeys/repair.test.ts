import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { END, flows, START } from '../../engine/src/kinds/flow/fixtures/compiled.ts'
import { bulkRepairs } from '../../engine/src/main/bulk-repairs.ts'
import { emptyFlows, pumpFlows } from '../support/flow-pump.ts'
import { flowWorld, type FlowWorld } from '../support/flow-world.ts'
import { bpmnFile } from '../support/message-flows.ts'
import { BRANCHES, STUCK } from '../support/stuck-flow.ts'

const role = (name: string, rules: object[]) => ({
  path: `roles/${name}.role.json`,
  text: JSON.stringify({ $kind: 'role', name, title: name, rules }),
})

const CALLER = bpmnFile(
  'caller',
  `${START}<callActivity id="call" calledElement="stuck"/>${END}${flows('start > call > end')}`,
)

let world: FlowWorld
beforeAll(async () => {
  world = await flowWorld({
    files: [
      STUCK,
      BRANCHES,
      CALLER,
      role('watcher', [{ key: 'look', action: ['read'], subject: 'flow_instance' }]),
      role('operator', [{ key: 'repair', action: ['operate'], subject: 'flow_instance' }]),
    ],
    units: { hq: { type: 'company' } },
    people: { sr: { unit: 'hq' }, watcher: { unit: 'hq' }, op: { unit: 'hq' } },
    rolesOf: { watcher: ['watcher'], op: ['operator'] },
  })
})
beforeEach(() => emptyFlows(world))
afterAll(() => world.drop())

const start = async (flow: string, variables: object = {}): Promise<string> =>
  (await world.request('sr', 'POST', '/flows/:name/instances', { params: { name: flow }, body: { variables } }))
    .instanceId

const change = (id: string, verb: string, body: object = {}, person = 'op') =>
  world.request(person, 'POST', `/flow-instances/:id/${verb}`, {
    params: { id },
    body: { reason: '值班修复', ...body },
  })

const run = async (id: string) => (await world.rows('select * from flow.instance where id = $1', [id]))[0]
const tokens = (id: string): Promise<{ id: string; element: string }[]> =>
  world.rows('select id, element from flow.token where root_id = $1 order by element, id', [id])
const elements = async (id: string): Promise<string[]> => (await tokens(id)).map(token => token.element)
const openTasks = async (id: string): Promise<string[]> =>
  (await world.rows(`select element from flow.task where root_id = $1 and state = 'open' order by element`, [id])).map(
    each => each.element,
  )
const incident = async (): Promise<string> =>
  (await world.rows('select id from flow.incident where resolved_at is null'))[0].id

test('a run that could not decide goes on when its variable is put right and it is tried again', async () => {
  const id = await start('stuck', { size: 'huge' })
  const first = await incident()

  await change(id, 'variables', { variables: { size: 'wrong' } })
  await world.request('op', 'POST', '/incidents/:id/retry', { params: { id: first }, body: { reason: 'x' } })
  const second = await incident()
  expect(second).not.toBe(first)
  await change(id, 'variables', { variables: { size: 'small' } })
  await change(id, 'retry')

  expect(await run(id)).toMatchObject({ state: 'running', variables: { size: 'small' } })
  expect(await openTasks(id)).toEqual(['small'])
  await expect(
    world.request('op', 'POST', '/incidents/:id/retry', { params: { id: second }, body: { reason: 'x' } }),
  ).rejects.toMatchObject({ status: 409, code: 'flow.incident_resolved' })
})

test('an element that can not be done counts as done, by the way that is named', async () => {
  const id = await start('stuck', { size: 'huge' })
  await world.request('op', 'POST', '/incidents/:id/skip', {
    params: { id: await incident() },
    body: { reason: '按小额处理', flow: 'choose_small' },
  })

  expect(await openTasks(id)).toEqual(['small'])
})

test('tokens are moved after a look at what that ends; bodies, timers and joins go too', async () => {
  const id = await start('branches', { people: ['a', 'b', 'c'] })
  expect(await openTasks(id)).toEqual(['inner', 'inner', 'inner', 'left'])
  const rooms = (await tokens(id)).filter(token => token.element === 'room' || token.element === 'left')
  const outer = await world.rows(`select token_id from flow.scope where root_id = $1 and kind = 'body'`, [id])
  const cancel = [...rooms.filter(token => token.element === 'left').map(token => token.id), outer[0].token_id]
  const move = { cancel, create: [{ element: 'last' }] }

  const plan = await world.request('op', 'POST', '/flow-instances/:id/move/plan', { params: { id }, body: move })
  expect(plan).toMatchObject({ created: [{ element: 'last' }], ends: false })
  expect(plan.tasks.map((each: { element: string }) => each.element).sort()).toEqual([
    'inner',
    'inner',
    'inner',
    'left',
  ])
  expect(plan.waits).toEqual([{ element: 'late', kind: 'timer' }])
  expect(await openTasks(id)).toHaveLength(4)

  await change(id, 'move', move)
  expect(await openTasks(id)).toEqual(['last'])
  expect(await elements(id)).toEqual(['last'])
  for (const table of ['scope', 'job', 'subscription'])
    expect(await world.rows(`select id from flow.${table} where root_id = $1`, [id])).toEqual([])
  await expect(change(id, 'move', { cancel: [], create: [{ element: 'nowhere' }] })).rejects.toMatchObject({
    code: 'flow.place_unknown',
  })
})

test('a suspended run stands still, also its timers, and goes on when it is resumed', async () => {
  const id = await start('branches', { people: ['a'] })
  expect(await change(id, 'suspend')).toMatchObject({ suspended: true })
  world.clock.advance(49 * 3_600_000)
  await pumpFlows(world)
  const [left] = await world.rows(`select id, version from flow.task where element = 'left'`)
  const done = { params: { id: left.id }, body: { outcome: 'done', version: left.version } }
  await expect(world.request('sr', 'POST', '/tasks/:id/complete', done)).rejects.toMatchObject({
    code: 'flow.suspended',
  })
  expect(await openTasks(id)).toEqual(['inner', 'left'])

  await change(id, 'resume')
  await pumpFlows(world)
  expect(await openTasks(id)).toEqual(['left'])
})

test('a cancelled run is over with those that it called, and a called one goes only with its caller', async () => {
  const id = await start('caller', {})
  const [called] = await world.rows('select id from flow.instance where parent_id = $1', [id])
  await expect(change(called.id, 'cancel')).rejects.toMatchObject({ status: 409, code: 'flow.called_run' })

  await change(id, 'cancel')
  expect([(await run(id)).state, (await run(called.id)).state]).toEqual(['cancelled', 'cancelled'])
  expect(await elements(id)).toEqual([])
  await expect(change(id, 'suspend')).rejects.toMatchObject({ status: 409, code: 'flow.run_over' })
})

test('a run goes on from an element; for one that is over a new one begins there, with its variables', async () => {
  const id = await start('stuck', { size: 'big' })
  expect(await change(id, 'restart', { element: 'small' })).toMatchObject({ id, state: 'running', restartOf: id })
  expect(await openTasks(id)).toEqual(['small'])
  await change(id, 'cancel')

  const again = await change(id, 'restart', { element: 'big' })
  expect(again.id).not.toBe(id)
  expect(await run(again.id)).toMatchObject({ state: 'running', variables: { size: 'big' } })
  expect(await openTasks(again.id)).toEqual(['big'])
})

test('a run is deleted with its history by right, one that is not over only by force', async () => {
  const id = await start('branches', { people: ['a'] })
  const remove = (person: string, query: object = {}) =>
    world.request(person, 'DELETE', '/flow-instances/:id', { params: { id }, query: { reason: '测试数据', ...query } })
  await expect(remove('op')).rejects.toMatchObject({ status: 403 })
  await expect(remove('sr')).rejects.toMatchObject({ status: 409, code: 'flow.run_not_over' })

  expect(await remove('sr', { force: true })).toEqual({ instances: 1 })
  const left = ['instance', 'history', 'token', 'task', 'scope', 'job', 'participant', 'incident']
  for (const table of left)
    expect(await world.rows(`select count(*)::integer as n from flow.${table}`)).toEqual([{ n: 0 }])
})

test('every repair is written down with its person and reason, and needs the right to operate', async () => {
  const id = await start('stuck', { size: 'huge' })
  await change(id, 'variables', { variables: { size: 'big' } })
  await change(id, 'retry')
  await change(id, 'cancel')

  const audit = await world.rows(
    `select action, reason from jw.audit_entry where person_id = $1 and reason is not null and changes ->> 'instance' = $2 order by seq`,
    [world.id['op'], id],
  )
  expect(audit).toEqual([
    { action: 'flow.variables_changed', reason: '值班修复' },
    { action: 'flow.incidents_retried', reason: '值班修复' },
    { action: 'flow.cancelled', reason: '值班修复' },
  ])
  await expect(change(id, 'cancel', {}, 'watcher')).rejects.toMatchObject({ status: 403, code: 'access.missing_right' })
})

test('the list of incidents names what went wrong and where', async () => {
  const id = await start('stuck', { size: 'huge' })

  expect(await world.request('watcher', 'GET', '/incidents', { query: { flow: 'stuck' } })).toMatchObject({
    items: [{ instanceId: id, element: 'choose', definition: 'stuck' }],
    next: null,
  })
  expect((await world.request('watcher', 'GET', '/incidents', { query: { code: 'other' } })).items).toEqual([])
})

test('a repair of many runs is ordered by a filter, and each has its own result', async () => {
  const [one, two] = [await start('stuck', { size: 'huge' }), await start('stuck', { size: 'huge' })]
  const third = await start('branches', { people: ['a'] })
  const order = (body: object, person = 'op') =>
    world.request(person, 'POST', '/flow-repairs', { body: { reason: '批量', filter: { state: 'incident' }, ...body } })
  const { id, total } = await order({ action: 'restart', input: { element: 'small' } })
  await change(two, 'cancel')
  const progress = () => world.request('watcher', 'GET', '/flow-repairs/:id', { params: { id } })
  expect([total, await progress()]).toMatchObject([2, { total: 2, waiting: 2, done: 0, failed: 0 }])

  const principals = { find: async () => ({ principal: world.principal('op') }) as never, forget: () => {} }
  const info = { id: '1', attempt: 1, maxAttempts: 25 }
  await bulkRepairs({ commands: world.commands, principals })({ id }, info)
  await bulkRepairs({ commands: world.commands, principals })({ id }, info)

  expect(await progress()).toMatchObject({ waiting: 0, done: 2, failed: 0 })
  expect(await openTasks(one)).toEqual(['small'])
  expect((await run(third)).state).toBe('running')
  const again = await order({ action: 'suspend', filter: { definition: 'stuck', state: 'cancelled' } })
  await bulkRepairs({ commands: world.commands, principals })({ id: again.id }, info)
  const failed = await world.request('watcher', 'GET', '/flow-repairs/:id', { params: { id: again.id } })
  expect(failed).toMatchObject({ failed: 1, items: [{ instanceId: two, state: 'failed', code: 'flow.run_over' }] })
  await expect(order({ action: 'delete' })).rejects.toMatchObject({ status: 403 })
  await expect(order({ action: 'cancel', filter: { businessKey: 'x' } })).rejects.toMatchObject({
    code: 'flow.bulk_nothing',
  })
})
