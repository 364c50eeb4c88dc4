import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeEach, expect, test } from 'vitest'

const repository = path.resolve(import.meta.dirname, '../..')
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-start-'))
fs.chmodSync(folder, 0o755)
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

let script: ChildProcess
let output: string

// A first start with an empty database makes tables and may build the designer; the later ones are quick.
beforeEach(async () => {
  await start()
}, 180_000)

test('Ctrl-C stops engine and database and exits 0', async () => {
  // The terminal sends it to the whole group.
  process.kill(-script.pid!, 'SIGINT')

  expect(await once(script, 'exit')).toEqual([0, null])
  expect(databaseRuns()).toBe(false)
})

test('SIGTERM to the script alone stops the engine too', async () => {
  script.kill('SIGTERM')

  expect(await once(script, 'exit')).toEqual([0, null])
  expect(databaseRuns()).toBe(false)
})

test('an engine whose script was killed does not stay behind', async () => {
  script.kill('SIGKILL')
  await once(script, 'exit')

  await until(() => !databaseRuns())
})

test('a wrong setting is said in one sentence and exits 2', async () => {
  script.kill('SIGTERM')
  await once(script, 'exit')

  const wrong = run({ PORT: 'abc' })

  expect(await once(wrong, 'exit')).toEqual([2, null])
  expect(output.trim()).toBe('PORT is "abc"; it must be a whole number from 0 (any free port) to 65535.')
})

async function start(): Promise<void> {
  script = run({ PORT: '0' })
  await until(() => /http:\/\/127\.0\.0\.1:\d+/.test(output))
}

/** In a process group of its own, as a terminal does it. */
function run(environment: Record<string, string>): ChildProcess {
  output = ''
  const env = { ...process.env, JINGWEI_DATA: folder, JINGWEI_LOG_LEVEL: 'warn', ...environment }
  const child = spawn(process.execPath, [path.join(repository, 'scripts/start.mjs')], {
    cwd: repository,
    env,
    detached: true,
  })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk))
  return child
}

const databaseRuns = (): boolean => fs.existsSync(path.join(folder, 'pg18/data/postmaster.pid'))

async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 150_000
  while (!condition()) {
    if (performance.now() > deadline || script.exitCode) throw new Error(`it did not happen:\n${output}`)
    await sleep(20)
  }
}
