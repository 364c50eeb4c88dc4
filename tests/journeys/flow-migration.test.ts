import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AffectedRuns } from '../../engine/src/runtime/affected-runs.ts'
import type { Migration } from '../../engine/src/kinds/flow/run/migrate-runs.ts'
import { bpmn, dealFlow, DEALS, entityFile, formFile, ruleFile } from '../support/deal-pack.ts'
import { flowWorld, type FlowWorld } from '../support/flow-world.ts'

let world: FlowWorld
beforeEach(async () => {
  world = await flowWorld({
    files: DEALS,
    units: { hq: { type: 'company' } },
    people: { sr: { unit: 'hq' }, pc: { unit: 'hq', position: 'pc' }, qa: { unit: 'hq' } },
    rolesOf: { pc: ['everything', 'checker'], qa: ['checker'] },
  })
  await world.rows(`update app."position" set roles = '["checker"]' where code = 'pc'`)
})
afterEach(() => world.drop())

const submitted = async (): Promise<string> => {
  const { id } = await world.act('sr', 'entity', 'deal', 'create', {
    record: { title: '样例', agreed_on: '2026-03-02' },
  })
  return (await world.rows('select id from flow.instance where subject_id = $1', [id]))[0].id
}

const migrate = (mode: 'plan' | 'apply', rest: object = {}, person = 'pc'): Promise<Migration> =>
  world.request(person, 'POST', '/flow-migrations', { body: { flow: 'deal_approval', mode, ...rest } })

const run = async (id: string) => (await world.rows('select * from flow.instance where id = $1', [id]))[0]
const openTask = async (id: string) =>
  (await world.rows(`select * from flow.task where instance_id = $1 and state = 'open'`, [id]))[0]

const timer = (id: string, host: string) =>
  `<boundaryEvent id="${id}" attachedToRef="${host}" cancelActivity="false"><timerEventDefinition><timeDuration>PT24H</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="${id}_end"/><sequenceFlow id="${id}_flow" sourceRef="${id}" targetRef="${id}_end"/>`

/** The approval under another id and name, with the timers of the version. */
const renamed = (...timers: string[]) =>
  bpmn(
    dealFlow('second_end')
      .replace('name="check"', 'name="复核"')
      .replaceAll('"check"', '"review"')
      .replace('</process>', `${timers.join('')}</process>`),
  )

test('runs are affected by the loss of a field that the flow or a form they keep names, in whatever version', async () => {
  const first = await submitted()
  await world.publish([
    formFile({ field: 'terms' }),
    bpmn(dealFlow('second_end').replaceAll('as-of agreed_on', 'current')),
    ruleFile('price', 2),
  ])
  const second = await submitted()

  const affected = (fields: string[]): Promise<AffectedRuns[]> =>
    world.act('system', 'flow', '*', 'affected-runs', { fields })

  expect(await affected(['deal#discount'])).toMatchObject([
    { flow: { version: 1 }, runs: 1, instances: [first], uses: [{ by: 'sample/form/deal_review', version: 1 }] },
  ])
  expect(await affected(['deal#agreed_on'])).toMatchObject([
    { flow: { version: 1 }, uses: [{ by: 'sample/flow/deal_approval', version: 1, at: 'ask_price' }] },
  ])
  expect((await affected(['deal#terms'])).map(each => each.instances)).toEqual([[second]])
  expect((await affected(['deal'])).map(each => each.flow.version)).toEqual([1, 2])
  expect(await affected(['deal#remarks', 'person#name'])).toEqual([])
})

