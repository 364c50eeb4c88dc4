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
const PAUSE_MS = 15_500
/** A pause after a failed attempt is ten seconds at most where the definition says nothing. */
const DRAIN_MS = 60_000 + ORDERS * 300

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
  { timeout: DRAIN_MS + ORDERS * 1_000 },
  async () => {
    const begun = performance.now()
    const traffic = new OrderTraffic(ledger, {
      orders: ORDERS,
      allowed: LONG ? ORDERS : ORDERS / 2,
      clerks: LONG ? 16 : 4,
      crews: LONG ? 4 : 1,
      signalEveryMs: LONG ? 20_000 : 700,
      random,
    })
    const faults = await hurt(traffic)
    await traffic.allBegun
    const ended = await allEnded()
    await traffic.stop()

    const figures = report({ faults, seconds: (performance.now() - begun) / 1000 })
    if (LONG) process.stdout.write(figures)
    const wrong = await verdict({ db: server.db, ledger, traffic, receiver, orders: ORDERS })
    expect(wrong, figures + nodes.output().slice(-20_000)).toEqual([])
    expect(ended, 'every run ends').toBe(true)
    expect(heldJobs, 'a node stood still with jobs in hand').toBeGreaterThan(0)
    expect(nodes.crashed(), 'no node ends by itself').toEqual([])
  },
)

type Fault = 'node killed' | 'database killed' | 'node stopped'

const FAULTS: readonly Fault[] = ['node killed', 'database killed', 'node stopped']

/** Each fault once, with more work to come after each; in the long form again and again, at random. */
async function hurt(traffic: OrderTraffic): Promise<Fault[]> {
  if (LONG) return hurtAgainAndAgain(traffic)
  await until(() => traffic.begun >= ORDERS / 4)
  await server.killAndRestart()
  await until(() => traffic.begun >= ORDERS / 2)
  traffic.allow(ORDERS)
  const [stopped, killed] = [Math.floor(random() * NODES), 1 + Math.floor(random() * (NODES - 1))]
  // One stands still while another one dies: the third has the work of all.
  await Promise.all([pause(stopped), nodes.killAndRestart(stopped + killed)])
  return [...FAULTS]
}

async function hurtAgainAndAgain(traffic: OrderTraffic): Promise<Fault[]> {
  const done: Fault[] = []
  // At the end nothing is hurt any more: what is left then has to come to rest.
  while (traffic.begun < ORDERS || (await unended()) > ORDERS / 20) {
    await sleep(5_000 + 15_000 * random())
    const n = Math.floor(random() * NODES)
    const fault = FAULTS[Math.floor(random() * FAULTS.length)]!
    if (fault === 'node killed') await nodes.killAndRestart(n)
    else if (fault === 'database killed') await server.killAndRestart()
    else await pause(n)
    done.push(fault)
  }
  return done
}

/** Nodes that stood still with jobs in hand: others without would show nothing. */
let heldJobs = 0

async function pause(n: number): Promise<void> {
  if (await nodes.pause(n, PAUSE_MS, holdsJobs)) heldJobs++
}

async function holdsJobs(pid: number): Promise<boolean> {
  const rows = await asked(`select from flow.job where locked_by like $1 and locked_until > now() limit 1`, [
    `%-${pid}-%`,
  ])
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
  const [row] = await asked<{ n: number }>(
    `select ($1 - count(*) filter (where state = 'ended'))::integer as n from flow.instance`,
    [ORDERS],
  )
  return row!.n
}

/** A connection of ours may be one that the database's death has broken. */
async function asked<Row extends object>(sql: string, values: unknown[]): Promise<Row[]> {
  for (let tries = 1; ; tries++) {
    try {
      return (await server.db.database.owner.query(sql, values)).rows
    } catch (error) {
      if (tries === 50) throw error
      await sleep(100)
    }
  }
}

async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await sleep(20)
}

function report({ faults, seconds }: { faults: Fault[]; seconds: number }): string {
  const kinds = Map.groupBy(ledger.acknowledged, each => each.kind)
  const figures: Record<string, number> = {
    seed: SEED,
    seconds: Math.round(seconds),
    runs: ORDERS,
    ...Object.fromEntries(FAULTS.map(each => [each, faults.filter(one => one === each).length])),
    ...Object.fromEntries([...kinds].map(([kind, each]) => [`acknowledged ${kind}`, each.length])),
    'stopped with jobs in hand': heldJobs,
    'calls of the receiver': receiver.calls(),
    'requests in all': ledger.counts.asked,
    '… without an answer': ledger.counts.broken,
    '… answered with 429 or 503': ledger.counts.unavailable,
    '… in conflict, or late': ledger.counts.conflicts,
    '… answered with a fault': ledger.faults.length,
  }
  return Object.entries(figures)
    .map(([name, value]) => `${name.padEnd(28)}${String(value).padStart(10)}\n`)
    .join('')
}
