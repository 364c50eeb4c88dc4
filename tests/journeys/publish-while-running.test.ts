import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PackFile } from '../../engine/src/metadata/kind.ts'
import { approval, flows, flowText } from '../../engine/src/kinds/flow/fixtures/compiled.ts'
import { decides, entityFile, formFile, ruleFile } from '../support/deal-pack.ts'
import { openHttpShop, type Answer, type HttpShop, type Visitor } from '../support/http-shop.ts'

const role = (name: string, action: string[], subject: string): PackFile => ({
  path: `roles/${name}.role.json`,
  text: JSON.stringify({ $kind: 'role', name, title: name, rules: [{ key: 'rule', action, subject }] }),
})

const asked = (...names: string[]) => names.map(name => `<jw:approver type="role" name="${name}"/>`).join('')
const START =
  '<startEvent id="start"><extensionElements><jw:trigger type="record" entity="deal" on="create"/></extensionElements></startEvent>'
const ENDS = '<endEvent id="passed"/><endEvent id="blocked"/>'
const RULES = `${decides('price', 'as-of agreed_on')}${decides('gate', 'current')}<exclusiveGateway id="open" default="open_blocked"/>`
const bpmn = (body: string): PackFile => ({ path: 'flows/deal_approval.bpmn', text: flowText(body, 'deal_approval') })

/** Two approvals and a revision; the gate lets everything pass. */
const oldFlow = bpmn(`${START}
${approval('first', asked('checker', 'deputy'), 'mode="any" starter="skip" returnTo="revise" form="deal_review"')}
<userTask id="revise" name="修改" jw:form="deal_review"><extensionElements><jw:assignment type="starter"/></extensionElements></userTask>
${approval('second', asked('senior'), 'starter="skip" returnTo="revise" form="deal_review"')}
${RULES}${ENDS}
${flows('start > first > second > ask_price > ask_gate > open > passed, open > blocked, revise > first', { open_passed: 'gate.level = 1' })}`)

/** One approval by others, with other buttons; the gate closes. */
const newFlow = bpmn(`${START}
${approval('board', asked('senior'), 'starter="skip" form="deal_review"')}
${RULES}${ENDS}
${flows('start > board > ask_price > ask_gate > open > passed, open > blocked', { open_passed: 'gate.level = 1' })}`)

const OLD = [
  entityFile(),
  formFile({ field: 'title', read_only_when: 'true' }, { field: 'remark' }),
  ruleFile('price', 1, { purpose: 'price' }),
  ruleFile('gate', 1, { purpose: 'gate' }),
  role('checker', ['read'], 'deal'),
  role('deputy', ['read'], 'deal'),
  role('senior', ['read'], 'deal'),
  role('maker', ['read', 'create', 'update'], 'deal'),
  oldFlow,
]

const CHANGED: Record<string, PackFile> = {
  'shop/flow/deal_approval': newFlow,
  'shop/form/deal_review': formFile({ field: 'terms' }),
  'shop/rule-set/price': ruleFile('price', 2, { purpose: 'price' }),
  'shop/rule-set/gate': ruleFile('gate', 2, { purpose: 'gate' }),
  'shop/role/deputy': role('deputy', ['read'], 'product'),
}

const INSTANCES = 50

let shop: HttpShop
const people = {} as Record<'maker' | 'checker' | 'deputy' | 'senior' | 'admin', Visitor>
let deals: string[]

beforeAll(async () => {
  shop = await openHttpShop(OLD)
  const position = async (name: string) => {
    const { rows } = await shop.engine.database.owner.query(
      `insert into app."position" (id, version, created_at, updated_at, code, name, roles)
       values (gen_random_uuid(), 1, now(), now(), $1, $1, $2) returning id`,
      [name, JSON.stringify([name])],
    )
    return rows[0].id as string
  }
  for (const name of ['maker', 'checker', 'deputy', 'senior'] as const) {
    people[name] = await shop.visitor(name, [name])
    await shop.rows('update app.person set "position" = $2 where id = $1', [
      people[name].personId,
      await position(name),
    ])
  }
  people.admin = await shop.visitor('admin', ['boss'])
  deals = await startInstances()
}, 60_000)
afterAll(() => shop.close())

