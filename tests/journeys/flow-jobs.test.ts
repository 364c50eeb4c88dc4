import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLog } from '../../engine/src/base/log.ts'
import { defineFunction } from '../../engine/src/host/sdk/define-function.ts'
import { BpmnError } from '../../engine/src/kinds/flow/bpmn-error.ts'
import { declared, END, flows, flowText, START } from '../../engine/src/kinds/flow/fixtures/compiled.ts'
import { functionWorker, jobPump } from '../../engine/src/main/flow-pumps.ts'
import type { PackFile } from '../../engine/src/metadata/kind.ts'
import { flowWorld, type FlowWorld } from '../support/flow-world.ts'

interface Called {
  input: Record<string, unknown>
  key: string | undefined
}

const called: Called[] = []
/** What the functions do next; then they work. */
let failing: Error[] = []
let underWay = 0
let mostUnderWay = 0
let during: () => Promise<void> = async () => {}

const external = defineFunction<Record<string, unknown>, unknown>({
  name: 'sample.send',
  title: '发送',
  effect: 'external',
  input: { type: 'object', properties: { what: { type: 'string' } } },
  output: { type: 'object', properties: { receipt: { type: 'string' } } },
  async run(input, { idempotencyKey }) {
    called.push({ input, key: idempotencyKey })
    mostUnderWay = Math.max(mostUnderWay, ++underWay)
    await during()
    underWay--
    const error = failing.shift()
    if (error !== undefined) throw error
    return { receipt: `r-${input['what']}` }
  },
})

const step = defineFunction<Record<string, unknown>, unknown>({
  name: 'sample.step',
  title: '步骤',
  effect: 'transactional',
  input: { type: 'object', properties: {} },
  output: { type: 'object', properties: {} },
  async run() {
    const error = failing.shift()
    if (error !== undefined) throw error
    return {}
  },
})

const serviceTask = (id: string, settings: string, inputs = ''): string =>
  `<serviceTask id="${id}" ${settings}><extensionElements>${inputs}</extensionElements></serviceTask>`
const send = (id: string, settings = ''): string =>
  serviceTask(
    id,
    `jw:function="sample.send" jw:resultVariable="${id}" ${settings}`,
    `<jw:input name="what" value="${id}"/>`,
  )

const file = (name: string, body: string, root = ''): PackFile => ({
  path: `flows/${name}.bpmn`,
  text: flowText(body, name, root),
})

const files: PackFile[] = [
  file(
    'later',
    `${START}${serviceTask('a', 'jw:function="sample.step" jw:asyncBefore="true" jw:retries="PT1M,PT5M"')}${END}${flows('start > a > end')}`,
  ),
  file(
    'urgent',
    `${START}${serviceTask('a', 'jw:function="sample.step" jw:asyncBefore="true" jw:jobPriority="5"')}${END}${flows('start > a > end')}`,
  ),
  file('outside', `${START}${send('post')}${END}${flows('start > post > end')}`),
  file(
    'refused',
    `${START}${send('post')}<boundaryEvent id="no" attachedToRef="post"><errorEventDefinition errorRef="no_stock"/></boundaryEvent><endEvent id="sorry"/>${END}${flows('start > post > end, no > sorry')}`,
    declared('error', 'no_stock'),
  ),
  file(
    'two_outside',
    `${START}<parallelGateway id="fork"/>${send('one')}${send('two')}<parallelGateway id="join"/>${END}${flows('start > fork > one > join > end, fork > two > join')}`,
  ),
  file(
    'two_freely',
    `${START}<parallelGateway id="fork"/>${send('one', 'jw:exclusive="false"')}${send('two', 'jw:exclusive="false"')}<parallelGateway id="join"/>${END}${flows('start > fork > one > join > end, fork > two > join')}`,
  ),
]

let world: FlowWorld

beforeAll(async () => {
  world = await flowWorld({
    files,
    functions: [external, step],
    units: { hq: { type: 'company', head: 'boss' } },
    people: { boss: { unit: 'hq' } },
  })
})
afterAll(() => world.drop())

const partsOf = (owner: string) => ({
  database: world.database,
  commands: world.commands,
  functions: { get: (name: string) => [external, step].find(f => f.name === name), signatures: () => [external, step] },
  owner,
  clock: world.clock,
  log: silentLog,
})

const pump = (owner = 'node-1') => jobPump(partsOf(owner))
const worker = (owner = 'node-1') => functionWorker(partsOf(owner))

async function drain(): Promise<void> {
  while ((await pump().runOnce()) + (await worker().runOnce()) > 0);
}

const start = (flow: string): Promise<{ instanceId: string }> => world.act('boss', 'flow', flow, 'start', {})

const runOf = async (id: string) =>
  (await world.rows('select state, outcome, variables from flow.instance where id = $1', [id]))[0]!

const jobsOf = (id: string, columns: string) =>
  world.rows(`select ${columns} from flow.job where root_id = $1 order by id`, [id])

test('an asynchronous continuation ends the command; its job goes on, and leaves nothing', async () => {
  const { instanceId } = await start('later')
  expect(await jobsOf(instanceId, 'kind, retries_left')).toEqual([{ kind: 'enter', retries_left: 3 }])
  expect(await world.rows('select state from flow.token where root_id = $1', [instanceId])).toEqual([
    { state: 'before' },
  ])

  await drain()

  expect(await runOf(instanceId)).toMatchObject({ state: 'ended' })
  expect(await jobsOf(instanceId, 'kind')).toEqual([])
})

