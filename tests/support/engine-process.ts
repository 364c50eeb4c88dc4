import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface EngineProcess {
  /** `http://127.0.0.1:<port>` */
  url: string
  pid: number
  /** Everything it printed so far. */
  output(): string
  /** SIGTERM, and waits until it is gone. Resolves to the exit code. */
  stop(): Promise<number | null>
  /** SIGKILL: what a power cut does to the engine. */
  kill(): Promise<void>
}

const repository = path.resolve(import.meta.dirname, '../..')

/**
 * Starts a real engine in a process of its own: `jingwei start <args>`. Resolves when it answers /health.
 * `env` replaces settings, e.g. DATABASE_URL; a free port is taken unless `args` has one.
 */
export async function startEngineProcess(options: {
  args?: string[]
  env?: Record<string, string>
  cwd?: string
  timeoutMs?: number
}): Promise<EngineProcess> {
  const args = [path.join(repository, 'engine/bin/jingwei.mjs'), 'start', '--port', '0', ...(options.args ?? [])]
  const child = spawn(process.execPath, args, {
    cwd: options.cwd ?? repository,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout!.on('data', chunk => (output += chunk))
  child.stderr!.on('data', chunk => (output += chunk))
  const url = await address(child, () => output, options.timeoutMs ?? 60_000)
  return {
    url,
    pid: child.pid!,
    output: () => output,
    stop: () => end(child, 'SIGTERM'),
    kill: async () => void (await end(child, 'SIGKILL')),
  }
}

async function address(child: ChildProcess, output: () => string, timeoutMs: number): Promise<string> {
  const until = Date.now() + timeoutMs
  while (Date.now() < until && child.exitCode === null) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output())?.[0]
    if (url && (await healthy(url))) return url
    await sleep(30)
  }
  child.kill('SIGKILL')
  throw new Error(`the engine did not become ready (exit code ${child.exitCode}):\n${output()}`)
}

async function healthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`)).ok
  } catch {
    return false
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
  return child.exitCode
}
