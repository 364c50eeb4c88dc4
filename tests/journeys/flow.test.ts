import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFlowPump } from '../../engine/src/jobs/flow-pump.ts'
import { silentLog } from '../../engine/src/base/log.ts'
import { systemPrincipal } from '../../engine/src/runtime/command-runner.ts'
import { reader } from '../../engine/src/store/transaction.ts'
import { defineFunction } from '../../engine/src/host/sdk/define-function.ts'
import type { PackFile } from '../../engine/src/metadata/kind.ts'
import { approval, END, flows, flowText } from '../../engine/src/kinds/flow/fixtures/compiled.ts'
import { flowWorld, type FlowWorld } from '../support/flow-world.ts'

const entity = {
  $kind: 'entity',
  name: 'request',
  title: '申请',
  type: 'object',
  'x-display': 'title',
  required: ['title'],
  properties: {
    title: { type: 'string', title: '标题', maxLength: 100 },
    amount: { type: 'string', format: 'decimal', title: '金额', 'x-money': { currency: 'CNY' } },
    owner: { type: 'string', format: 'uuid', title: '负责人', 'x-ref': 'person', 'x-default': 'user.id' },
    status: {
      type: 'string',
      title: '状态',
      readOnly: true,
      oneOf: [
        { const: 'draft', title: '草稿' },
        { const: 'review', title: '审批中' },
        { const: 'effective', title: '已生效' },
      ],
    },
  },
  'x-states': {
    field: 'status',
    initial: 'draft',
    transitions: [
      { key: 'submit', title: '提交', from: ['draft'], to: 'review' },
      { key: 'reopen', title: '退回草稿', from: ['review'], to: 'draft', system: true },
      { key: 'make_effective', title: '生效', from: ['review'], to: 'effective', system: true },
    ],
  },
}

const form = {
  $kind: 'form',
  name: 'request_review',
  title: '审批表',
  entity: 'request',
  sections: [{ key: 'basics', title: '基本信息', columns: 1, fields: [{ field: 'title' }] }],
}

const page = {
  $kind: 'page',
  name: 'request_record',
  title: '申请',
  type: 'record',
  entity: 'request',
  facts: ['amount', 'owner', 'status'],
  form: 'request_review',
}

const ruleSet = {
  $kind: 'rule-set',
  name: 'authority',
  title: '权限',
  hit_policy: 'first',
  inputs: {
    type: 'object',
    required: ['amount'],
    properties: { amount: { type: 'string', format: 'decimal', title: '金额' } },
  },
  outputs: { type: 'object', properties: { level: { type: 'integer', title: '级别' } } },
  rules: [
    {
      key: 'small',
      title: '小额',
      conditions: { all: [{ fact: 'amount', operator: 'lessThanInclusive', value: '1000' }] },
      event: { type: 'decided', params: { level: 1 } },
    },
    { key: 'big', title: '大额', conditions: { all: [] }, event: { type: 'decided', params: { level: 2 } } },
  ],
}

const transition = (id: string, key: string) =>
  `<serviceTask id="${id}" jw:function="record.transition"><extensionElements><jw:input name="transition" value="${key}"/></extensionElements></serviceTask>`

const approvalFlow = `
<startEvent id="submitted" name="已提交"><extensionElements><jw:trigger type="record" entity="request" on="submit"/></extensionElements></startEvent>
<exclusiveGateway id="again"/>
<businessRuleTask id="rate" jw:ruleSet="authority" jw:resultVariable="authority"><extensionElements><jw:input name="amount" value="=record.amount"/></extensionElements></businessRuleTask>
${approval('head', '<jw:approver type="unit_head" unitType="area"/>', 'returnTo="reopen" form="request_review"')}
<boundaryEvent id="remind" attachedToRef="head" cancelActivity="false"><timerEventDefinition><timeCycle>R3/PT24H</timeCycle></timerEventDefinition></boundaryEvent>
<sendTask id="reminder" jw:function="notice.send"><extensionElements><jw:input name="to" value="=task.open_participants"/><jw:input name="subject" value="=&quot;请处理 &quot; + record.title"/><jw:input name="text" value="请尽快处理"/></extensionElements></sendTask>
<endEvent id="reminded"/>
<exclusiveGateway id="big" default="big_effect"/>
${approval('board', '<jw:approver type="unit_head" unitType="region"/><jw:approver type="position" code="pc"/>', 'dedupe="all" returnTo="reopen"')}
${transition('reopen', 'reopen')}
<userTask id="revise" name="修改"><extensionElements><jw:assignment type="starter"/></extensionElements></userTask>
${transition('resubmit', 'submit')}
${transition('effect', 'make_effective')}
<endEvent id="effective" name="已生效"/>
${flows('submitted > again > rate > head > big > board > effect > effective, big > effect, reopen > revise > resubmit > again, remind > reminder > reminded', { big_board: 'authority.level >= 2' })}`

