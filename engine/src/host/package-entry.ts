import { existsSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** A package of a module or plugin on this machine. */
export interface PackageEntry {
  folder: string
  /** File to import. */
  entry: string
  name: string
  version: string
}

/**
 * Finds an installed package by its npm name, looking in `node_modules` from `from` upwards as Node does, or by a path
 * that begins with `.` or `/`. Undefined when there is none.
 */
export function packageEntry(name: string, from: string): PackageEntry | undefined {
  const folder = isPath(name)
    ? path.resolve(from, name)
    : ancestors(from)
        .map(at => path.join(at, 'node_modules', name))
        .find(hasManifest)
  if (folder === undefined || !hasManifest(folder)) return undefined
  const real = realpathSync(folder)
  const manifest = JSON.parse(readFileSync(path.join(real, 'package.json'), 'utf8')) as Manifest
  return {
    folder: real,
    entry: path.resolve(real, entryOf(manifest, real)),
    name: manifest.name,
    version: manifest.version,
  }
}

interface Manifest {
  name: string
  version: string
  main?: string
  exports?: string | { '.'?: string | { development?: string; default?: string } }
}

const isPath = (name: string): boolean => name.startsWith('.') || path.isAbsolute(name)
const hasManifest = (folder: string): boolean => existsSync(path.join(folder, 'package.json'))

function ancestors(from: string): string[] {
  const parent = path.dirname(from)
  return parent === from ? [from] : [from, ...ancestors(parent)]
}

// Not `import.meta.resolve`: it looks from this file, not from the installation, and only knows the conditions that
// the process was started with. Sources run only outside of node_modules, because Node strips no types below it.
function entryOf(manifest: Manifest, folder: string): string {
  const root = typeof manifest.exports === 'object' ? manifest.exports['.'] : manifest.exports
  if (typeof root === 'string') return root
  const fromSource = RUNS_FROM_SOURCE && !folder.split(path.sep).includes('node_modules')
  return (fromSource ? root?.development : undefined) ?? root?.default ?? manifest.main ?? 'index.js'
}

const RUNS_FROM_SOURCE = fileURLToPath(import.meta.url).endsWith('.ts')
