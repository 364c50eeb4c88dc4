import { afterAll, beforeAll, expect, test } from 'vitest'
import { END, flows, flowText, START } from '../../engine/src/kinds/flow/fixtures/compiled.ts'
import type { PackFile } from '../../engine/src/metadata/kind.ts'
import { flowWorld, type FlowWorld } from '../support/flow-world.ts'

const body = `${START}<userTask id="work" name="work"><extensionElements><jw:assignment type="person" code="boss"/></extensionElements></userTask>
  <scriptTask id="sum" jw:resultVariable="sum"><script>1 + 1</script></scriptTask>${END}${flows('start > work > sum > end')}`

const LEVELS = ['none', 'activity', 'full'] as const

const files: PackFile[] = LEVELS.map(level => ({
  path: `flows/kept_${level}.bpmn`,
  text: flowText(body, `kept_${level}`).replace('isExecutable="true"', `isExecutable="true" jw:history="${level}"`),
}))

let world: FlowWorld

beforeAll(async () => {
  world = await flowWorld({ files, units: { hq: { type: 'company' } }, people: { boss: { unit: 'hq' } } })
})
afterAll(() => world.drop())

async function run(level: string) {
  const { instanceId: id } = await world.act('boss', 'flow', `kept_${level}`, 'start', {})
  const [task] = await world.rows('select id from flow.task where root_id = $1', [id])
  await world.act('boss', 'flow', '*', 'complete-task', { taskId: task.id, outcome: 'done' })
  const history = await world.rows(
    `select element, event, data is not null as values from flow.history where instance_id = $1 order by seq`,
    [id],
  )
  const audit = await world.rows(
    `select action from jw.audit_entry where subject_kind = 'flow' and subject_id = $1 order by seq`,
    [id],
  )
  return { history, audit: audit.map(each => each.action) }
}

test('a flow keeps as much of its history as it says; the audit trail is always whole', async () => {
  const [none, activity, full] = [await run('none'), await run('activity'), await run('full')]

  expect(none.history).toEqual([])
  const visits = activity.history.map(each => each.element).filter(element => element !== '')
  expect(visits).toEqual(['start', 'work', 'sum', 'end'])
  expect(activity.history.filter(each => each.values && each.event !== 'ended')).toEqual([])
  expect(full.history.length).toBeGreaterThan(activity.history.length)
  expect(full.history.some(each => each.values && each.element === 'work')).toBe(true)

  expect(none.audit.length).toBeGreaterThan(3)
  expect(activity.audit).toEqual(full.audit)
  expect(none.audit).toEqual(full.audit)
})