test('a plan says for each run where it would stand and what is in its way, and changes nothing', async () => {
  const id = await submitted()
  await world.publish([renamed()])

  expect(await migrate('plan')).toMatchObject({
    to: { version: 2 },
    items: [{ id, from: 1, state: 'blocked', problems: [{ element: 'check', code: 'flow.migration_element_gone' }] }],
    rest: 0,
  })
  expect(await migrate('plan', { mapping: { check: 'second_end' } })).toMatchObject({
    items: [{ state: 'blocked', problems: [{ code: 'flow.migration_element_differs' }] }],
  })
  expect(await migrate('plan', { mapping: { check: 'review' } })).toMatchObject({
    items: [{ state: 'ready', problems: [], moves: [{ from: 'check', to: 'review' }] }],
  })
  await expect(migrate('plan', { mapping: { check: 'reviw' } })).rejects.toMatchObject({
    code: 'flow.migration_mapping',
    message: expect.stringContaining('"review"'),
  })
  expect(await run(id)).toMatchObject({ version: 1 })
})

test('a run that was moved goes on in the present version with its people, its timers, the new form and the new rules', async () => {
  await world.publish([
    bpmn(dealFlow('first_end').replace('</process>', `${timer('remind', 'check')}${timer('old', 'check')}</process>`)),
  ])
  const id = await submitted()
  const before = await openTask(id)
  const [kept] = await world.rows(`select * from flow.job where element = 'remind'`)
  world.clock.advance(3_600_000)
  await world.publish([
    renamed(timer('remind', 'review'), timer('young', 'review')),
    formFile({ field: 'terms' }),
    ruleFile('fee', 2),
  ])

  expect(await migrate('apply', { mapping: { check: 'review' } })).toMatchObject({ items: [{ id, state: 'migrated' }] })

  const task = await openTask(id)
  expect(task).toMatchObject({ id: before.id, element: 'review', title: '复核', version: before.version + 1 })
  const jobs = await world.rows('select element, due_at from flow.job where instance_id = $1 order by element', [id])
  expect(jobs).toEqual([
    { element: 'remind', due_at: kept.due_at },
    { element: 'young', due_at: new Date(world.clock.now().getTime() + 24 * 3_600_000) },
  ])
  const body = { outcome: 'approve', version: task.version, record: { terms: '新' } }
  await world.request('pc', 'POST', '/tasks/:id/complete', { params: { id: task.id }, body })
  expect(await run(id)).toMatchObject({ version: 3, outcome: 'second_end', variables: { fee: { level: 2 } } })
  const audit = await world.rows(`select person_id, changes from jw.audit_entry where action = 'flow.migrated'`)
  expect(audit).toMatchObject([
    { person_id: world.id.pc, changes: { from: 2, to: 3, moves: [{ from: 'check', to: 'review' }] } },
  ])
})

test('a run whose version no longer compiles is freed by moving it', async () => {
  const id = await submitted()
  await world.rows('alter table jw.definition_version disable trigger append_only')
  await world.rows(
    `update jw.definition_version set text = replace(text, 'name="checker"', 'name="nobody"') where kind = 'flow'`,
  )
  await world.publish([renamed()])
  await world.act('system', 'flow', '*', 'check-versions', {})
  expect(await run(id)).toMatchObject({ state: 'incident' })

  await migrate('apply', { mapping: { check: 'review' } })

  expect(await run(id)).toMatchObject({ state: 'running', version: 2 })
})

test('only who may publish the flow may move its runs', async () => {
  await submitted()
  await world.publish([renamed()])

  await expect(migrate('plan', {}, 'qa')).rejects.toMatchObject({ status: 403, code: 'flow.migration_forbidden' })
})

test('a field that is lost to the table does not stop the runs that read it before they come to it', async () => {
  const id = await submitted()
  await world.publish([
    entityFile({ agreed_on: null }),
    formFile({ field: 'remark' }),
    bpmn(dealFlow('second_end').replaceAll('as-of agreed_on', 'current')),
    ruleFile('price', 2),
  ])

  const task = await openTask(id)
  const body = { outcome: 'approve', version: task.version }
  await world.request('pc', 'POST', '/tasks/:id/complete', { params: { id: task.id }, body })

  expect(await run(id)).toMatchObject({ state: 'incident' })
  expect(await world.rows('select element, code from flow.incident')).toEqual([
    { element: 'ask_price', code: 'flow.as_of_missing' },
  ])
})
