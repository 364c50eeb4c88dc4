// `npm start`: installs and builds what has changed, then runs the engine on the pinned Node. Runs on Node 20 without
// any dependency, because in a bare clone there is none.
import { spawn } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { ensureDesigner, ensureInstalled, pinnedEnvironment, pinnedNode, root } from './support/workspace.mjs'

await ensureInstalled()
await ensureDesigner()

const main = path.join(root, 'engine/src/main.ts')
const engine = spawn(pinnedNode(), ['--conditions=development', main, 'start', ...process.argv.slice(2)], {
  cwd: root,
  // Without the cache every start strips and compiles the same sources again, half a second of work.
  env: { NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/jingwei'), ...pinnedEnvironment() },
  // The channel lets the engine notice when this process is killed, so that it never stays behind alone.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
})

// Ctrl-C reaches the engine by itself (the terminal sends it to both); a signal to this process alone does not.
// The engine takes both for one wish to stop.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => engine.connected && engine.send('stop', () => {}))

engine.on('error', error => {
  console.error(`The engine can't be started: ${error.message}`)
  process.exit(1)
})
engine.on('exit', (code, signal) => process.exit(code ?? 128 + (os.constants.signals[signal] ?? 0)))
