// `npm run bench -- start [rounds] [idle seconds]`: from the command to a page that people can sign in on, in an empty data
// folder and once more in the same, and the memory of the engine that nobody uses. Installed and built beforehand.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { signIn } from '../../support/http-client.ts'
import { freePort } from '../support/free-port.ts'
import { median, report, significant } from '../support/measure.ts'
import { childOf, residentMegabytes } from '../support/process-usage.ts'

const ROUNDS = Number(process.argv[2] ?? 3)
const IDLE_SECONDS = Number(process.argv[3] ?? 20)
const LIMIT_MS = 120_000

const repository = path.resolve(import.meta.dirname, '../../..')
interface Row {
  start: string
  seconds: number
  megabytes: number | ''
}
const rows: Row[] = []

for (let round = 0; round < ROUNDS; round++) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-bench-start-'))
  // The database's user must reach it when root runs this.
  fs.chmodSync(folder, 0o755)
  await measure('first', folder, 0)
  await measure('second', folder, IDLE_SECONDS)
  fs.rmSync(folder, { recursive: true, force: true })
}

const seconds = (start: string) => median(rows.filter(row => row.start === start).map(row => row.seconds))
const memory = rows.flatMap(({ megabytes }) => (megabytes === '' ? [] : [megabytes]))
report(
  rows.map(row => ({ ...row })),
  {
    firstStartSeconds: significant(seconds('first')),
    secondStartSeconds: significant(seconds('second')),
    // Memory of a process can be asked for on Linux only.
    ...(memory.length > 0 ? { idleMegabytes: Math.round(median(memory)) } : {}),
  },
)

async function measure(start: string, folder: string, idleSeconds: number): Promise<void> {
  const port = await freePort()
  const startedAt = performance.now()
  const child = spawn(process.execPath, ['scripts/start.mjs', '--demo', '--port', String(port), '--data', folder], {
    cwd: repository,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  try {
    await usable(`http://127.0.0.1:${port}`, child)
    const taken = (performance.now() - startedAt) / 1000
    await sleep(idleSeconds * 1000)
    const megabytes = idleSeconds > 0 ? residentMegabytes(childOf(child.pid!) ?? 0) : undefined
    rows.push({ start, seconds: significant(taken), megabytes: megabytes === undefined ? '' : Math.round(megabytes) })
  } finally {
    await end(child)
  }
}

/** The page, the health check and a sign-in: what somebody needs to begin. */
async function usable(url: string, child: ChildProcess): Promise<void> {
  const until = performance.now() + LIMIT_MS
  const answers = (place: string, accept: string) =>
    fetch(url + place, { headers: { accept } }).then(
      answer => answer.ok,
      () => false,
    )
  while (!((await answers('/health', '*/*')) && (await answers('/', 'text/html')))) {
    if (child.exitCode !== null || performance.now() > until) throw new Error('the engine did not become ready')
    await sleep(20)
  }
  await signIn(url, 'sr1', 'jingwei-demo')
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