const people = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8', 'p9', 'p10', 'p11', 'p12', 'p13', 'p14', 'p15', 'p16']
const start = (entityName: string, on: string) =>
  `<startEvent id="start"><extensionElements><jw:trigger type="record" entity="${entityName}" on="${on}"/></extensionElements></startEvent>`

const memo = { ...entity, name: 'memo', properties: { title: entity.properties.title }, 'x-states': undefined }
const note = { ...memo, name: 'note' }
const alarm = { ...memo, name: 'alarm' }
const stray = { ...memo, name: 'stray' }
const wait =
  '<intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>'

const file = (path: string, content: unknown): PackFile => ({ path, text: JSON.stringify(content) })
const files: PackFile[] = [
  file('entities/request.entity.json', entity),
  file('entities/memo.entity.json', memo),
  file('entities/note.entity.json', note),
  file('entities/alarm.entity.json', alarm),
  file('entities/stray.entity.json', stray),
  file('forms/request_review.form.json', form),
  file('pages/request_record.page.json', page),
  file('rule-sets/authority.rule-set.json', ruleSet),
  { path: 'flows/request_approval.bpmn', text: flowText(approvalFlow, 'request_approval') },
  {
    path: 'flows/all_sign.bpmn',
    text: flowText(
      `${start('memo', 'create')}${approval('sign', people.join(' '))}${END}${flows('start > sign > end')}`,
      'all_sign',
    ),
  },
  {
    path: 'flows/any_sign.bpmn',
    text: flowText(
      `${start('note', 'create')}${approval('sign', 'p1 p2', 'mode="any"')}${END}${flows('start > sign > end')}`,
      'any_sign',
    ),
  },
  {
    path: 'flows/explode.bpmn',
    text: flowText(
      `${start('alarm', 'create')}${wait}<serviceTask id="boom" jw:function="test.boom"/>${END}${flows('start > wait > boom > end')}`,
      'explode',
    ),
  },
  {
    path: 'flows/nobody.bpmn',
    text: flowText(
      `${start('stray', 'create')}${approval('sign', '<jw:approver type="position" code="vacant"/>')}${END}${flows('start > sign > end')}`,
      'nobody',
    ),
  },
]

let broken = true
const boom = defineFunction({
  name: 'test.boom',
  title: 'Boom',
  effect: 'transactional',
  input: { type: 'object', properties: {} },
  output: { type: 'object' },
  run: () => {
    if (broken) throw new Error('boom')
    return {}
  },
})

let world: FlowWorld
beforeAll(async () => {
  world = await flowWorld({
    files,
    functions: [boom],
    units: {
      company: { type: 'company', head: 'gm' },
      east: { type: 'region', parent: 'company', head: 'rd' },
      shanghai: { type: 'area', parent: 'east', head: 'sm' },
    },
    people: {
      gm: { unit: 'company' },
      rd: { unit: 'east' },
      sm: { unit: 'shanghai' },
      sr: { unit: 'shanghai' },
      pc: { unit: 'company', position: 'pc' },
      left: { unit: 'company', position: 'pc', active: false },
      ...Object.fromEntries(people.map(code => [code, { unit: 'company' }])),
    },
  })
})
afterAll(() => world?.drop())

async function submitted(amount: string, title = '打印机') {
  const record = await world.act('sr', 'entity', 'request', 'create', { record: { title, amount } })
  await world.act('sr', 'entity', 'request', 'transition', { id: record.id, transition: 'submit' })
  return record.id as string
}

const todo = async (person: string, recordId: string) =>
  (await world.request(person, 'GET', '/tasks', { query: { folder: 'todo', limit: 50 } })).items.find(
    (t: any) => t.recordId === recordId,
  )

