import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'

/** PostgreSQL refuses to run as root: then it runs as `postgres` or, where there is no such user, as `nobody`. */
export interface ServerUser {
  uid: number
  gid: number
}

/** The user to change to; null when the process isn't root. */
export function serverUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null
  const users = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
  const found = users.find(user => user[0] === 'postgres') ?? users.find(user => user[0] === 'nobody')
  return { uid: Number(found?.[2] ?? 65_534), gid: Number(found?.[3] ?? 65_534) }
}

/** Gives a file or folder to the user. */
export function giveTo(user: ServerUser | null, place: string): void {
  if (user) fs.chownSync(place, user.uid, user.gid)
}

/** Can the user write in this folder? Asked of the system itself: modes, ACLs and mounts all have a say. */
export function canWrite(user: ServerUser, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -w "$0" && test -x "$0"', folder], { ...user, cwd: '/' }).status === 0
}

/** Can the user run this program? */
export function canRun(user: ServerUser, program: string): boolean {
  return spawnSync(program, ['-V'], { ...user, cwd: '/' }).status === 0
}

export interface Finished {
  status: number | null
  /** Standard error, or the reason why the program could not be started. */
  message: string
}

/**
 * Runs a program of PostgreSQL to its end. Never throws.
 *
 * `detached` ones leave a server behind that would hold a pipe open for ever, so their output is not read.
 */
export function runProgram(
  program: string,
  args: string[],
  user: ServerUser | null,
  detached = false,
): Promise<Finished> {
  return new Promise(resolve => {
    const child = spawn(program, args, { ...user, cwd: '/', stdio: ['ignore', 'ignore', detached ? 'ignore' : 'pipe'] })
    let message = ''
    child.stderr?.on('data', (chunk: Buffer) => (message += chunk.toString()))
    child.on('error', error => resolve({ status: null, message: error.message }))
    child.on('close', status => resolve({ status, message }))
  })
}
