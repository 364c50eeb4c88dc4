import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { signIn } from '../support/http-client.ts'
import { EngineNodes } from './load/engine-nodes.ts'
import { LOGIN, prepareOrders, STEPS } from './load/order-pack.ts'
import { openReceiver, type Receiver } from './load/receiver.ts'

const LONG = Number(process.env['JINGWEI_LONG'] ?? 0) > 0
const ROUNDS = LONG ? 1_000 : 24
const AT_ONCE = 8

let folder: string
let db: TestDatabase
let receiver: Receiver
let nodes: EngineNodes
let headers: Record<string, string>

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-flow-races-'))
  db = await testDatabase({ maxConnections: 4 })
  receiver = await openReceiver(() => 0)
  nodes = new EngineNodes(await prepareOrders(folder, db, receiver.url))
  await nodes.start(2)
  headers = (await signIn(nodes.urls[0]!, LOGIN.login, LOGIN.password)).headers
}, 240_000)

afterAll(async () => {
  await nodes?.stop()
  await receiver?.close()
  await db?.drop()
  fs.rmSync(folder, { recursive: true, force: true })
})

interface Answer {
  status: number
  body: any
}

/** Both nodes are told the same at the same moment. */
const race = (path: string, body: object, keys?: [string, string]): Promise<Answer[]> =>
  Promise.all(nodes.urls.map((url, n) => send(url, { path, body, ...(keys && { key: keys[n]! }) })))

async function send(url: string, asking: { path: string; body?: object; key?: string }): Promise<Answer> {
  const { path, body, key } = asking
  const response = await fetch(`${url}/api${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...headers, 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
}

const statuses = (answers: Answer[]): number[] => answers.map(each => each.status).sort((a, b) => a - b)

test(
  `two nodes race for each of ${ROUNDS} runs: one of them wins, the other one is told so, and never an internal fault`,
  { timeout: 60_000 + ROUNDS * 2_000 },
  async () => {
    const rounds = Array.from({ length: ROUNDS }, (_, n) => `race-${n}`)
    const outcomes: [order: string, Outcome][] = []
    const one = async (): Promise<void> => {
      for (let order = rounds.shift(); order !== undefined; order = rounds.shift())
        outcomes.push([order, await raceFor(order)])
    }
    const signals = giveSignals()
    await Promise.all(Array.from({ length: AT_ONCE }, one))
    await expect.poll(unended, { timeout: 60_000, interval: 100 }).toBe(0)
    const signalled = await signals.stop()

    expect(outcomes).toEqual(outcomes.map(([order]) => [order, { ...FAIR, paid: payingOf(order).paid }]))
    expect(signalled.filter(status => status !== 201)).toEqual([])
    const tallies = await rowsOf(
      `select order_key, step, count(*)::integer as n from public.tally where step <> 'nagged' group by 1, 2`,
    )
    expect(tallies.filter(row => row.n !== 1)).toEqual([])
    expect(tallies).toHaveLength(ROUNDS * STEPS.length)
    expect(await rowsOf('select * from flow.incident')).toEqual([])
    expect([...receiver.keys.values()].filter(keys => keys.size !== 1)).toEqual([])
  },
)

/** The statuses of both answers. */
interface Outcome {
  begun: string
  runs: number
  approved: string
  packed: string
  paid: string
}

/** Begun once, and told so to both; a task that is done is a conflict; work and messages that are gone are not found. */
const FAIR = { begun: '201,201', runs: 1, approved: '200,409', packed: '204,404' }
/** A message is brought to its run at once, or published: the second one is known already. */
const PAYING = [
  { path: '/messages/correlate', paid: '200,404' },
  { path: '/messages', paid: '200,201' },
] as const
const payingOf = (order: string) => PAYING[Number(order.split('-')[1]) % 2]!

/** Begins one run, then races for each thing that it waits for, all of that at once. */
async function raceFor(order: string): Promise<Outcome> {
  const begun = await race('/flows/orders/instances', { variables: { order }, businessKey: order }, [
    `start-${order}`,
    `start-${order}`,
  ])
  const instance: string = begun[0]!.body.instanceId
  const [task, work] = await waiting(instance)
  const { path } = payingOf(order)
  const message = { name: 'paid', key: order, ...(path === '/messages' && { messageId: order }) }
  const [approved, paid, packed] = await Promise.all([
    race(`/tasks/${task}/complete`, { outcome: 'done', version: 1 }),
    race(path, message),
    race(`/external-tasks/${work}/complete`, { worker: 'racer' }),
  ])
  return {
    begun: statuses(begun).join(),
    runs: new Set(begun.map(each => each.body.instanceId)).size,
    approved: statuses(approved!).join(),
    packed: statuses(packed!).join(),
    paid: statuses(paid!).join(),
  }
}

/** Until the run has come to what it waits for; its external task is then given to the racer. */
async function waiting(instance: string): Promise<[task: string, work: string]> {
  for (;;) {
    const [row] = await rowsOf<{ task: string; work: string }>(
      `with mine as (update flow.job set locked_by = 'racer', locked_until = now() + interval '1 minute'
         where root_id = $1 and kind = 'external' and topic = 'pack' returning id)
       select (select id from flow.task where instance_id = $1) as task, (select id from mine) as work
       where exists (select from mine) and exists (select from flow.task where instance_id = $1)`,
      [instance],
    )
    if (row) return [row.task, row.work]
    await sleep(20)
  }
}

function giveSignals(): { stop(): Promise<number[]> } {
  let over = false
  const given: number[] = []
  const giving = (async () => {
    while (!over) {
      given.push(...statuses(await race('/signals', { name: 'go' })))
      await sleep(300)
    }
  })()
  return {
    async stop() {
      over = true
      await giving
      return given
    },
  }
}

const rowsOf = async <Row extends object = any>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await db.database.owner.query(sql, values)).rows

const unended = async (): Promise<number> =>
  (await rowsOf(`select ($1 - count(*) filter (where state = 'ended'))::integer as n from flow.instance`, [ROUNDS]))[0]
    .n
