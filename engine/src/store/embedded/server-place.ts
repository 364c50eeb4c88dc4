import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { PlatformBinaries } from './platform-binaries.ts'
import { canRun, canWrite, giveTo, type ServerUser } from './server-user.ts'

/** Where a server's files lie. */
export interface ServerPlace {
  /** Folder with `data`, `meta.json` and `server.log`. */
  base: string
  /** Folder with the runnable programs. */
  bin: string
  /** Set when the wished data folder can't be reached by the server's user: why the data lies elsewhere. */
  moved: string | null
}

const SHARED = '/var/lib/jingwei'

/**
 * Decides on the folders. As root the server runs as another user, who may be unable to enter the checkout
 * (below /root, say): then the data goes to /var/lib/jingwei/<hash of the wished folder>, and the programs are
 * copied (60 MB, once per version) to a place that everybody can read.
 */
export function serverPlace(dataDir: string, binaries: PlatformBinaries, user: ServerUser | null): ServerPlace {
  const folder = `pg${binaries.major}`
  const wished = path.join(path.resolve(dataDir), folder)
  if (!user) return { base: makeFolder(wished, user), bin: path.join(binaries.home, 'bin'), moved: null }
  const reachable = isReachable(wished, user)
  return {
    base: reachable ? wished : makeFolder(path.join(elsewhere(dataDir), folder), user),
    bin: runnableBinaries(binaries, user),
    moved: reachable ? null : `${path.resolve(dataDir)} can't be reached by the user that PostgreSQL runs as`,
  }
}

function elsewhere(dataDir: string): string {
  const hash = crypto.createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 12)
  return path.join(SHARED, hash)
}

function isReachable(base: string, user: ServerUser): boolean {
  const isNew = !fs.existsSync(base)
  makeFolder(base, user)
  if (canWrite(user, base)) return true
  if (isNew) fs.rmdirSync(base)
  return false
}

function makeFolder(folder: string, user: ServerUser | null): string {
  fs.mkdirSync(folder, { recursive: true })
  giveTo(user, folder)
  return folder
}

function runnableBinaries(binaries: PlatformBinaries, user: ServerUser): string {
  const bin = path.join(binaries.home, 'bin')
  if (canRun(user, path.join(bin, 'postgres'))) return bin
  const copy = path.join(SHARED, `postgresql-${binaries.version}`)
  if (!fs.existsSync(copy)) copyWhole(binaries.home, copy)
  return path.join(copy, 'bin')
}

/** Under another name first: a copy that was cut short must not look like a whole one. */
function copyWhole(from: string, to: string): void {
  const draft = `${to}.${process.pid}`
  fs.mkdirSync(path.dirname(to), { recursive: true })
  fs.cpSync(from, draft, { recursive: true, verbatimSymlinks: true })
  fs.chmodSync(draft, 0o755)
  try {
    fs.renameSync(draft, to)
  } catch {
    // Another process finished the same copy first.
    fs.rmSync(draft, { recursive: true, force: true })
  }
}
