import { spawn } from 'node:child_process'

/**
 * Runs one step of a script. Says what it does when it takes longer than a second, and how long it took.
 *
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const startedAt = performance.now()
  let told = false
  const timer = setTimeout(() => {
    told = true
    console.log(`${title} …`)
  }, 1000)
  try {
    const result = await work()
    if (told) console.log(`${title}: ${seconds(startedAt)} s`)
    return result
  } finally {
    clearTimeout(timer)
  }
}

/** Seconds since a `performance.now()`, with one decimal. */
export const seconds = startedAt => ((performance.now() - startedAt) / 1000).toFixed(1)

/**
 * Runs a program quietly. What it printed is shown only when it fails; then the script ends with its exit code.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<void>}
 */
export function runQuietly(program, args, options = {}) {
  return new Promise(resolve => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk))
    child.on('error', error => fail(`${program} can't be started: ${error.message}`, 1))
    child.on('close', code => (code === 0 ? resolve() : fail(output.trimEnd(), code ?? 1)))
  })
}

function fail(message, code) {
  console.error(message)
  process.exit(code)
}
