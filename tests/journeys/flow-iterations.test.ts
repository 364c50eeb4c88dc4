import { afterAll, beforeAll, expect, test } from 'vitest'
import { END, flows, flowText, START } from '../../engine/src/kinds/flow/fixtures/compiled.ts'
import { changeRun } from '../../engine/src/kinds/flow/run/change-run.ts'
import { loadState } from '../../engine/src/kinds/flow/run/load-state.ts'
import { loadByJob, loadByTask } from '../../engine/src/kinds/flow/run/statements/load-instance.ts'
import type { PackFile } from '../../engine/src/metadata/kind.ts'
import type { Statement } from '../../engine/src/runtime/context.ts'
import { flowWorld, type FlowWorld } from '../support/flow-world.ts'

const work = (id: string, loop = ''): string =>
  `<userTask id="${id}" name="${id}"><extensionElements><jw:assignment type="person" code="boss"/></extensionElements>${loop}</userTask>`

const many = (settings: string, inside = ''): string =>
  `<multiInstanceLoopCharacteristics ${settings}>${inside}</multiInstanceLoopCharacteristics>`

const DONE_AT_TWO =
  '<completionCondition xsi:type="tFormalExpression">=nrOfCompletedInstances >= 2</completionCondition>'

const file = (name: string, body: string): PackFile => ({ path: `flows/${name}.bpmn`, text: flowText(body, name) })

const inner = (id: string, body: string, loop: string): string =>
  `<subProcess id="${id}"><startEvent id="begun"/>${body}<endEvent id="inner"/>${loop}</subProcess>`

const hour = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>'

const files: PackFile[] = [
  file(
    'collect',
    `${START}${work('each', many('jw:collection="=items" jw:elementVariable="item" jw:outputCollection="results" jw:outputElement="=item"'))}${END}
    <boundaryEvent id="late" attachedToRef="each">${hour}</boundaryEvent><endEvent id="too_late"/>
    ${flows('start > each > end, late > too_late')}`,
  ),
  file(
    'enough',
    `${START}${work('each', many('jw:collection="=items" jw:elementVariable="item"', DONE_AT_TWO))}${END}${flows('start > each > end')}`,
  ),
  file(
    'nested',
    `${START}${inner(
      'outer',
      `${work('each', many('jw:collection="=items" jw:elementVariable="item"'))}${flows('begun > each > inner')}`,
      many('jw:collection="=groups" jw:elementVariable="group"'),
    )}${END}${flows('start > outer > end')}`,
  ),
  file('called', `${START}${work('check')}${END}${flows('start > check > end')}`),
  file(
    'calls',
    `${START}<callActivity id="each" calledElement="called">${many('jw:collection="=items" jw:elementVariable="item"')}</callActivity>${END}${flows('start > each > end')}`,
  ),
]

let world: FlowWorld

beforeAll(async () => {
  world = await flowWorld({ files, units: { hq: { type: 'company' } }, people: { boss: { unit: 'hq' } } })
})
afterAll(() => world.drop())

const items = (n: number): string[] => Array.from({ length: n }, (_, i) => `i${i}`)

const start = async (flow: string, variables: object): Promise<string> =>
  (await world.act('boss', 'flow', flow, 'start', { variables })).instanceId

const openTasks = async (root: string): Promise<string[]> =>
  (await world.rows(`select id from flow.task where root_id = $1 and state = 'open' order by id`, [root])).map(
    t => t.id,
  )

const complete = (taskId: string) => world.act('boss', 'flow', '*', 'complete-task', { taskId, outcome: 'done' })

const run = async (id: string) =>
  (await world.rows('select state, outcome, variables from flow.instance where id = $1', [id]))[0]!

/** What a command loads, without changing anything. */
const loaded = (statement: Statement, id: string) =>
  world.commands.read(world.principal('system'), async ctx => {
    const state = (await loadState(ctx.tx, statement, id))!
    const { size: tokens } = state.tokens
    return {
      whole: state.whole,
      tokens,
      scopes: state.scopes.size,
      tasks: state.tasks.size,
      runs: state.instances.size,
    }
  })

