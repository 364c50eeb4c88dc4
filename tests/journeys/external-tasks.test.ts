import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { declared, END, flows, flowText, START } from '../../engine/src/kinds/flow/fixtures/compiled.ts'
import { systemPrincipal } from '../../engine/src/runtime/command-runner.ts'
import { ask, openHttpShop, type Answer, type HttpShop, type Visitor } from '../support/http-shop.ts'

const example = path.resolve(import.meta.dirname, '../../examples/external-worker')

const packing = `${START}<serviceTask id="pack" jw:topic="pack" jw:priority="=weight" jw:resultVariable="box"><extensionElements>
  <jw:input name="what" value="=what"/><jw:input name="weight" value="=weight"/></extensionElements></serviceTask>
  <boundaryEvent id="broken" attachedToRef="pack"><errorEventDefinition errorRef="broken_goods"/></boundaryEvent>
  <endEvent id="lost"/>${END}${flows('start > pack > end, broken > lost')}`

const workerRole = {
  path: 'roles/packer.role.json',
  text: JSON.stringify({
    $kind: 'role',
    name: 'packer',
    title: '打包',
    rules: [{ key: 'work', action: ['work', 'read'], subject: 'external_task' }],
  }),
}

let shop: HttpShop
let packer: Visitor
let rep: Visitor
let token: string

beforeAll(async () => {
  shop = await openHttpShop([
    { path: 'flows/packing.bpmn', text: flowText(packing, 'packing', declared('error', 'broken_goods')) },
    { path: 'flows/parcel_label.bpmn', text: fs.readFileSync(path.join(example, 'parcel_label.bpmn'), 'utf8') },
    workerRole,
  ])
  packer = await shop.visitor('packer', ['packer'])
  rep = await shop.visitor('rep', ['rep'])
  token = await newToken(packer, ['work'])
})
afterAll(() => shop.close())

async function newToken(who: Visitor, rights: string[]): Promise<string> {
  const endsAt = new Date(shop.clock.now().getTime() + 86_400_000).toISOString()
  return (await who.ask('POST', '/access-tokens', { name: 'packing line', endsAt, rights })).body.token
}

const program =
  (bearer: string) =>
  (operation: string, body: object): Promise<Answer> =>
    ask(shop.app, 'POST', `/external-tasks/${operation}`, body, { authorization: `Bearer ${bearer}` })

const asks = (operation: string, body: object): Promise<Answer> => program(token)(operation, body)

const start = async (variables: object, flow = 'packing'): Promise<string> => {
  const options = { name: 'flow.start', cause: 'test' }
  const started = await shop.engine.commands.run(systemPrincipal, options, ctx =>
    ctx.run<{ instanceId: string }>('flow', flow, 'start', { variables }),
  )
  return started.instanceId
}

const fetchOne = async (worker = 'w1', lockMs = 10_000, rest: object = {}) => {
  const answer = await asks('fetch-and-lock', { worker, topics: [{ topic: 'pack', lockMs }], ...rest })
  expect(answer.status).toBe(200)
  return answer.body.items[0]
}

const run = async (id: string) =>
  (await shop.rows('select state, outcome, variables from flow.instance where id = $1', [id]))[0]

test('a worker fetches, does the work and completes; the run goes on with what it found', async () => {
  const id = await start({ what: 'screws', weight: 3 })

  const task = await fetchOne()
  expect(task).toMatchObject({
    topic: 'pack',
    priority: 3,
    retriesLeft: 3,
    flow: { name: 'packing', version: 1 },
    element: 'pack',
    instanceId: id,
    lockedUntil: new Date(shop.clock.now().getTime() + 10_000).toISOString(),
    // Numbers are decimals: JSON strings, as everywhere.
    variables: { what: 'screws', weight: '3' },
  })
  expect(await fetchOne('w2')).toBeUndefined()
  expect(await asks(`${task.id}/complete`, { worker: 'w1', variables: { box: 'B7' } })).toMatchObject({ status: 204 })

  expect(await run(id)).toMatchObject({ state: 'ended', outcome: 'end', variables: { box: 'B7' } })
  expect(
    await shop.rows(
      `select account_id is not null as person, cause from jw.audit_entry where action = 'external_task.completed'`,
    ),
  ).toEqual([{ person: true, cause: expect.stringMatching(/^token /) }])
})

test('heavier tasks go first, and a worker gets only the variables that he names', async () => {
  const ids = [await start({ what: 'a', weight: 1 }), await start({ what: 'b', weight: 9 })]
  const { body } = await asks('fetch-and-lock', {
    worker: 'w1',
    topics: [{ topic: 'pack', lockMs: 1_000, variables: ['what', 'unknown'] }],
    max: 2,
  })

  expect(body.items.map((each: { variables: object }) => each.variables)).toEqual([{ what: 'b' }, { what: 'a' }])
  for (const { id } of body.items) await asks(`${id}/complete`, { worker: 'w1' })
  expect(await Promise.all(ids.map(run))).toMatchObject([{ state: 'ended' }, { state: 'ended' }])
})

