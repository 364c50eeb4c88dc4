import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ReplayReport } from '../../engine/src/kinds/flow/run/replay/replay-runs.ts'
import { seededRandom } from '../../engine/src/kinds/flow/simulation/random.ts'
import { emptyFlows, pumpFlows } from '../support/flow-pump.ts'
import { flowWorld, type FlowWorld } from '../support/flow-world.ts'

let world: FlowWorld
beforeAll(async () => {
  world = await flowWorld({
    files: [entity, purchase({}), stock],
    units: { hq: { type: 'company', head: 'boss' } },
    people: {
      sr: { unit: 'hq' },
      boss: { unit: 'hq' },
      buyer: { unit: 'hq', position: 'buyer' },
      fi: { unit: 'hq', position: 'fi' },
    },
  })
})
beforeEach(() => emptyFlows(world))
afterAll(() => world.drop())

const entity = {
  path: 'entities/order_request.entity.json',
  text: JSON.stringify({
    $kind: 'entity',
    name: 'order_request',
    title: '采购',
    type: 'object',
    'x-display': 'title',
    properties: {
      title: { type: 'string' },
      urgent: { type: 'boolean' },
      note: { type: 'string' },
    },
  }),
}

interface Variant {
  limit?: number
  approver?: string
  remind?: string
  urgent?: string
  history?: string
}

const flow = (id: string, from: string, to: string, condition = '') =>
  `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${condition && `<conditionExpression>=${condition}</conditionExpression>`}</sequenceFlow>`

/** Approved, reminded of, paid, packed for each line, checked by another flow. */
function purchase({
  limit = 1000,
  approver = 'fi',
  remind = 'PT24H',
  urgent = 'record.urgent = true',
  history = 'full',
}: Variant) {
  return {
    path: 'flows/purchase.bpmn',
    text: `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:jw="urn:jingwei:bpmn:1" id="d" targetNamespace="urn:test">
<message id="paid" name="paid" jw:correlationKey="=string(number)"/>
<process id="purchase" name="采购" isExecutable="true" jw:history="${history}">
<dataObject id="d_amount" name="amount" jw:value="0"/><dataObject id="d_number" name="number" jw:value="0"/><dataObject id="d_items" name="items" jw:value="[]"/>
<startEvent id="start"><extensionElements><jw:trigger type="record" entity="order_request" on="create"/></extensionElements></startEvent>
<startEvent id="by_hand"/>
<userTask id="first" name="一审" jw:kind="approval"><extensionElements><jw:approval mode="all" starter="superior" empty="approve" dedupe="all" opinion="optional"><jw:approver type="position" code="buyer"/></jw:approval></extensionElements></userTask>
<boundaryEvent id="remind" attachedToRef="first" cancelActivity="false"><timerEventDefinition><timeDuration>${remind}</timeDuration></timerEventDefinition></boundaryEvent>
<endEvent id="reminded"/>
<exclusiveGateway id="big" default="small"/>
<userTask id="second" name="二审" jw:kind="approval"><extensionElements><jw:approval mode="any" starter="self" empty="incident" dedupe="none" opinion="optional"><jw:approver type="position" code="${approver}"/></jw:approval></extensionElements></userTask>
<exclusiveGateway id="agreed"/>
<scriptTask id="fee" jw:resultVariable="fee"><script>amount * 2</script></scriptTask>
<receiveTask id="payment" messageRef="paid"/>
<subProcess id="lines"><multiInstanceLoopCharacteristics jw:collection="=items" jw:elementVariable="item"/>
  <startEvent id="line"/><serviceTask id="pack" jw:topic="pack"/><endEvent id="packed"/>
  ${flow('l1', 'line', 'pack')}${flow('l2', 'pack', 'packed')}
</subProcess>
<callActivity id="check" calledElement="stock"><extensionElements><jw:in name="amount"/><jw:out name="stock"/></extensionElements></callActivity>
<endEvent id="done"/>
${flow('f0', 'start', 'first')}${flow('f00', 'by_hand', 'first')}${flow('f1', 'first', 'big')}${flow('f2', 'remind', 'reminded')}
${flow('large', 'big', 'second', `amount &gt; ${limit} or (if ${urgent} then true else false)`)}${flow('small', 'big', 'agreed')}${flow('f3', 'second', 'agreed')}
${flow('f4', 'agreed', 'fee')}${flow('f5', 'fee', 'payment')}${flow('f6', 'payment', 'lines')}${flow('f7', 'lines', 'check')}${flow('f8', 'check', 'done')}
</process></definitions>`,
  }
}

const stock = {
  path: 'flows/stock.bpmn',
  text: `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:jw="urn:jingwei:bpmn:1" id="stock_definitions" targetNamespace="urn:test">
<process id="stock" name="库存" isExecutable="true"><dataObject id="d" name="amount" jw:value="0"/><startEvent id="s"/><scriptTask id="look" jw:resultVariable="stock"><script>amount - 1</script></scriptTask><endEvent id="e"/>
${flow('a', 's', 'look')}${flow('b', 'look', 'e')}</process></definitions>`,
}

