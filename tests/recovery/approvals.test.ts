import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEngineProcess, type EngineProcess } from '../support/engine-process.ts'
import { signIn, type Answer, type HttpClient } from '../support/http-client.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

const APPROVALS = 200
/** The engine is killed when so many approvals were acknowledged: many others are then on their way. */
const KILL_AFTER = 60

let db: TestDatabase
let engine: EngineProcess

const start = () =>
  startEngineProcess({
    args: ['--demo', '--data', `/tmp/jingwei-recovery-${process.pid}`],
    env: { DATABASE_URL: db.url, DATABASE_OWNER_URL: db.ownerUrl, JINGWEI_LOG_LEVEL: 'error' },
  })

beforeAll(async () => {
  db = await testDatabase()
  engine = await start()
}, 120_000)

afterAll(async () => {
  await engine?.stop()
  await db?.drop()
})

test(
  'kill -9 during 200 concurrent approvals loses no acknowledged one and leaves none half done',
  { timeout: 240_000 },
  async () => {
    // given 200 contracts that wait for the area manager
    const contracts = await submitContracts(await signIn(engine.url, 'sr1', 'jingwei-demo'), APPROVALS)
    const manager = await signIn(engine.url, 'sm', 'jingwei-demo')
    const tasks = await tasksOf(manager, contracts)
    expect(tasks.size).toBe(APPROVALS)

    // when all are approved at once, and the engine is killed in the middle
    const acknowledged = await approveUntilKilled(manager, tasks)
    engine = await start()

    // then every acknowledged approval is there, once, and every other one is wholly there or wholly not
    const before = await stateOf([...tasks.values()])
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILL_AFTER)
    expect(acknowledged.filter(task => before.get(task)?.done !== true)).toEqual([])
    expect([...before.values()].filter(state => !isWhole(state))).toEqual([])

    // and the rest can be approved as if nothing had happened
    const open = [...before].filter(([, state]) => !state.done).map(([task]) => task)
    const again = await signIn(engine.url, 'sm', 'jingwei-demo')
    const answers = await Promise.all(open.map(task => approve(again, task)))
    expect(answers.filter(answer => answer.status !== 200)).toEqual([])
    const after = await stateOf([...tasks.values()])
    expect([...after.values()].every(state => state.done && isWhole(state))).toBe(true)
  },
)

/** Level L1: one approver decides, and the contract is effective in the same commit. */
async function submitContracts(rep: HttpClient, count: number): Promise<string[]> {
  const first = async (entity: string, filter: object) => {
    const { body } = await rep.get(
      `/api/records/${entity}?limit=1&filter=${encodeURIComponent(JSON.stringify(filter))}`,
    )
    return body.items[0]
  }
  const customer = await first('customer', { price_level: { eq: 'b_direct' } })
  const priceList = await first('price_list', { code: { eq: 'B_direct' } })
  const seller = await first('legal_entity', {})
  const product = await first('product', { code: { eq: 'EQ-010' } })
  const list = (await rep.get(`/api/records/price_list/${priceList.id}`)).body.lines.find(
    (line: { product: string }) => line.product === product.id,
  )
  const body = {
    title: '恢复测试合同',
    customer: customer.id,
    seller: seller.id,
    price_list: priceList.id,
    valid_to: '2027-12-31',
    payment_days: customer.payment_days,
    // 8 % below the list price: more than L0's 5 %, less than L1's 10 %.
    lines: [{ product: product.id, quantity: '1', unit_price: (Number(list.price) * 0.92).toFixed(2) }],
  }
  const ids: string[] = []
  for (let i = 0; i < count; i += 20) {
    const made = await Promise.all(Array.from({ length: Math.min(20, count - i) }, () => submit(rep, body)))
    ids.push(...made)
  }
  return ids
}

async function submit(rep: HttpClient, body: object): Promise<string> {
  const made = await rep.post('/api/records/contract', body)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const submitted = await rep.post(
    `/api/records/contract/${made.body.id}/transitions/submit`,
    {},
    { 'if-match': `"${made.body.version}"` },
  )
  expect(submitted.status, JSON.stringify(submitted.body)).toBe(200)
  return made.body.id
}

/** Task ids by contract. */
async function tasksOf(manager: HttpClient, contracts: string[]): Promise<Map<string, string>> {
  const wanted = new Set(contracts)
  const tasks = new Map<string, string>()
  let after = ''
  do {
    const { body } = await manager.get(
      `/api/tasks?folder=todo&limit=200${after && `&after=${encodeURIComponent(after)}`}`,
    )
    for (const task of body.items) if (wanted.has(task.recordId)) tasks.set(task.recordId, task.id)
    after = body.next ?? ''
  } while (after)
  return tasks
}

const approve = (manager: HttpClient, task: string): Promise<Answer> =>
  manager.post(`/api/tasks/${task}/complete`, { outcome: 'approve', opinion: '同意', version: 1 })

async function approveUntilKilled(manager: HttpClient, tasks: Map<string, string>): Promise<string[]> {
  const acknowledged: string[] = []
  let killed: Promise<void> | undefined
  const all = [...tasks.values()].map(async task => {
    try {
      if ((await approve(manager, task)).status !== 200) return
      acknowledged.push(task)
      if (acknowledged.length === KILL_AFTER) killed = engine.kill()
    } catch {
      // The connection broke: whether it was done is what the test looks at.
    }
  })
  await Promise.all(all)
  await killed
  expect(killed, 'the engine was killed while approvals were running').toBeDefined()
  expect(acknowledged.length).toBeLessThan(tasks.size)
  return acknowledged
}

interface State {
  done: boolean
  participants: number
  historyEntries: number
  auditEntries: number
  contract: string
  openInstances: number
}

/** Everything that one approval writes, as it stands in the database. */
async function stateOf(tasks: string[]): Promise<Map<string, State>> {
  const { rows } = await db.database.app.query(
    `select t.id, t.state = 'done' as done, c.status as contract,
       (select count(*)::int from flow.participant p where p.task_id = t.id and p.state = 'approved') as participants,
       (select count(*)::int from flow.history h where h.instance_id = t.instance_id and h.element = t.element and h.event = 'approved') as history,
       (select count(*)::int from jw.audit_entry a where a.subject_id = t.subject_id::text and a.action = 'task.approved') as audit,
       (select count(*)::int from flow.instance i where i.id = t.instance_id and i.state = 'running') as open
     from flow.task t join app.contract c on c.id = t.subject_id
     where t.id = any($1::uuid[])`,
    [tasks],
  )
  return new Map(
    rows.map(row => [
      row.id,
      {
        done: row.done,
        participants: row.participants,
        historyEntries: row.history,
        auditEntries: row.audit,
        contract: row.contract,
        openInstances: row.open,
      },
    ]),
  )
}

function isWhole({ done, ...state }: State): boolean {
  const whole = done
    ? { participants: 1, historyEntries: 1, auditEntries: 1, contract: 'effective', openInstances: 0 }
    : { participants: 0, historyEntries: 0, auditEntries: 0, contract: 'review', openInstances: 1 }
  return JSON.stringify(state) === JSON.stringify(whole)
}