test('who has lost his lock can neither complete, fail, extend nor unlock; who has it can', async () => {
  const id = await start({ what: 'slow', weight: 1 })
  const { id: task } = await fetchOne('slow', 1_000)
  shop.clock.advance(1_001)
  expect((await fetchOne('quick')).id).toBe(task)

  for (const [operation, body] of [
    ['complete', {}],
    ['fail', { message: 'no' }],
    ['bpmn-error', { code: 'broken_goods' }],
    ['extend', { lockMs: 1_000 }],
    ['unlock', {}],
  ] as const)
    expect(await asks(`${task}/${operation}`, { worker: 'slow', ...body })).toMatchObject({
      status: 409,
      body: { code: 'external_task.lock_lost' },
    })
  expect(await run(id)).toMatchObject({ state: 'running' })

  const extended = await asks(`${task}/extend`, { worker: 'quick', lockMs: 60_000 })
  expect(extended.body).toEqual({ lockedUntil: new Date(shop.clock.now().getTime() + 60_000).toISOString() })
  expect(await asks(`${task}/unlock`, { worker: 'quick' })).toMatchObject({ status: 204 })
  await fetchOne('third')
  expect(await asks(`${task}/complete`, { worker: 'third' })).toMatchObject({ status: 204 })
  expect(await asks(`${task}/complete`, { worker: 'third' })).toMatchObject({
    status: 404,
    body: { code: 'external_task.unknown' },
  })
})

test('a failure is tried again after its pause; the last one is an incident with what the worker said', async () => {
  const id = await start({ what: 'fragile', weight: 1 })
  const first = await fetchOne()
  expect(
    await asks(`${first.id}/fail`, { worker: 'w1', message: 'Out of boxes', details: 'at line 7', retryInMs: 5_000 }),
  ).toMatchObject({ status: 200, body: { retriesLeft: 2 } })
  expect(await fetchOne()).toBeUndefined()
  shop.clock.advance(5_001)
  const second = await fetchOne()
  expect(second).toMatchObject({ id: first.id, retriesLeft: 2 })
  await asks(`${second.id}/fail`, { worker: 'w1', message: 'Still none', retriesLeft: 0 })

  expect(await run(id)).toMatchObject({ state: 'incident' })
  expect(await shop.rows('select code, message from flow.incident where root_id = $1', [id])).toEqual([
    { code: 'external_task.failed', message: 'Still none' },
  ])
  const listed = await packer.ask('GET', '/external-tasks?state=failed')
  expect(listed.body.items).toMatchObject([{ id: first.id, state: 'failed', failures: 2, error: 'Still none' }])

  const [incident] = await shop.rows('select id from flow.incident where root_id = $1', [id])
  await shop.engine.commands.run(systemPrincipal, { name: 'retry', cause: 'test' }, ctx =>
    ctx.run('flow', '*', 'retry-incident', { incidentId: incident.id }),
  )
  await asks(`${(await fetchOne()).id}/complete`, { worker: 'w1' })
  expect(await run(id)).toMatchObject({ state: 'ended' })
})

test('an error of the flow is caught where the flow says, one that nobody catches is an incident', async () => {
  const [caught, uncaught] = [await start({ what: 'glass', weight: 2 }), await start({ what: 'glass', weight: 1 })]
  await asks(`${(await fetchOne()).id}/bpmn-error`, { worker: 'w1', code: 'broken_goods', message: 'Shards' })
  await asks(`${(await fetchOne()).id}/bpmn-error`, { worker: 'w1', code: 'stolen' })

  expect(await run(caught)).toMatchObject({ state: 'ended', outcome: 'lost' })
  expect(await run(uncaught)).toMatchObject({ state: 'incident' })
})

test('a worker that waits hears of a task at once, and nothing when its time is over', async () => {
  expect(await fetchOne('early', 10_000, { waitMs: 50 })).toBeUndefined()

  const began = performance.now()
  const waiting = fetchOne('early', 10_000, { waitMs: 20_000 })
  const id = await start({ what: 'late', weight: 1 })
  const task = await waiting

  expect(task.instanceId).toBe(id)
  expect(performance.now() - began).toBeLessThan(5_000)
  await asks(`${task.id}/complete`, { worker: 'early' })
})

test('only who has the right may work, with a token only if it has the right too', async () => {
  const fetching = { worker: 'w', topics: [{ topic: 'pack', lockMs: 1_000 }] }
  expect((await rep.ask('POST', '/external-tasks/fetch-and-lock', fetching)).status).toBe(403)
  expect((await packer.ask('POST', '/external-tasks/fetch-and-lock', fetching)).status).toBe(200)
  expect((await rep.ask('GET', '/external-tasks')).status).toBe(403)
  expect(
    (await packer.ask('POST', '/access-tokens', { name: 'x', endsAt: '2026-03-05T00:00:00Z', rights: ['send'] }))
      .status,
  ).toBe(403)
  expect((await ask(shop.app, 'GET', '/tasks', undefined, { authorization: `Bearer ${token}` })).body.code).toBe(
    'access_token.out_of_reach',
  )
})

test('topics of functions belong to the engine', async () => {
  const topics = [{ topic: 'function:record.update', lockMs: 1_000 }]
  expect(await asks('fetch-and-lock', { worker: 'w', topics })).toMatchObject({
    status: 422,
    body: { code: 'external_task.topic_reserved' },
  })
})

test('the example worker works against a started engine', { timeout: 30_000 }, async () => {
  const url = await shop.app.listen({ port: 0, host: '127.0.0.1' })
  const worker = spawn(process.execPath, [path.join(example, 'worker.mjs')], {
    env: { ...process.env, JINGWEI_URL: url, JINGWEI_TOKEN: token },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const done = once(worker.stdout, 'data')
  const printed = await start({ order: 'A-17', address: '杭州' }, 'parcel_label')
  const returned = await start({ order: 'A-18', address: '' }, 'parcel_label')

  await done
  await expect.poll(() => run(returned), { timeout: 15_000 }).toMatchObject({ state: 'ended', outcome: 'returned' })
  worker.kill('SIGTERM')
  shop.app.server.closeAllConnections()

  expect(await run(printed)).toMatchObject({
    state: 'ended',
    outcome: 'printed',
    variables: { label: expect.stringMatching(/^A-17 → 杭州/) },
  })
  worker.kill('SIGKILL')
})