async function decide(person: string, recordId: string, outcome = 'approve', rest: object = {}) {
  const task = await todo(person, recordId)
  const { version } = await world.request(person, 'GET', '/tasks/:id', { params: { id: task.id } })
  return world.request(person, 'POST', '/tasks/:id/complete', {
    params: { id: task.id },
    body: { outcome, version, ...rest },
  })
}

test('a request goes from submission over its approvers to effective', async () => {
  const id = await submitted('5000')

  expect(await todo('sm', id)).toMatchObject({
    title: 'head',
    element: 'head',
    entity: 'request',
    recordTitle: '打印机',
    starter: { name: 'sr' },
    state: 'open',
  })
  expect((await todo('sm', id)).summary).toEqual([
    { title: '金额', value: '5000.00', format: 'money' },
    { title: '负责人', value: 'sr', format: 'text' },
    { title: '状态', value: '审批中', format: 'text' },
  ])
  expect(await decide('sm', id)).toMatchObject({
    task: { state: 'done', outcome: 'approve' },
    instance: { state: 'running' },
  })
  expect((await decide('rd', id)).instance.state).toBe('running')
  expect(await decide('pc', id)).toMatchObject({ instance: { state: 'ended', outcome: 'effective' } })

  expect(await world.act('sr', 'entity', 'request', 'load', { id })).toMatchObject({ status: 'effective' })
  expect(
    await world.rows(
      'select * from flow.token where instance_id in (select id from flow.instance where subject_id = $1)',
      [id],
    ),
  ).toEqual([])
  expect(
    await world.rows(
      'select * from flow.job where instance_id in (select id from flow.instance where subject_id = $1)',
      [id],
    ),
  ).toEqual([])
})

test('the path shows what was done, what is being done and what is to come', async () => {
  const id = await submitted('5000')
  const task = await todo('sm', id)

  const { path, outcomes, record, participants } = await world.request('sm', 'GET', '/tasks/:id', {
    params: { id: task.id },
  })

  expect(path.map((s: any) => [s.element, s.state, s.people.map((p: any) => p.name)])).toEqual([
    ['submitted', 'done', ['sr']],
    ['head', 'current', ['sm']],
    ['board', 'future', ['rd', 'pc']],
    ['effective', 'future', []],
  ])
  expect(outcomes).toEqual([
    { key: 'approve', title: '同意' },
    { key: 'return', title: '退回' },
    { key: 'reject', title: '拒绝' },
  ])
  expect(record).toMatchObject({ title: '打印机', amount: '5000.00' })
  expect(participants).toMatchObject([{ person: { name: 'sm' }, state: 'active' }])
})

test('a small request needs one approval, and the way ahead says so', async () => {
  const id = await submitted('1000')

  const task = await todo('sm', id)
  const { path } = await world.request('sm', 'GET', '/tasks/:id', { params: { id: task.id } })
  expect(path.map((s: any) => s.element)).toEqual(['submitted', 'head', 'effective'])
  expect((await decide('sm', id)).instance).toMatchObject({ state: 'ended', outcome: 'effective' })
})

test('a return leads to the starter, and his completion to the approvers once more', async () => {
  const id = await submitted('5000')
  await decide('sm', id)

  await decide('rd', id, 'return', { opinion: '请降低金额' })
  expect(await world.act('sr', 'entity', 'request', 'load', { id })).toMatchObject({ status: 'draft' })
  expect(await todo('pc', id)).toBeUndefined()

  await world.act('sr', 'entity', 'request', 'update', { id, patch: { amount: '900' } })
  await decide('sr', id, 'done')
  expect(await todo('sm', id)).toMatchObject({ element: 'head' })
  expect((await decide('sm', id)).instance.outcome).toBe('effective')
  expect(await world.rows('select count(*)::int as runs from flow.instance where subject_id = $1', [id])).toEqual([
    { runs: 1 },
  ])
})

test('an approver may correct the fields of his form, and no others', async () => {
  const id = await submitted('1000')

  await expect(decide('sm', id, 'approve', { record: { amount: '1' } })).rejects.toMatchObject({
    code: 'record.field_forbidden',
  })
  expect(await todo('sm', id)).toBeDefined()
  await decide('sm', id, 'approve', { record: { title: '激光打印机' } })

  expect(await world.act('sr', 'entity', 'request', 'load', { id })).toMatchObject({
    title: '激光打印机',
    amount: '1000.00',
    status: 'effective',
  })
})

