import { spawn, type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEngineProcess } from '../../support/engine-process.ts'
import { signIn } from '../../support/http-client.ts'
import { withEngine, type Installation } from '../records/prepare.ts'
import { freePort } from '../support/free-port.ts'
import { loadSequence, type SequenceResult, type SequenceStep } from '../support/load-sequence.ts'
import { median, significant } from '../support/measure.ts'
import { runScript } from '../support/run-script.ts'
import { benchFiles, variables } from './bench-flows.ts'
import { rounded, type BenchWorld, type Measured } from './bench-world.ts'
import { createDatabase, insertStarters } from './databases.ts'

const SECONDS = 4
const CONNECTIONS = 16
const PASSWORD = 'flow-benchmark-1'
const JSON_BODY = { 'content-type': 'application/json' }

const post = (path: string, body: object = {}) => ({ method: 'POST' as const, path, body: JSON.stringify(body) })
const keep =
  (name: string, of: (body: any) => unknown): SequenceStep['answer'] =>
  (body, known) =>
    (known[name] = of(body))

/** Both clients know the task from the answer of the start. */
const theirSteps: SequenceStep[] = [
  { request: () => post('/start', { variables }), answer: keep('id', body => body.id) },
  { request: ({ id }) => post(`/complete/${String(id)}`), answer: () => {} },
]

const ourSteps: SequenceStep[] = [
  {
    request: () => post('/api/flows/simple/instances', { variables }),
    answer: keep('task', body => body.tasks[0].id),
  },
  {
    request: ({ task }) => post(`/api/tasks/${String(task)}/complete`, { outcome: 'approve', version: 1 }),
    answer: () => {},
  },
]

interface Side {
  url: string
  headers: Record<string, string>[]
  steps: SequenceStep[]
}

/** The simple process over HTTP against the same statements behind bare routes; one driver for both. */
export async function measureHttp({ rounds, server, folder, baseline }: BenchWorld): Promise<Measured> {
  // It makes the tables.
  await runScript(
    [path.join(import.meta.dirname, '../baseline/flow-limit.mjs'), 'simple', 'pipe', '1', '0.1'],
    baseline,
  )
  const addresses = await createDatabase(server, 'http')
  const installation = await install({ folder, environment: { ...addresses, JINGWEI_LOG_LEVEL: 'error' } })
  const theirs = await startBaseline(baseline)
  const engine = await startEngineProcess({ cwd: folder, env: installation.environment })
  try {
    const sessions = await Promise.all(logins.map(login => signIn(engine.url, login, PASSWORD)))
    return await inTurns(rounds, {
      limit: { url: theirs.url, headers: logins.map(() => JSON_BODY), steps: theirSteps },
      ours: {
        url: engine.url,
        headers: sessions.map(({ headers }) => ({ ...headers, ...JSON_BODY })),
        steps: ourSteps,
      },
    })
  } finally {
    theirs.process.kill()
    await engine.stop()
  }
}

async function inTurns(rounds: number, sides: Record<'limit' | 'ours', Side>): Promise<Measured> {
  const results: Record<string, SequenceResult[]> = { limit: [], ours: [] }
  for (let round = -1; round < rounds; round++)
    for (const [name, side] of Object.entries(sides)) {
      const result = await loadSequence({ ...side, seconds: round < 0 ? 1 : SECONDS })
      console.error(`http/${name}`, JSON.stringify(result))
      // The round before the first warms up.
      if (round >= 0) results[name]!.push(result)
    }
  const of = (side: string, figure: keyof SequenceResult) => median(results[side]!.map(result => result[figure]))
  return {
    rows: ['limit', 'ours'].map(side => ({
      what: `simple over HTTP/${side}`,
      perSecond: Math.round(of(side, 'perSecond')),
      p50Ms: rounded(of(side, 'p50Ms')),
      p99Ms: rounded(of(side, 'p99Ms')),
    })),
    keys: { httpVsLimit: significant(of('ours', 'perSecond') / of('limit', 'perSecond')) },
  }
}

/** Each has a to-do list of his own, in which is what he has just started. */
const logins = Array.from({ length: CONNECTIONS }, (_, i) => `starter-${i + 1}`)

const CORE = path.resolve(import.meta.dirname, '../../../definitions/core')
const MODULE = path.join(import.meta.dirname, 'module')

/** An engine with the processes published and the starters' accounts. */
async function install(installation: Installation): Promise<Installation> {
  const pack = path.join(installation.folder, 'pack')
  for (const { path: file, text } of [...packFiles, ...benchFiles]) {
    fs.mkdirSync(path.dirname(path.join(pack, file)), { recursive: true })
    fs.writeFileSync(path.join(pack, file), text)
  }
  fs.writeFileSync(
    path.join(installation.folder, 'jingwei.config.json'),
    JSON.stringify({ packs: [CORE, pack], modules: [MODULE], demo: false, dataDir: 'data' }),
  )
  await withEngine(installation, async ({ accounts, database }) => {
    const people = await insertStarters(database, logins)
    for (const [i, login] of logins.entries())
      await accounts.add({ login, password: PASSWORD, name: login, personId: people[i]!, roles: ['bench_admin'] })
  })
  return installation
}

const packFiles = [
  {
    path: 'pack.json',
    text: JSON.stringify({
      name: 'bench',
      version: '0.1.0',
      title: '性能测试',
      engine: '>=0.1.0',
      requires: { core: '^0.1.0' },
      locales: ['zh-CN'],
      modules: [],
    }),
  },
  {
    path: 'roles/bench_admin.role.json',
    text: JSON.stringify({
      $kind: 'role',
      name: 'bench_admin',
      title: '全部权限',
      rules: [{ key: 'all', action: 'manage', subject: 'all' }],
    }),
  },
]

async function startBaseline(env: Record<string, string>): Promise<{ process: ChildProcess; url: string }> {
  const port = await freePort()
  const script = path.join(import.meta.dirname, '../baseline/flow-limit-http.mjs')
  const child = spawn(process.execPath, [script, String(port)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  while (!(await fetch(url).catch(() => undefined))) {
    if (child.exitCode !== null) throw new Error(`the baseline ended with ${child.exitCode}`)
    await sleep(30)
  }
  return { process: child, url }
}
