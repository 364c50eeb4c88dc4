import { afterEach, beforeEach, expect, test } from 'vitest'
import { bpmn, checker, dealFlow, DEALS, entityFile, formFile, ruleFile } from '../support/deal-pack.ts'
import { flowWorld, type FlowWorld } from '../support/flow-world.ts'

let world: FlowWorld
beforeEach(async () => {
  world = await flowWorld({
    files: DEALS,
    units: { hq: { type: 'company' } },
    people: { sr: { unit: 'hq' }, pc: { unit: 'hq', position: 'pc' } },
    rolesOf: { pc: ['everything', 'checker'] },
  })
  await world.rows(`update app."position" set roles = '["checker"]' where code = 'pc'`)
})
afterEach(() => world.drop())

const submitted = async (): Promise<string> =>
  (await world.act('sr', 'entity', 'deal', 'create', { record: { title: '样例', agreed_on: '2026-03-02' } })).id

const taskOf = async (person: string, record: string) => {
  const { items } = await world.request(person, 'GET', '/tasks')
  const item = items.find((each: any) => each.recordId === record)
  return item && world.request(person, 'GET', '/tasks/:id', { params: { id: item.id } })
}

const decide = async (person: string, record: string, outcome: string, rest: object = {}) => {
  const task = await taskOf(person, record)
  const body = { outcome, version: task.version, ...rest }
  return world.request(person, 'POST', '/tasks/:id/complete', { params: { id: task.id }, body })
}

const instanceOf = async (record: string) =>
  (await world.rows('select * from flow.instance where subject_id = $1', [record]))[0]

const SECOND = [
  formFile({ field: 'terms' }),
  ruleFile('price', 2, { purpose: 'price' }),
  ruleFile('fee', 2),
  ruleFile('gate', 2, { purpose: 'gate' }),
  bpmn(dealFlow('second_end')),
]

test('a run goes on with its flow, its form and the rules that its bindings say; a new one takes all that is new', async () => {
  const old = await submitted()
  world.clock.set('2026-03-09T01:00:00Z')
  await world.publish(SECOND)
  const young = await submitted()

  const task = await taskOf('pc', old)
  expect(task.formerForm).toMatchObject({ version: 1, leftOut: [] })
  expect(task.formerForm.content.sections[0].fields.map((f: any) => f.field)).toEqual(['title', 'remark', 'discount'])
  expect(task.record._permissions.fields.readOnly).toEqual(expect.arrayContaining(['title', 'terms']))
  expect(task.record._permissions.fields.readOnly).not.toContain('remark')
  expect((await taskOf('pc', young)).formerForm).toBe(null)
  await expect(decide('pc', young, 'approve', { record: { remark: '改' } })).rejects.toMatchObject({ status: 403 })

  await decide('pc', old, 'approve', { record: { remark: '改' } })
  await decide('pc', young, 'approve', { record: { terms: '新' } })

  expect(await instanceOf(old)).toMatchObject({
    version: 1,
    outcome: 'first_end',
    variables: { price: { level: 1 }, fee: { level: 1 }, gate: { level: 2 } },
  })
  expect(await instanceOf(young)).toMatchObject({
    version: 2,
    outcome: 'second_end',
    variables: { price: { level: 1 }, fee: { level: 2 }, gate: { level: 2 } },
  })
})

test('a decision is kept with the version that made it, and why it was this one', async () => {
  const old = await submitted()
  world.clock.set('2026-03-09T01:00:00Z')
  await world.publish(SECOND)

  await decide('pc', old, 'approve')

  const { id } = await instanceOf(old)
  const decisions = await world.rows(
    `select element, data from flow.history where instance_id = $1 and event = 'decided' order by seq`,
    [id],
  )
  expect(decisions).toMatchObject([
    { element: 'ask_price', data: { ruleSet: 'price', version: 1, binding: 'as-of', asOf: '2026-03-02' } },
    { element: 'ask_fee', data: { ruleSet: 'fee', version: 1, binding: 'pinned' } },
    { element: 'ask_gate', data: { ruleSet: 'gate', version: 2, binding: 'current' } },
  ])
})

test('a field that the entity has no more is left out of the old form with a note', async () => {
  const old = await submitted()
  await world.publish([entityFile(), ...SECOND])

  const task = await taskOf('pc', old)

  expect(task.formerForm.leftOut).toEqual(['discount'])
  expect(task.formerForm.content.sections[0].fields.map((f: any) => f.field)).toEqual(['title', 'remark'])
  await decide('pc', old, 'approve', { record: { remark: '还在' } })
  expect(await instanceOf(old)).toMatchObject({ outcome: 'first_end' })
})