test('who does not take part gets no task and may not decide it', async () => {
  const id = await submitted('1000')
  const task = await todo('sm', id)

  await expect(world.request('pc', 'GET', '/tasks/:id', { params: { id: task.id } })).rejects.toMatchObject({
    code: 'task.unknown',
  })
  await expect(
    world.act('pc', 'flow', '*', 'complete-task', { taskId: task.id, outcome: 'approve', version: 1 }),
  ).rejects.toMatchObject({ code: 'task.not_yours' })
  await expect(
    world.act('sm', 'flow', '*', 'complete-task', { taskId: 'x', outcome: 'approve' }),
  ).rejects.toMatchObject({ code: 'flow.run_unknown' })
})

test('every act is in the audit trail and the history, decisions with their trace', async () => {
  const id = await submitted('1000')
  await decide('sm', id, 'approve', { opinion: '同意' })

  const entries = await world.rows(
    'select action, person_id, account_id, reason, changes from jw.audit_entry where subject_id = $1 order by seq',
    [id],
  )
  expect(entries.map(e => e.action).filter(a => !a.startsWith('record.'))).toEqual([
    'flow.started',
    'flow.decided',
    'task.opened',
    'task.approved',
    'flow.ended',
  ])
  expect(entries.find(e => e.action === 'task.approved')).toMatchObject({ person_id: world.id.sm, reason: '同意' })
  expect(entries.find(e => e.action === 'flow.decided')).toMatchObject({
    account_id: 'system',
    changes: { ruleSet: 'authority', outputs: { level: 1 }, version: 1, trace: expect.any(Array) },
  })
  const history = await world.rows(
    'select seq, event from flow.history where instance_id in (select id from flow.instance where subject_id = $1) order by seq',
    [id],
  )
  expect(history.map(h => h.seq)).toEqual(history.map((_, i) => i))
  expect(history.at(-1)!.event).toBe('ended')
})

test('the people of a task are told, and told again by the timer at its boundary', async () => {
  const id = await submitted('1000', '提醒')
  const pump = pumpOf('a')
  expect(
    await world.rows('select kind from jw.notice where person_id = $1 and subject_id = $2', [world.id.sm, id]),
  ).toEqual([{ kind: 'task-opened' }])

  world.clock.advance(24 * 3600_000)
  await drain(pump)

  const notices = await world.rows(
    'select kind, title from jw.notice where person_id = $1 and subject_id = $2 order by id',
    [world.id.sm, id],
  )
  expect(notices).toMatchObject([{ kind: 'task-opened' }, { kind: 'message', title: '请处理 提醒' }])
  const [job] = await world.rows(
    'select repeats_left, due_at from flow.job where instance_id in (select id from flow.instance where subject_id = $1)',
    [id],
  )
  expect(job).toMatchObject({ repeats_left: 2, due_at: expect.any(Date) })
})

test('a timer that two nodes claimed fires once', async () => {
  const id = await submitted('1000', '一次')
  world.clock.advance(24 * 3600_000)
  const [job] = await world.rows(
    'select id from flow.job where instance_id in (select id from flow.instance where subject_id = $1)',
    [id],
  )

  const answers = await Promise.all(
    [1, 2, 3].map(() => world.act('system', 'flow', '*', 'fire-job', { jobId: job.id })),
  )

  expect(answers.toSorted((a, b) => a.localeCompare(b))).toEqual(['fired', 'stale', 'stale'])
  expect(await world.act('system', 'flow', '*', 'fire-job', { jobId: world.id.sm })).toBe('stale')
})

