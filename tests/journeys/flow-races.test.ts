import { afterAll, beforeAll, expect, test } from 'vitest'
import { JingweiError } from '../../engine/src/base/errors.ts'
import { silentLog } from '../../engine/src/base/log.ts'
import { END, flows, flowText, START } from '../../engine/src/kinds/flow/fixtures/compiled.ts'
import { flowOperations } from '../../engine/src/kinds/flow/run.ts'
import { createCommandRunner } from '../../engine/src/runtime/command.ts'
import { fetchExternalTasks } from '../../engine/src/store/statements/flow-jobs.ts'
import { flowWorld, type FlowWorld } from '../support/flow-world.ts'

const RUNS = process.env['JINGWEI_LONG'] === undefined ? 30 : 1_000

const work = (id: string): string =>
  `<userTask id="${id}" name="${id}"><extensionElements><jw:assignment type="person" code="boss"/></extensionElements></userTask>`

/** Two tasks beside each other, a timer that ends one of them, and the task of a worker; all meet at a join. */
const race = `${START}<parallelGateway id="fork"/>${work('left')}${work('right')}
  <boundaryEvent id="late" attachedToRef="left"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
  <serviceTask id="pack" jw:topic="pack"/><exclusiveGateway id="either"/><parallelGateway id="join"/>${END}
  ${flows('start > fork > left > either > join > end, fork > right > join, fork > pack > join, late > either')}`

let world: FlowWorld

beforeAll(async () => {
  world = await flowWorld({
    files: [{ path: 'flows/race.bpmn', text: flowText(race, 'race') }],
    units: { hq: { type: 'company' } },
    people: { boss: { unit: 'hq' } },
  })
})
afterAll(() => world.drop())

/** A node of its own on the same database. */
const node = () =>
  createCommandRunner({
    database: world.database,
    snapshots: { current: () => world.commands.snapshot(), fresh: async () => world.commands.snapshot() },
    functions: { get: () => undefined, signatures: () => [] },
    operations: new Map([
      ['flow', flowOperations],
      ['notice', { 'task-opened': async () => undefined }],
    ]),
    clock: world.clock,
    log: silentLog,
    writeOutbox: () => {},
  })

interface Act {
  operation: string
  input: object
}

test('nodes that race for one run refuse all but one, and never fail', { timeout: 60_000 }, async () => {
  const nodes = [node(), node()]
  const starting = Array.from({ length: RUNS }, () => world.act('boss', 'flow', 'race', 'start', {}))
  const ids: string[] = (await Promise.all(starting)).map(run => run.instanceId)
  world.clock.advance(3_600_001)
  const tasks = await world.rows(`select id, root_id from flow.task where state = 'open'`)
  const timers = await world.rows(`select id, root_id from flow.job where kind = 'timer'`)
  const now = world.clock.now().toISOString()
  const given = ['w', ['pack'], now, [new Date(Date.parse(now) + 60_000).toISOString()], RUNS]
  const external = (await world.rows(fetchExternalTasks.text, given)).map(row => ({
    id: row.id,
    root_id: row.instance_id,
  }))
  const actsOn = (id: string): Act[] => [
    ...tasks
      .filter(task => task.root_id === id)
      .map(task => ({ operation: 'complete-task', input: { taskId: task.id, outcome: 'done' } })),
    ...timers.filter(job => job.root_id === id).map(job => ({ operation: 'fire-job', input: { jobId: job.id } })),
    ...external
      .filter(job => job.root_id === id)
      .map(job => ({ operation: 'complete-external', input: { id: job.id, worker: 'w' } })),
  ]

  const refused: unknown[] = []
  const racing = ids.flatMap(id =>
    actsOn(id).flatMap(({ operation, input }) =>
      nodes.map(commands =>
        commands
          .run(world.principal('boss'), { name: operation, cause: 'race' }, ctx =>
            ctx.run('flow', '*', operation, input),
          )
          .catch((error: unknown) => void refused.push(error)),
      ),
    ),
  )
  await Promise.all(racing)

  expect(refused.filter(error => !(error instanceof JingweiError) || error.status >= 500)).toEqual([])
  // Of two completions one is refused; of the left task perhaps both, when the timer was first.
  expect(refused.length).toBeGreaterThanOrEqual(RUNS * 2)
  expect(
    await world.rows(
      'select state, count(*)::int as runs from flow.instance where id = any ($1::uuid[]) group by state',
      [ids],
    ),
  ).toEqual([{ state: 'ended', runs: RUNS }])
  const joins = await world.rows(
    `select count(*)::int as ends from flow.history where instance_id = any ($1::uuid[]) and event = 'ended'`,
    [ids],
  )
  expect(joins).toEqual([{ ends: RUNS }])
  expect(await world.rows('select count(*)::int as left from flow.token')).toEqual([{ left: 0 }])
})
