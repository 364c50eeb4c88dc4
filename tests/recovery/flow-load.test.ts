import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn } from '../support/http-client.ts'
import { EngineNodes, openServer, type OwnServer } from './load/engine-nodes.ts'
import { Ledger, seeded } from './load/ledger.ts'
import { LOGIN, prepareOrders } from './load/order-pack.ts'
import { OrderTraffic } from './load/order-traffic.ts'
import { openReceiver, type Receiver } from './load/receiver.ts'
import { verdict } from './load/verdict.ts'

const LONG = Number(process.env['JINGWEI_LONG'] ?? 0) > 0
const ORDERS = LONG ? Number(process.env['JINGWEI_RECOVERY_ORDERS'] ?? 10_000) : 60
const SEED = Number(process.env['JINGWEI_SEED'] ?? 20_261_123)
const NODES = 3
/** Longer than a node's jobs are locked without a word from it. */
const PAUSE_MS = 16_500
/** A pause after a failed attempt is ten seconds at most where the definition says nothing. */
const DRAIN_MS = LONG ? 15 * 60_000 : 60_000

let folder: string
let server: OwnServer
let receiver: Receiver
let nodes: EngineNodes
let ledger: Ledger
const random = seeded(SEED)

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-flow-load-'))
  // PostgreSQL may run as another user.
  fs.chmodSync(folder, 0o755)
  server = await openServer(folder)
  receiver = await openReceiver(() => 20 + 200 * random())
  nodes = new EngineNodes(await prepareOrders(folder, server.db, receiver.url))
  await nodes.start(NODES)
  const { headers } = await signIn(nodes.urls[0]!, LOGIN.login, LOGIN.password)
  ledger = new Ledger(() => nodes.urls, headers, random)
}, 240_000)

afterAll(async () => {
  await nodes?.stop()
  await receiver?.close()
  await server?.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

test(
  `${ORDERS} runs on three nodes, which are killed and stopped, on a database that is killed: nothing is lost, nothing is done twice`,
  { timeout: 120_000 + DRAIN_MS + ORDERS * 1_000 },
  async () => {
    const begun = performance.now()
    const traffic = new OrderTraffic(ledger, { orders: ORDERS, clerks: LONG ? 16 : 4, random })
    const faults = await hurt(traffic)
    await traffic.allBegun
    const ended = await allEnded()
    await traffic.stop()

    report({ faults, seconds: (performance.now() - begun) / 1000 })
    const wrong = await verdict({ db: server.db, ledger, traffic, receiver, orders: ORDERS })
    expect(wrong, nodes.output().slice(-20_000)).toEqual([])
    expect(ended, 'every run ends').toBe(true)
    expect(nodes.crashed(), 'no node ends by itself').toEqual([])
  },
)

type Fault = 'node killed' | 'database killed' | 'node stopped'

const FAULTS: readonly Fault[] = ['node killed', 'database killed', 'node stopped']

/** Each fault once, at even distances over the work; in the long form again and again, at random. */
async function hurt(traffic: OrderTraffic): Promise<Fault[]> {
  const done: Fault[] = []
  while (LONG ? traffic.begun < ORDERS : done.length < FAULTS.length) {
    if (LONG) await sleep(5_000 + 15_000 * random())
    else await until(() => traffic.begun >= (ORDERS * (done.length + 1)) / 5)
    const fault = LONG ? FAULTS[Math.floor(random() * FAULTS.length)]! : FAULTS[done.length]!
    await commit(fault)
    done.push(fault)
  }
  return done
}

function commit(fault: Fault): Promise<void> {
  const n = Math.floor(random() * NODES)
  if (fault === 'node killed') return nodes.killAndRestart(n)
  if (fault === 'database killed') return server.killAndRestart()
  return nodes.pause(n, PAUSE_MS, holdsJobs)
}

async function holdsJobs(pid: number): Promise<boolean> {
  const { rows } = await server.db.database.owner.query(
    `select from flow.job where locked_by like $1 and locked_until > now() limit 1`,
    [`%-${pid}-%`],
  )
  return rows.length > 0
}

async function allEnded(): Promise<boolean> {
  const deadline = performance.now() + DRAIN_MS
  while (performance.now() < deadline) {
    if ((await unended()) === 0) return true
    await sleep(200)
  }
  return false
}

async function unended(): Promise<number> {
  const { rows } = await server.db.database.owner.query<{ n: number }>(
    `select ($1 - count(*) filter (where state = 'ended'))::integer as n from flow.instance`,
    [ORDERS],
  )
  return rows[0]!.n
}

async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await sleep(20)
}

function report({ faults, seconds }: { faults: Fault[]; seconds: number }): void {
  const kinds = Map.groupBy(ledger.acknowledged, each => each.kind)
  console.table({
    seed: SEED,
    seconds: Math.round(seconds),
    runs: ORDERS,
    ...Object.fromEntries(FAULTS.map(each => [each, faults.filter(one => one === each).length])),
    ...Object.fromEntries([...kinds].map(([kind, each]) => [`acknowledged: ${kind}`, each.length])),
    'calls of the receiver': receiver.calls(),
    ...ledger.counts,
    faults: ledger.faults.length,
  })
}
