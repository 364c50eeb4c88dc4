// `npm run bench -- records [rounds] [seconds]`: reading, listing and creating records over HTTP with rights and audit on,
// against a hand-written endpoint over the same table. Both sides are loaded in turns by the same driver.
import { spawn, type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startEmbeddedServer } from '../../../engine/src/store/embedded-server.ts'
import { startEngineProcess } from '../../support/engine-process.ts'
import { signIn } from '../../support/http-client.ts'
import { freePort } from '../support/free-port.ts'
import { load, type LoadRequest, type LoadResult } from '../support/load.ts'
import { median, report, significant } from '../support/measure.ts'
import { cpuMs } from '../support/process-usage.ts'
import { auditedCreates } from './audit-cost.ts'
import { PASSWORD, prepareBaseline, prepareEngine, withEngine, type Installation } from './prepare.ts'
import { create, createUnaudited, get, list, listAsText, listOfRegion } from './requests.ts'

const ROUNDS = Number(process.argv[2] ?? 3)
const SECONDS = Number(process.argv[3] ?? 3)

/** The token that the baseline takes. */
const BASELINE_HEADERS = { authorization: 'Bearer perf-static-token-1234567890', 'content-type': 'application/json' }

interface Side {
  url: string
  pid: number
  headers: Record<string, string>
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-bench-records-'))
// The database's user must reach it when root runs this.
fs.chmodSync(folder, 0o755)
const server = await startEmbeddedServer({ dataDir: path.join(folder, 'server') })
try {
  await prepareBaseline(server)
  const installation = await prepareEngine(server, folder)
  const results = await loadBoth(installation)
  const audited = await withEngine(installation, engine => auditedCreates(engine, ROUNDS * 4, 400))
  print(results, 1 - median(audited.map(({ withAudit, withoutAudit }) => withAudit / withoutAudit)))
} finally {
  await server.leave()
  fs.rmSync(folder, { recursive: true, force: true })
}

/** `cpuMs`: time of the serving process per request, where the system tells. */
type Result = LoadResult & { cpuMs: number }
type Results = Map<string, Result[]>

async function loadBoth(installation: Installation): Promise<Results> {
  const ids = await readIds()
  const baseline = await startBaseline()
  const engine = await startEngineProcess({ cwd: folder, env: installation.environment })
  try {
    const as = async (login: string): Promise<Side> => ({
      url: engine.url,
      pid: engine.pid,
      headers: { ...(await signIn(engine.url, login, PASSWORD)).headers, 'content-type': 'application/json' },
    })
    const [admin, member] = [await as('admin'), await as('member')]
    const theirs = { url: baseline.url, pid: baseline.process.pid!, headers: BASELINE_HEADERS }
    return await inTurns([
      ['get baseline', theirs, get(ids).baseline],
      ['get ours', admin, get(ids).ours],
      ['list baseline', theirs, list.baseline],
      ['list baseline, JSON made in SQL', theirs, listAsText.baseline],
      ['list ours', admin, list.ours],
      ['list of one region, admin', admin, listOfRegion],
      ['list of one region, member', member, listOfRegion],
      ['create baseline, audited', theirs, create.baseline],
      ['create baseline, not audited', theirs, createUnaudited.baseline],
      ['create ours', admin, create.ours],
    ])
  } finally {
    baseline.process.kill()
    await engine.stop()
  }
}

/** Each for a while, one after the other, so that what disturbs the machine disturbs all of them. */
async function inTurns(cells: [string, Side, () => LoadRequest][]): Promise<Results> {
  const results: Results = new Map(cells.map(([name]) => [name, []]))
  for (let round = -1; round < ROUNDS; round++)
    for (const [name, side, next] of cells) {
      const usedBefore = cpuMs(side.pid) ?? Number.NaN
      const seconds = round < 0 ? 1 : SECONDS
      const result = await load({ ...side, seconds, next })
      const used = (cpuMs(side.pid) ?? Number.NaN) - usedBefore
      if (result.failed > 0) throw new Error(`${name}: ${result.failed} requests failed`)
      // The round before the first warms up.
      if (round >= 0) results.get(name)!.push({ ...result, cpuMs: used / (result.perSecond * seconds) })
    }
  return results
}

async function readIds(): Promise<string[]> {
  const client = new pg.Client({ connectionString: server.ownerUrl('engine') })
  await client.connect()
  const { rows } = await client.query<{ id: string }>('select id from app."order"')
  await client.end()
  return rows.map(({ id }) => id)
}

async function startBaseline(): Promise<{ process: ChildProcess; url: string }> {
  const port = await freePort()
  const script = path.join(import.meta.dirname, '../baseline/crud-limit.mjs')
  const child = spawn(process.execPath, [script, String(port)], {
    env: { ...process.env, BASELINE_URL: server.ownerUrl('baseline') },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  while (
    !(await fetch(`${url}/items/orders/1`, { headers: BASELINE_HEADERS }).then(
      answer => answer.ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error(`the baseline ended with ${child.exitCode}`)
    await sleep(30)
  }
  return { process: child, url }
}

function print(results: Results, auditCost: number): void {
  const of = (name: string, key: keyof Result) => median(results.get(name)!.map(result => result[key]))
  const rate = (name: string) => of(name, 'perSecond')
  /** The faster variant of the baseline is the limit. */
  const limit = (...names: string[]) => Math.max(...names.map(rate))
  report(
    [...results.keys()].map(name => ({
      request: name,
      perSecond: Math.round(rate(name)),
      p50Ms: of(name, 'p50Ms'),
      p97_5Ms: of(name, 'p95Ms'),
      p99Ms: of(name, 'p99Ms'),
      cpuMs: significant(of(name, 'cpuMs')),
    })),
    {
      getVsLimit: significant(rate('get ours') / rate('get baseline')),
      listVsLimit: significant(rate('list ours') / limit('list baseline', 'list baseline, JSON made in SQL')),
      createVsLimit: significant(
        rate('create ours') / limit('create baseline, audited', 'create baseline, not audited'),
      ),
      memberListCost: significant(of('list of one region, member', 'p95Ms') / of('list of one region, admin', 'p95Ms')),
      auditCost: significant(auditCost),
    },
  )
}
