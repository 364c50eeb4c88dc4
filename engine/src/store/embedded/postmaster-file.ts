import fs from 'node:fs'
import path from 'node:path'

/** `postmaster.pid` as PostgreSQL writes it (pidfile.h): who runs on this data folder, and where he listens. */
export interface PostmasterFile {
  pid: number
  port: number
  /** Id of the shared memory segment, by which PostgreSQL itself sees whether old backends still live. */
  sharedMemoryId: string | null
}

/** Null when there is no such file, or when it is only half written. */
export function readPostmasterFile(data: string): PostmasterFile | null {
  let lines: string[]
  try {
    lines = fs.readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return null
  }
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (!pid || !port) return null
  return { pid, port, sharedMemoryId: lines[6]?.trim().split(/\s+/)[1] ?? null }
}

/**
 * Removes `postmaster.pid` if it blocks a start wrongly: its process was killed and waits as a zombie to be collected,
 * or its number now belongs to another program. PostgreSQL takes both for a living server. Backends that outlived their
 * server still write to the data, so the file stays as long as anybody is attached to its shared memory.
 *
 * Only Linux tells enough to decide; elsewhere nothing is removed. Returns whether the file was removed.
 */
export function removeDeadPostmasterFile(data: string, file: PostmasterFile): boolean {
  if (process.platform !== 'linux' || isLivingPostgres(file.pid) || hasSharedMemoryUsers(file)) return false
  fs.rmSync(path.join(data, 'postmaster.pid'), { force: true })
  return true
}

function isLivingPostgres(pid: number): boolean {
  // /proc/<pid>/stat: `pid (name) state …`
  const stat = readProc(`/proc/${pid}/stat`)
  const [, name, state] = /\((.*)\) (\w)/.exec(stat) ?? []
  return name === 'postgres' && state !== 'Z'
}

/** /proc/sysvipc/shm: key, shmid, perms, size, cpid, lpid, nattch … */
function hasSharedMemoryUsers({ sharedMemoryId }: PostmasterFile): boolean {
  const rows = readProc('/proc/sysvipc/shm').split('\n')
  const row = rows.map(line => line.trim().split(/\s+/)).find(columns => columns[1] === sharedMemoryId)
  return row !== undefined && Number(row[6]) > 0
}

function readProc(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
