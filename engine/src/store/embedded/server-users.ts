import fs from 'node:fs'
import path from 'node:path'
import { isAlive } from './is-alive.ts'

let entries = 0

/**
 * Which processes use an embedded server: one empty file per use, named by the process id. The last one to leave stops
 * the server, also when it was another process that started it and was killed. A command beside a running engine stops
 * nothing. Returns the entry to give back to `unregisterUser`.
 */
export function registerUser(base: string): string {
  const entry = path.join(base, 'users', `${process.pid}-${++entries}`)
  fs.mkdirSync(path.dirname(entry), { recursive: true })
  fs.writeFileSync(entry, '')
  return entry
}

/** Takes an entry off the list. Returns true when nobody else alive is on it. */
export function unregisterUser(entry: string): boolean {
  fs.rmSync(entry, { force: true })
  const folder = path.dirname(entry)
  const others = fs.readdirSync(folder)
  const dead = others.filter(other => !isAlive(Number.parseInt(other, 10)))
  for (const other of dead) fs.rmSync(path.join(folder, other), { force: true })
  return dead.length === others.length
}