/** Runs of all sorts, as people, workers and senders would have made them; ends with the number of runs that were begun. */
async function manyRuns(count: number, seed: number): Promise<void> {
  const random = seededRandom(seed)
  for (let n = 0; n < count; n++) {
    const variables = {
      amount: 500 + Math.round(random() * 1000),
      number: n,
      items: ['a', 'b', 'c'].slice(0, Math.floor(random() * 4)),
    }
    await world.act('sr', 'flow', 'purchase', 'start', { variables, businessKey: `order ${n}` })
  }
  for (let round = 0; round < 8; round++) {
    await pumpFlows(world)
    world.clock.advance(Math.round(random() * 20 * 3_600_000))
    await pumpFlows(world)
    await decideSome(random)
    for (let n = 0; n < count; n++) if (random() < 0.3) await pay(n)
    await pumpFlows(world)
    await packSome(random)
  }
}

async function decideSome(random: () => number): Promise<void> {
  const open = await world.rows(
    `select t.id, p.person_id from flow.task t join flow.participant p on p.task_id = t.id
     where t.state = 'open' and p.state = 'active' order by t.id`,
  )
  for (const { id, person_id: person } of open) {
    if (random() < 0.4) continue
    const who = Object.keys(world.id).find(code => world.id[code] === person)!
    const outcome = random() < 0.8 ? 'approve' : 'reject'
    await world.act(who, 'flow', '*', 'complete-task', { taskId: id, outcome, opinion: '好' })
  }
}

const pay = (number: number) =>
  world.request('sr', 'POST', '/messages', {
    body: { name: 'paid', key: String(number), variables: { receipt: `r${number}` }, messageId: `m${number}` },
  })

async function packSome(random: () => number): Promise<void> {
  const { items } = await world.request('sr', 'POST', '/external-tasks/fetch-and-lock', {
    body: { worker: 'w', max: 50, topics: [{ topic: 'pack', lockMs: 60_000 }] },
  })
  for (const { id } of items as { id: string }[])
    if (random() < 0.9)
      await world.act('sr', 'flow', '*', 'complete-external', {
        id,
        worker: 'w',
        variables: { box: Math.round(random() * 9) },
      })
}

async function replay(order: object): Promise<ReplayReport> {
  const ask = (after: object): Promise<ReplayReport> =>
    world.request('sr', 'POST', '/flow-replays', { body: { flow: 'purchase', from: 1, limit: 30, ...order, ...after } })
  let report = await ask({})
  while (report.next !== null) {
    const page = await ask({ after: report.next })
    report = { ...page, items: [...report.items, ...page.items] }
  }
  return report
}

const resultsOf = (report: ReplayReport) => Map.groupBy(report.items, item => item.result)

test('runs on the database, replayed on the version that they ran, are the same', async () => {
  await manyRuns(25, 7)

  const report = await replay({ to: { version: 1 } })

  expect(report.items.filter(item => item.result !== 'same')).toEqual([])
  expect(report.items).toHaveLength(25)
  const states = await world.rows(
    'select state, outcome, count(*)::int from flow.instance where parent_id is null group by 1, 2',
  )
  expect(states.map(row => row.outcome)).toEqual(expect.arrayContaining(['done', 'rejected']))
})

test('a called flow that was published anew since is called in the version of then', async () => {
  await manyRuns(6, 3)
  await world.publish([{ ...stock, text: stock.text.replace('amount - 1', 'amount - 2') }])

  expect((await replay({ to: 'present' })).items.every(item => item.result === 'same')).toBe(true)
  await world.publish([stock])
})

test('another limit: exactly the runs between the old and the new one differ, by their path', async () => {
  await manyRuns(20, 11)
  const between = await world.rows(
    `select i.id from flow.instance i where (i.variables ->> 'amount')::numeric > 800 and (i.variables ->> 'amount')::numeric <= 1000
       and exists (select from flow.history h where h.instance_id = i.id and h.element = 'big') order by i.id`,
  )

  const report = await replay({ to: { text: purchase({ limit: 800 }).text } })

  expect(between.length).toBeGreaterThan(1)
  const differing = resultsOf(report).get('differs')!
  expect(differing.map(item => item.id).sort()).toEqual(between.map(row => row.id))
  expect(differing[0]!.differences).toContainEqual({ in: 'path', at: expect.any(Number), was: 'agreed', now: 'second' })
  expect(resultsOf(report).get('cannot')).toBeUndefined()
})

