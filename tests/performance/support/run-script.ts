import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Figures of a script: the JSON object in its last line. */
export type Figures = Record<string, number>

/** Runs a script in a process of its own. Throws when it says that its work was left undone (`ok: false`). */
export async function runScript(
  [script, ...rest]: readonly [string, ...string[]],
  env: Record<string, string>,
): Promise<Figures> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=development', script, ...rest], {
    env: { ...process.env, ...env },
  })
  const last = stdout.trim().split('\n').at(-1)!
  const figures = JSON.parse(last) as Figures & { ok?: boolean }
  if (figures.ok === false) throw new Error(`${script} left work undone: ${last}`)
  return figures
}