/** Every request of this journey has to succeed unless the test says otherwise. */
async function ok(who: Visitor, method: string, path: string, body?: unknown): Promise<any> {
  const answer = await who.ask(method, path, body)
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

const newDeal = async (n: number): Promise<string> =>
  (await ok(people.maker, 'POST', '/records/deal', { title: `交易 ${n}`, agreed_on: '2026-03-02' })).id

/** The open task of a person about a deal, whole. */
async function taskOf(who: Visitor, deal: string): Promise<any> {
  const { items } = await ok(who, 'GET', '/tasks?limit=200')
  const item = items.find((each: any) => each.recordId === deal)
  return item && ok(who, 'GET', `/tasks/${item.id}`)
}

const complete = (who: Visitor, task: any, rest: object): Promise<Answer> =>
  who.ask('POST', `/tasks/${task.id}/complete`, { version: task.version, ...rest })

async function act(who: Visitor, deal: string, outcome: string, rest: object = {}): Promise<any> {
  const { status, body } = await complete(who, await taskOf(who, deal), { outcome, ...rest })
  if (status >= 300) throw new Error(`${outcome} on ${deal}: ${status} ${JSON.stringify(body)}`)
  return body
}

/** At the first approval, at the second one, at the revision, and once more at the first one. */
async function startInstances(): Promise<string[]> {
  const started: string[] = []
  for (let n = 0; n < INSTANCES; n++) {
    const deal = await newDeal(n)
    started.push(deal)
    if (n % 4 === 1) await act(people.checker, deal, 'approve')
    if (n % 4 >= 2) await act(people.checker, deal, 'return', { opinion: '请补充' })
    if (n % 4 === 3) await act(people.maker, deal, 'done', { record: { remark: '已补充' } })
  }
  return started
}

/** The next business day; nobody's session ends on the way. */
async function nextDay(): Promise<void> {
  for (let i = 0; i < 4; i++) {
    shop.clock.advance(6 * 3_600_000)
    for (const visitor of Object.values(people)) await ok(visitor, 'GET', '/session')
  }
}

async function publishAll(): Promise<void> {
  const changes = await Promise.all(
    Object.entries(CHANGED).map(async ([id, { text }]) => ({
      id,
      text,
      baseHash: (await ok(people.admin, 'GET', `/definitions/${id}`)).hash,
    })),
  )
  await ok(people.admin, 'POST', '/definitions/publish', { changes, note: '一次全部更换' })
}

/** People who go on working until `done`; answers how many requests they made. Each of them must succeed. */
async function workWhile(done: Promise<unknown>, targets: string[]): Promise<number> {
  let going = true
  void done.finally(() => (going = false)).catch(() => {})
  let requests = 0
  const turns = [
    () => {
      const deal = targets.pop()
      return deal === undefined ? ok(people.checker, 'GET', '/tasks') : act(people.checker, deal, 'approve')
    },
    () => ok(people.senior, 'GET', '/tasks'),
    () => ok(people.maker, 'GET', '/app'),
    () => newDeal(1_000 + requests),
  ]
  const work = async (turn: () => Promise<unknown>) => {
    do {
      await turn()
      requests++
      // An answer from memory needs no input or output: without this pause nobody else would get a turn.
      await nextTurn()
    } while (going)
  }
  await Promise.all([done, ...turns.map(work)])
  return requests
}

const runs = (ids: readonly string[]) =>
  shop.rows(
    `select i.*, (select array_agg(distinct h.element) from flow.history h where h.instance_id = i.id and h.event = 'opened') as opened
     from flow.instance i where subject_id = any ($1::uuid[]) order by id`,
    [ids],
  )

test('the impact of a lost field lists the runs whose form of today still names it', async () => {
  const changes = await Promise.all(
    Object.entries({
      'shop/entity/deal': entityFile({ remark: null }),
      'shop/form/deal_review': formFile({ field: 'terms' }),
    }).map(async ([id, { text }]) => ({
      id,
      text,
      baseHash: (await ok(people.admin, 'GET', `/definitions/${id}`)).hash,
    })),
  )

  const { runs: affected } = await ok(people.admin, 'POST', '/definitions/impact', { changes })

  expect(affected).toMatchObject([
    {
      flow: { name: 'deal_approval', version: 1 },
      runs: INSTANCES,
      uses: [{ field: 'deal#remark', by: 'shop/form/deal_review', version: 1 }],
    },
  ])
})

test('everything is published anew while 50 runs go on: each keeps what it must, and takes what it must', async () => {
  const at = (step: number) => deals.filter((_, n) => n % 4 === step)
  const before = await taskOf(people.deputy, at(0)[0]!)
  await nextDay()

  const requests = await workWhile(publishAll(), at(0).slice(6))

  expect(requests).toBeGreaterThan(4)
  const young = await newDeal(5_000)

  // The form and the buttons of the time when it began.
  const task = await taskOf(people.checker, at(3)[0]!)
  expect(task.formerForm).toMatchObject({ version: 1, leftOut: [] })
  expect(task.formerForm.content.sections[0].fields.map((use: any) => use.field)).toEqual(['title', 'remark'])
  expect(task.outcomes.map((each: any) => each.key)).toEqual(['approve', 'return', 'reject'])
  const youngTask = await taskOf(people.senior, young)
  expect(youngTask).toMatchObject({ element: 'board', formerForm: null })
  expect(youngTask.outcomes.map((each: any) => each.key)).toEqual(['approve', 'reject'])

  // A role that was taken away bites at once.
  const refused = { status: 403, body: { code: 'task.role_revoked' } }
  expect(await complete(people.deputy, before, { outcome: 'approve' })).toMatchObject(refused)
  expect(await people.deputy.ask('GET', `/tasks/${before.id}`)).toMatchObject(refused)
  expect((await ok(people.deputy, 'GET', '/tasks')).items).toEqual([])
  expect((await people.deputy.ask('GET', `/records/deal/${at(0)[0]!}`)).status).toBe(404)

  await finishAll()
  await act(people.senior, young, 'approve', { record: { terms: '新条款' } })

  const old = await runs(deals)
  expect(old).toHaveLength(INSTANCES)
  for (const run of old) {
    expect(run).toMatchObject({ version: 1, state: 'ended', outcome: 'blocked' })
    expect(run.variables).toMatchObject({ price: { level: 1 }, gate: { level: 2 } })
    expect(run.opened).not.toContain('board')
    expect(run.opened).toEqual(expect.arrayContaining(['first', 'second']))
  }
  expect(await runs([young])).toMatchObject([
    { version: 2, outcome: 'blocked', opened: ['board'], variables: { price: { level: 1 }, gate: { level: 2 } } },
  ])
  expect(await shop.rows('select code from flow.incident')).toEqual([])
}, 120_000)

/** The old ones go their old way to its end: revision, both approvals, with the fields of the old form. */
async function finishAll(): Promise<void> {
  for (const deal of deals) {
    const revision = await taskOf(people.maker, deal)
    if (revision) await act(people.maker, deal, 'done', { record: { remark: '按旧表单修改' } })
    if (await taskOf(people.checker, deal)) await act(people.checker, deal, 'approve', { record: { remark: '同意' } })
    await act(people.senior, deal, 'approve', { record: { remark: '同意' } })
  }
}