test('another approver: the runs that he would have been asked in differ, and his acts of then find no place', async () => {
  await manyRuns(12, 5)
  const asked = await world.rows(`select distinct instance_id as id from flow.task where element = 'second' order by 1`)

  const report = await replay({ to: { text: purchase({ approver: 'buyer' }).text } })

  const differing = resultsOf(report).get('differs')!
  expect(differing.map(item => item.id).sort()).toEqual(asked.map(row => row.id))
  for (const { differences } of differing)
    expect(differences).toContainEqual({
      in: 'approvers',
      element: 'second',
      was: [world.id['fi']],
      now: [world.id['buyer']],
    })
  expect(differing.flatMap(item => item.unused)).toContainEqual(
    expect.objectContaining({ door: 'act', element: 'second', code: 'task.not_yours' }),
  )
})

test('a timer with another time fires by the clock of the replay', async () => {
  const instanceId = await begin()
  world.clock.advance(20 * 3_600_000)
  await pumpFlows(world)
  await decideSome(() => 0.5)
  const soon = await replay({ to: { text: purchase({ remind: 'PT12H' }).text } })
  const never = await replay({ to: { text: purchase({ remind: 'PT30H' }).text } })

  expect(soon.items).toMatchObject([
    { id: instanceId, result: 'differs', differences: [{ in: 'path', was: 'big', now: 'remind' }] },
  ])
  expect(never.items).toMatchObject([{ id: instanceId, result: 'same' }])
})

const begin = async (variables: object = { amount: 1, number: 1, items: [] }): Promise<string> =>
  (await world.act('sr', 'flow', 'purchase', 'start', { variables })).instanceId

test('the record is as it was then, and where more of it is read, as it is now', async () => {
  const { id, version } = await world.act('sr', 'entity', 'order_request', 'create', {
    record: { title: '新', urgent: true },
  })
  await decideSome(() => 0.5)
  await world.act('sr', 'entity', 'order_request', 'update', { id, version, patch: { urgent: false, note: '旧' } })

  expect((await replay({ to: { version: 1 } })).items).toMatchObject([{ result: 'same' }])
  const { text } = purchase({ urgent: 'record.note = &quot;旧&quot;' })
  expect((await replay({ to: { text } })).items).toMatchObject([{ result: 'same' }])
  expect((await replay({ to: { text: text.replace('旧', '无') } })).items).toMatchObject([
    {
      result: 'differs',
      differences: expect.arrayContaining([expect.objectContaining({ in: 'path', was: 'second' })]),
    },
  ])
})

test('repairs by hand are done again', async () => {
  const id = await begin({ amount: 2000, number: 5, items: ['a'] })
  await decideSome(() => 0.5)
  const repair = (what: string, rest: object) => world.act('sr', 'flow', '*', what, { id, reason: 'test', ...rest })
  await repair('change-variables', { variables: { amount: 3, extra: 'x' } })
  await repair('suspend-run', {})
  await repair('resume-run', {})
  const [token] = await world.rows('select id from flow.token where instance_id = $1', [id])
  await repair('move-tokens', { cancel: [token.id], create: [{ element: 'payment' }] })
  await pay(5)
  await pumpFlows(world)
  await packSome(() => 0.5)

  expect((await world.rows('select outcome from flow.instance where id = $1', [id]))[0].outcome).toBe('done')
  expect((await replay({ to: { version: 1 } })).items).toMatchObject([
    { id, result: 'same', differences: [], unused: [] },
  ])
})

test('the inputs of a command cost no row of their own', async () => {
  const id = await begin()

  const rows = await world.rows('select seq, event, input from flow.history where instance_id = $1 order by seq', [id])

  expect(rows.map(row => row.event)).not.toContain('input')
  expect(rows[0].input).toMatchObject([
    {
      door: 'start',
      place: { element: 'by_hand' },
      given: { variables: { amount: 1 } },
      answers: [{ ask: 'people', at: 'first' }],
    },
  ])
  expect(rows.slice(1).every(row => row.input === null)).toBe(true)
})

test('a flow that keeps less than a full history, and a text with faults, can not be replayed, and that is said', async () => {
  await world.publish([purchase({ history: 'activity' })])
  await begin()

  expect((await replay({ from: 2, to: 'present' })).items).toMatchObject([
    { result: 'cannot', why: expect.stringContaining('less than a full history') },
  ])
  expect(await world.rows('select from flow.history where input is not null')).toEqual([])
  await expect(replay({ to: { text: '<definitions/>' } })).rejects.toMatchObject({ code: 'flow.text_faulty' })
  await expect(replay({ to: { version: 99 } })).rejects.toMatchObject({ code: 'flow.version_unknown' })
  await expect(replay({ to: 'draft' })).rejects.toMatchObject({ code: 'flow.draft_missing' })
})

test('who may not look at runs may not replay them', async () => {
  world.rolesOf['buyer'] = []

  const asked = world.request('buyer', 'POST', '/flow-replays', { body: { flow: 'purchase', from: 1, to: 'present' } })

  await expect(asked).rejects.toMatchObject({ code: 'access.missing_right' })
  delete world.rolesOf['buyer']
})