const leftovers = (root: string) =>
  world.rows(
    `select (select count(*)::int from flow.token where root_id = $1) + (select count(*)::int from flow.scope where root_id = $1)
      + (select count(*)::int from flow.job where root_id = $1) + (select count(*)::int from flow.loop_output where root_id = $1)
      + (select count(*)::int from flow.task where root_id = $1 and state = 'open') as rows`,
    [root],
  )

test('a command on one of many instances loads its own alone, and the run comes to its end with all they gave', async () => {
  const id = await start('collect', { items: items(30) })
  const [first, ...rest] = await openTasks(id)
  expect(rest).toHaveLength(29)
  expect(await loaded(loadByTask, first!)).toEqual({ whole: false, tokens: 2, scopes: 2, tasks: 1, runs: 1 })

  for (const task of [first!, ...rest.reverse()]) await complete(task)

  expect(await run(id)).toMatchObject({ state: 'ended', outcome: 'end', variables: { results: items(30) } })
  expect(await leftovers(id)).toEqual([{ rows: 0 }])
})

test('thirty people complete their instances at once', async () => {
  const id = await start('collect', { items: items(30) })

  await Promise.all((await openTasks(id)).map(complete))

  expect(await run(id)).toMatchObject({ state: 'ended', variables: { results: items(30) } })
  expect(await leftovers(id)).toEqual([{ rows: 0 }])
})

test('what ends the whole activity ends the instances that its command had not loaded', async () => {
  const enough = await start('enough', { items: items(10) })
  const [one, two, three] = await openTasks(enough)
  await complete(one!)
  await complete(two!)
  expect(await run(enough)).toMatchObject({ state: 'ended' })
  expect(await leftovers(enough)).toEqual([{ rows: 0 }])
  await expect(complete(three!)).rejects.toMatchObject({ status: 409 })

  const late = await start('collect', { items: items(10) })
  await complete((await openTasks(late))[0]!)
  const [job] = await world.rows('select id from flow.job where root_id = $1', [late])
  expect(await loaded(loadByJob, job.id)).toMatchObject({ whole: false, tokens: 1 })
  world.clock.advance(3_600_001)
  await world.act('system', 'flow', '*', 'fire-job', { jobId: job.id })
  expect(await run(late)).toMatchObject({ state: 'ended', outcome: 'too_late' })
  expect(await leftovers(late)).toEqual([{ rows: 0 }])
})

test('an instance within an instance is loaded with those around it', async () => {
  const id = await start('nested', { groups: items(4), items: items(5) })
  const tasks = await openTasks(id)
  expect(tasks).toHaveLength(20)
  // Around it: the outer body, its iteration, the inner body, its iteration; and the token at each activity.
  expect(await loaded(loadByTask, tasks[7]!)).toEqual({ whole: false, tokens: 4, scopes: 4, tasks: 1, runs: 1 })

  for (const task of tasks.toReversed()) await complete(task)

  expect(await run(id)).toMatchObject({ state: 'ended' })
  expect(await leftovers(id)).toEqual([{ rows: 0 }])
})

test('of the runs that many instances called only the one that moves is loaded', async () => {
  const id = await start('calls', { items: items(8) })
  const tasks = await openTasks(id)
  expect(tasks).toHaveLength(8)
  expect(await loaded(loadByTask, tasks[3]!)).toMatchObject({ whole: false, tasks: 1, runs: 2 })

  await Promise.all(tasks.map(complete))

  expect(await run(id)).toMatchObject({ state: 'ended' })
  expect(await leftovers(id)).toEqual([{ rows: 0 }])
  expect(await world.rows(`select state from flow.instance where parent_id = $1 and state <> 'ended'`, [id])).toEqual(
    [],
  )
})

test('a command may ask for all of it', async () => {
  const id = await start('collect', { items: items(6) })
  const [task] = await openTasks(id)
  await complete((await openTasks(id))[5]!)
  const found = await world.commands.run(world.principal('system'), { name: 'look', cause: 'test' }, ctx =>
    changeRun(ctx, { statement: loadByTask, id: task!, whole: true }, async ({ state }) => ({
      whole: state.whole,
      tasks: state.tasks.size,
      outputs: state.outputs.size,
    })),
  )
  expect(found).toEqual({ whole: true, tasks: 5, outputs: 1 })
})