test('a field may stay read-only by a condition that can not be asked any more', async () => {
  await world.publish([formFile({ field: 'remark', read_only_when: 'discount != null' })])
  const old = await submitted()
  await world.publish([entityFile(), formFile({ field: 'terms' })])

  const task = await taskOf('pc', old)

  expect(task.formerForm.content.sections[0].fields).toEqual([{ field: 'remark', read_only_when: 'true' }])
  await expect(decide('pc', old, 'approve', { record: { remark: 'x' } })).rejects.toMatchObject({ status: 403 })
})

test('without the role by which he was asked a person neither sees nor decides the task', async () => {
  const old = await submitted()
  const { id, version } = await taskOf('pc', old)
  const body = { outcome: 'approve', version }
  const refused = { status: 403, code: 'task.role_revoked' }

  world.rolesOf.pc = ['everything']

  expect((await world.request('pc', 'GET', '/tasks')).items).toEqual([])
  expect((await world.request('pc', 'GET', '/tasks/counts')).todo).toBe(0)
  await expect(world.request('pc', 'GET', '/tasks/:id', { params: { id } })).rejects.toMatchObject(refused)
  await expect(world.request('pc', 'POST', '/tasks/:id/complete', { params: { id }, body })).rejects.toMatchObject(
    refused,
  )
  expect(await instanceOf(old)).toMatchObject({ state: 'running' })
})

test('a role that may read such records no longer bites in the tasks of running flows, whoever asked', async () => {
  await world.publish([bpmn(dealFlow('first_end', '<jw:approver type="position" code="pc"/>'))])
  world.rolesOf.pc = ['checker']
  const old = await submitted()
  const { id, version } = await taskOf('pc', old)

  await world.publish([{ ...checker, text: checker.text.replace('"deal"', '"person"') }])

  const refused = { status: 403, code: 'task.role_revoked' }
  const body = { outcome: 'approve', version }
  expect((await world.request('pc', 'GET', '/tasks')).items).toEqual([])
  await expect(world.request('pc', 'GET', '/tasks/:id', { params: { id } })).rejects.toMatchObject(refused)
  await expect(world.request('pc', 'POST', '/tasks/:id/complete', { params: { id }, body })).rejects.toMatchObject(
    refused,
  )
})

test('whose roles never said anything of the records goes on by the right of the task', async () => {
  await world.publish([bpmn(dealFlow('first_end', '<jw:approver type="position" code="pc"/>'))])
  world.rolesOf.pc = []
  const old = await submitted()
  await world.publish([{ ...checker, text: checker.text.replace('"deal"', '"person"') }])

  await decide('pc', old, 'approve')

  expect(await instanceOf(old)).toMatchObject({ outcome: 'first_end' })
})

test('a version that no longer compiles is an incident that can be seen, and goes on when the cause is gone', async () => {
  const old = await submitted()
  const broken = bpmn(dealFlow('third_end').replace('jw:binding="pinned"', 'jw:binding="current"'))
  await world.publish([broken])
  // The text of version 1, as an engine of another time may have accepted it.
  await rewriteVersion('name="checker"', 'name="nobody"')
  await world.publish(SECOND)

  expect(await world.act('system', 'flow', '*', 'check-versions', {})).toBe(1)
  expect(await world.act('system', 'flow', '*', 'check-versions', {})).toBe(1)

  const incidents = await world.rows('select id, code, resolved_at from flow.incident')
  expect(incidents).toMatchObject([{ code: 'flow.version_broken', resolved_at: null }])
  const task = await taskOf('pc', old)
  expect(task).toMatchObject({ outcomes: [], form: null, broken: expect.stringContaining('nobody') })
  const complete = { params: { id: task.id }, body: { outcome: 'approve', version: task.version } }
  await expect(world.request('pc', 'POST', '/tasks/:id/complete', complete)).rejects.toMatchObject({
    status: 409,
    code: 'flow.version_broken',
  })

  await rewriteVersion('name="nobody"', 'name="checker"')
  await world.publish([ruleFile('fee', 3)])
  world.forgetTexts()
  await world.act('system', 'flow', '*', 'retry-incident', { incidentId: incidents[0].id })

  expect(await instanceOf(old)).toMatchObject({ state: 'running' })
  await decide('pc', old, 'approve')
  expect(await instanceOf(old)).toMatchObject({ outcome: 'first_end', variables: { fee: { level: 1 } } })
})

async function rewriteVersion(from: string, to: string): Promise<void> {
  await world.rows('alter table jw.definition_version disable trigger append_only')
  await world.rows(
    `update jw.definition_version set text = replace(text, $1, $2) where kind = 'flow' and version = 1`,
    [from, to],
  )
  await world.rows('alter table jw.definition_version enable trigger append_only')
}