test('a failing timer is tried again with growing pauses, then becomes an incident that can be retried', async () => {
  const { id } = await world.act('sr', 'entity', 'alarm', 'create', { record: { title: 'x' } })
  const mine = 'where instance_id in (select id from flow.instance where subject_id = $1)'
  const pump = pumpOf('b')
  world.clock.advance(3600_000)

  await drain(pump)
  expect(await world.rows(`select state, retries_left, last_error, locked_by from flow.job ${mine}`, [id])).toEqual([
    { state: 'ready', retries_left: 2, last_error: expect.stringContaining('internal fault'), locked_by: null },
  ])
  world.clock.advance(11_000)
  await drain(pump)
  world.clock.advance(61_000)
  await drain(pump)

  expect(await world.rows(`select state from flow.job ${mine}`, [id])).toEqual([{ state: 'failed' }])
  const [incident] = await world.rows(`select id, code, element from flow.incident ${mine}`, [id])
  expect(incident).toMatchObject({ code: 'flow.timer_failed', element: 'wait' })
  expect(await world.rows('select state from flow.instance where subject_id = $1', [id])).toEqual([
    { state: 'incident' },
  ])

  broken = false
  await world.act('gm', 'flow', '*', 'retry-incident', { incidentId: incident.id })
  await drain(pump)
  expect(await world.rows('select state, outcome from flow.instance where subject_id = $1', [id])).toEqual([
    { state: 'ended', outcome: 'end' },
  ])
})

test('no approver is an incident; when the post is filled a retry goes on, and a retry in vain makes a new one', async () => {
  const { id } = await world.act('sr', 'entity', 'stray', 'create', { record: { title: 'x' } })
  const open = () =>
    world.rows(
      'select i.id, i.code from flow.incident i join flow.instance n on n.id = i.instance_id where n.subject_id = $1 and i.resolved_at is null',
      [id],
    )
  const [first] = await open()
  expect(first).toMatchObject({ code: 'flow.no_approver' })

  await world.act('gm', 'flow', '*', 'retry-incident', { incidentId: first.id })
  const [second] = await open()
  expect(second.id).not.toBe(first.id)

  await world.rows(
    `insert into app."position" (id, version, created_at, updated_at, code, name, roles) values (gen_random_uuid(), 1, now(), now(), 'vacant', 'vacant', '[]')`,
  )
  await world.rows(
    `update app.person set "position" = (select id from app."position" where code = 'vacant') where code = 'p1'`,
  )
  await world.act('gm', 'flow', '*', 'retry-incident', { incidentId: second.id })
  expect(await open()).toEqual([])
  expect(await todo('p1', id)).toBeDefined()
})

test('sixteen people complete one all-approval at once: every one counts, and it passes exactly once', async () => {
  const { id } = await world.act('sr', 'entity', 'memo', 'create', { record: { title: 'x' } })
  const [task] = await world.rows('select id from flow.task where subject_id = $1', [id])

  const results = await Promise.all(
    people.map(person => world.act(person, 'flow', '*', 'complete-task', { taskId: task.id, outcome: 'approve' })),
  )

  expect(results.filter(r => r.instance.state === 'ended')).toHaveLength(1)
  expect(
    await world.rows('select state, count(*)::int as n from flow.participant where task_id = $1 group by state', [
      task.id,
    ]),
  ).toEqual([{ state: 'approved', n: 16 }])
  expect(await world.rows('select state, outcome from flow.instance where subject_id = $1', [id])).toEqual([
    { state: 'ended', outcome: 'end' },
  ])
  expect(
    await world.rows(
      `select count(*)::int as n from flow.history where event = 'reached' and instance_id in (select id from flow.instance where subject_id = $1)`,
      [id],
    ),
  ).toEqual([{ n: 1 }])
})

test('two deciding an any-approval at once: one wins, the other hears who did', async () => {
  const { id } = await world.act('sr', 'entity', 'note', 'create', { record: { title: 'x' } })
  const [task] = await world.rows('select id from flow.task where subject_id = $1', [id])

  const results = await Promise.allSettled([
    world.act('p1', 'flow', '*', 'complete-task', { taskId: task.id, outcome: 'approve' }),
    world.act('p2', 'flow', '*', 'complete-task', { taskId: task.id, outcome: 'reject' }),
  ])

  const lost = results.find(r => r.status === 'rejected') as PromiseRejectedResult
  expect(results.filter(r => r.status === 'fulfilled')).toHaveLength(1)
  expect(lost.reason).toMatchObject({ code: 'task.already_decided', status: 409 })
  expect(lost.reason.message).toMatch(/p[12] (approved|rejected) it/)
})