test('the pauses between attempts are those of the definition; the last failure is an incident with its reason', async () => {
  const { instanceId } = await start('later')
  failing = [1, 2, 3].map(n => new BpmnLess(`attempt ${n}`))
  const until = async () =>
    (await jobsOf(instanceId, 'locked_until'))[0].locked_until.getTime() - world.clock.now().getTime()

  await pump().runOnce()
  expect(await until()).toBe(60_000)
  expect(await pump().runOnce()).toBe(0)
  world.clock.advance(60_001)
  await pump().runOnce()
  expect(await until()).toBe(300_000)
  world.clock.advance(300_001)
  await pump().runOnce()

  expect(await jobsOf(instanceId, 'state, failures, last_error, retries_left')).toEqual([
    { state: 'failed', failures: 3, last_error: expect.stringContaining('internal fault'), retries_left: 0 },
  ])
  expect(await runOf(instanceId)).toMatchObject({ state: 'incident' })
  const [incident] = await world.rows('select id, code from flow.incident where root_id = $1', [instanceId])
  expect(incident.code).toBe('flow.job_failed')

  failing = [1, 2, 3].map(n => new BpmnLess(`again ${n}`))
  await world.act('boss', 'flow', '*', 'retry-incident', { incidentId: incident.id })
  for (const pause of [0, 60_001, 300_001]) {
    world.clock.advance(pause)
    await pump().runOnce()
  }
  expect(
    await world.rows('select resolved_at is null as open from flow.incident where root_id = $1 order by id', [
      instanceId,
    ]),
  ).toEqual([{ open: false }, { open: true }])
})

class BpmnLess extends Error {}

test('a function with effects outside is called without a lock on its run, with the id of its job as key', async () => {
  called.length = 0
  const { instanceId } = await start('outside')
  await pump().runOnce()
  const [job] = await jobsOf(instanceId, 'id, kind, topic')
  expect(job).toMatchObject({ kind: 'external', topic: 'function:sample.send' })
  let free: unknown[] = []
  during = async () => {
    free = await world.rows('select id from flow.instance where id = $1 for update nowait', [instanceId])
  }

  await worker().runOnce()
  during = async () => {}

  expect(free).toHaveLength(1)
  expect(called).toEqual([{ input: { what: 'post' }, key: job.id }])
  expect(await runOf(instanceId)).toMatchObject({ state: 'ended', variables: { post: { receipt: 'r-post' } } })
})

test('a call whose node lost its lock to another one has no effect; that of the other node has', async () => {
  called.length = 0
  const { instanceId } = await start('outside')
  await pump().runOnce()
  let second: Promise<number> | undefined
  during = async () => {
    if (second !== undefined) return
    world.clock.advance(15_001)
    second = worker('node-2').runOnce()
    await second
  }

  await worker('node-1').runOnce()
  during = async () => {}

  expect(await second).toBe(1)
  expect(called.map(each => each.key)).toEqual([called[0]!.key, called[0]!.key])
  expect(await runOf(instanceId)).toMatchObject({ state: 'ended' })
  const passed = await world.rows(`select event from flow.history where instance_id = $1 and event = 'called'`, [
    instanceId,
  ])
  expect(passed).toHaveLength(1)
})

test('a function tells the flow of a BPMN error, which is no failure', async () => {
  const { instanceId } = await start('refused')
  failing = [new BpmnError('no_stock', 'Sold out.')]

  await drain()

  expect(await runOf(instanceId)).toMatchObject({ state: 'ended', outcome: 'sorry' })
})

test('a call that fails is repeated with the same key, then becomes an incident', async () => {
  called.length = 0
  const { instanceId } = await start('outside')
  failing = [1, 2, 3].map(() => new Error('secret'))
  await drain()
  world.clock.advance(10_001)
  await drain()
  world.clock.advance(60_001)
  await drain()

  expect(new Set(called.map(each => each.key)).size).toBe(1)
  expect(called).toHaveLength(3)
  const [incident] = await world.rows('select code, message from flow.incident where root_id = $1', [instanceId])
  expect(incident.code).toBe('flow.function_failed')
  expect(incident.message).not.toContain('secret')
})

test.each([
  ['two_outside', 1, 'one after the other'],
  ['two_freely', 2, 'at the same time'],
])('in %s exclusive says that %i call is under way, %s', async (flow, most) => {
  const { instanceId } = await start(flow)
  await pump().runOnce()
  await pump().runOnce()
  mostUnderWay = 0
  during = () => new Promise(resolve => setImmediate(resolve))

  for (let i = 0; i < 10; i++) await Promise.all([worker('node-1').runOnce(), worker('node-2').runOnce()])
  await drain()
  during = async () => {}

  expect(await runOf(instanceId)).toMatchObject({ state: 'ended' })
  expect(mostUnderWay).toBe(most)
})

test('a hundred due jobs and four nodes: each is done once', async () => {
  const runs = await Promise.all(Array.from({ length: 100 }, () => start('later')))
  const nodes = ['a', 'b', 'c', 'd'].map(pump)

  for (let left = 1; left > 0;) left = Math.max(...(await Promise.all(nodes.map(node => node.runOnce()))))

  const counts = await world.rows(
    `select i.state, (select count(*)::int from flow.history h where h.instance_id = i.id and h.event = 'called') as calls
     from flow.instance i where i.id = any ($1::uuid[]) group by i.id`,
    [runs.map(run => run.instanceId)],
  )
  expect(counts).toHaveLength(100)
  expect(new Set(counts.map(each => JSON.stringify(each)))).toEqual(new Set(['{"state":"ended","calls":1}']))
})

test('jobs with a priority go first', async () => {
  for (let i = 0; i < 40; i++) await start('later')
  world.clock.advance(1)
  const { instanceId } = await start('urgent')

  expect(await pump().runOnce()).toBe(16)

  expect(await runOf(instanceId)).toMatchObject({ state: 'ended' })
  await drain()
})
