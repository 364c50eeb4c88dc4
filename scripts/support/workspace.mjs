import { spawnSync } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { runQuietly, step } from './step.mjs'

/** The checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

const binFolder = path.join(root, 'node_modules', '.bin')

/** Installs what package-lock.json says, if something else is installed. Needs nothing but Node 20 and npm. */
export async function ensureInstalled() {
  if (isInstalled()) return
  const npm = npmCommand()
  await step('Installing the dependencies (npm ci)', () =>
    runQuietly(npm.program, [...npm.args, 'ci', '--ignore-scripts'], { cwd: root, shell: npm.shell }),
  )
}

/**
 * npm keeps a lock of what it really installed in node_modules/.package-lock.json. Packages of other platforms are in
 * one and not in the other.
 */
function isInstalled() {
  const [wished, installed] = ['package-lock.json', 'node_modules/.package-lock.json'].map(readPackages)
  if (!wished || !installed) return false
  return Object.entries(wished).every(
    ([place, { version, optional, link }]) =>
      place === '' ||
      link ||
      !place.includes('node_modules/') ||
      (installed[place]?.version ?? (optional && version)) === version,
  )
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, file), 'utf8')).packages
  } catch {
    return undefined
  }
}

function npmCommand() {
  const cli = process.env.npm_execpath
  if (cli && /npm-cli\.c?js$/.test(cli)) return { program: process.execPath, args: [cli], shell: false }
  return { program: 'npm', args: [], shell: process.platform === 'win32' }
}

/** Path of the Node that package-lock.json pins; of this one where npm has none for the platform and it is new enough. */
export function pinnedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const file = path.join(
    root,
    'node_modules',
    `node-${platform}-${process.arch}`,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  if (fs.existsSync(file)) return file
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath
  console.error(
    `npm has no Node 24 for ${process.platform} ${process.arch}. Install Node 24 or newer yourself and start again.`,
  )
  process.exit(2)
}

/** Environment in which every tool finds the pinned Node. */
export const pinnedEnvironment = () => ({
  ...process.env,
  PATH: [path.dirname(pinnedNode()), binFolder, process.env.PATH].join(path.delimiter),
})

/** Runs a script of an installed package (or any file) on the pinned Node, showing its output. Returns its exit code. */
export function runNode(args, options = {}) {
  return (
    spawnSync(pinnedNode(), args, { cwd: root, stdio: 'inherit', env: pinnedEnvironment(), ...options }).status ?? 1
  )
}

/** Engine folders whose files the designer bundles (through the door engine/src/model.ts). */
const DESIGNER_SOURCES = [
  ...['shell', 'renderer', 'workspace', 'studio', 'public', 'dev'].map(folder => `designer/${folder}`),
  ...['index.html', 'package.json', 'tsconfig.json', 'vite.config.ts'].map(file => `designer/${file}`),
  ...['model.ts', 'base', 'expression', 'query', 'metadata', 'kinds'].map(part => `engine/src/${part}`),
  'package-lock.json',
]

/** Builds designer/dist, if its sources have changed since it was built. */
export async function ensureDesigner() {
  const built = path.join(root, 'designer/dist/.sources')
  const hash = hashOf(DESIGNER_SOURCES)
  if (fs.existsSync(built) && fs.readFileSync(built, 'utf8') === hash) return
  const vite = path.join(root, 'node_modules/vite/bin/vite.js')
  await step('Building the designer', () =>
    runQuietly(pinnedNode(), [vite, 'build'], { cwd: path.join(root, 'designer'), env: pinnedEnvironment() }),
  )
  fs.writeFileSync(built, hash)
}

/** SHA-256 over the names and contents of files and folders, tests left out. */
function hashOf(places) {
  const hash = crypto.createHash('sha256')
  for (const place of places)
    for (const file of filesOf(path.join(root, place)))
      hash.update(path.relative(root, file)).update(fs.readFileSync(file))
  return hash.digest('hex')
}

function filesOf(place) {
  if (!fs.existsSync(place)) return []
  if (fs.statSync(place).isFile()) return [place]
  const entries = fs.readdirSync(place, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
  return files.map(entry => path.join(entry.parentPath ?? entry.path, entry.name)).sort()
}