test('who saw an older version of a task must look again', async () => {
  const { id } = await world.act('sr', 'entity', 'memo', 'create', { record: { title: 'x' } })
  const [task] = await world.rows('select id from flow.task where subject_id = $1', [id])
  await world.act('p1', 'flow', '*', 'complete-task', { taskId: task.id, outcome: 'approve', version: 1 })

  await expect(
    world.act('p2', 'flow', '*', 'complete-task', { taskId: task.id, outcome: 'approve', version: 1 }),
  ).rejects.toMatchObject({
    code: 'task.changed_meanwhile',
    status: 409,
  })
})

test('lists page through, and count', async () => {
  for (let i = 0; i < 3; i++) await world.act('sr', 'entity', 'memo', 'create', { record: { title: `m${i}` } })
  const { todo: total } = await world.request('p3', 'GET', '/tasks/counts')
  const seen: string[] = []
  let after: string | null = null
  do {
    const page: any = await world.request('p3', 'GET', '/tasks', {
      query: { folder: 'todo', limit: 2, ...(after && { after }) },
    })
    seen.push(...page.items.map((t: any) => t.id))
    after = page.next
  } while (after !== null)

  expect(seen).toHaveLength(total)
  expect(new Set(seen).size).toBe(total)
  const done = await world.request('sm', 'GET', '/tasks', { query: { folder: 'done', limit: 2 } })
  const more = await world.request('sm', 'GET', '/tasks', { query: { folder: 'done', limit: 2, after: done.next } })
  expect(done.items.map((t: any) => t.id)).not.toContain(more.items[0].id)
  expect(
    (await world.request('sr', 'GET', '/tasks', { query: { folder: 'started', limit: 1 } })).items[0],
  ).toMatchObject({ flow: { name: 'all_sign' }, state: 'running' })
  await expect(world.request('p3', 'GET', '/tasks', { query: { after: "x'--" } })).rejects.toMatchObject({
    code: 'task.bad_cursor',
  })
})

test('the timers of a node that died are taken over when its locks end', async () => {
  const id = await submitted('1000', '接手')
  const mine = 'where instance_id in (select id from flow.instance where subject_id = $1)'
  world.clock.advance(24 * 3600_000)
  await world.rows(`update flow.job set locked_by = 'dead', locked_until = $2 ${mine}`, [
    id,
    new Date(world.clock.now().getTime() + 15_000),
  ])

  await drain(pumpOf('c'))
  expect(await world.rows(`select locked_by from flow.job ${mine}`, [id])).toEqual([{ locked_by: 'dead' }])
  world.clock.advance(15_001)
  await drain(pumpOf('c'))

  expect(await world.rows(`select locked_by, repeats_left from flow.job ${mine}`, [id])).toEqual([
    { locked_by: null, repeats_left: 2 },
  ])
})

test('a run goes on in the version of the flow that it began with', async () => {
  const old = await submitted('1000', '旧版本')
  const text = files.find(f => f.path === 'flows/request_approval.bpmn')!.text
  const direct = text.replace(
    '<jw:approver type="unit_head" unitType="area"/>',
    '<jw:approver type="position" code="pc"/>',
  )
  await world.publish([{ path: 'flows/request_approval.bpmn', text: direct }])

  const young = await submitted('1000', '新版本')
  expect(await todo('pc', young)).toMatchObject({ element: 'head' })
  await decide('sm', old, 'return', { opinion: '再改' })
  await decide('sr', old, 'done')

  expect(await todo('sm', old)).toMatchObject({ element: 'head' })
  expect((await decide('sm', old)).instance.outcome).toBe('effective')
  expect(
    await world.rows('select version from flow.instance where subject_id = any ($1::uuid[]) order by version', [
      [old, young],
    ]),
  ).toEqual([{ version: 1 }, { version: 2 }])
})

const pumpOf = (owner: string) =>
  createFlowPump({
    tx: reader(world.database),
    owner,
    clock: world.clock,
    log: silentLog,
    fire: ({ id, kind }) =>
      world.commands.run(systemPrincipal, { name: 'timer.fire', cause: 'timer' }, ctx =>
        ctx.run('flow', '*', 'fire-job', { jobId: id, kind, owner }),
      ),
    fail: ({ id, kind }, failure) =>
      world.commands.run(systemPrincipal, { name: 'timer.fail', cause: 'timer' }, ctx =>
        ctx.run('flow', '*', 'fail-job', { jobId: id, kind, owner, ...failure }),
      ),
  })

async function drain(pump: ReturnType<typeof pumpOf>) {
  while ((await pump.runOnce()) > 0);
}
