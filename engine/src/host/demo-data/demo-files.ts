import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { InvalidInput } from '../../base/errors.ts'

export interface DemoAccount {
  login: string
  person: unknown
}

/** One command of the demo's history, done by the person of that login at `at` (`-12d` before now). */
export interface DemoStep {
  at: string
  as: string
  create?: string
  key?: string
  data?: Record<string, unknown>
  transition?: string
  complete?: string
  record?: string
  outcome?: string
  opinion?: string
}

export interface DemoFiles {
  password: string
  /** Rows by entity, in the order in which entities are loaded. */
  rows: { entity: string; rows: Record<string, unknown>[] }[]
  accounts: DemoAccount[]
  steps: DemoStep[]
}

/** Demo data of a pack folder, or undefined when it has none. Throws BadDemoData with the file's name. */
export function readDemoFiles(packFolder: string): DemoFiles | undefined {
  const folder = path.join(packFolder, 'demo-data')
  if (!existsSync(path.join(folder, 'manifest.json'))) return undefined
  const manifest = readJson<{ password: string; entities: string[] }>(folder, 'manifest.json')
  return {
    password: manifest.password,
    rows: manifest.entities.map(entity => ({ entity, rows: readLines(folder, `${entity}.jsonl`) })),
    accounts: readJson(folder, 'accounts.json'),
    steps: readJson(folder, 'steps.json'),
  }
}

function readJson<T>(folder: string, name: string): T {
  return parse(readFileSync(path.join(folder, name), 'utf8'), path.join(folder, name))
}

function readLines(folder: string, name: string): Record<string, unknown>[] {
  const file = path.join(folder, name)
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.flatMap((line, i) =>
    line.trim() === '' ? [] : [parse<Record<string, unknown>>(line, `${file}:${i + 1}`)],
  )
}

function parse<T>(text: string, place: string): T {
  try {
    return JSON.parse(text) as T
  } catch (error) {
    throw new BadDemoData(place, (error as Error).message)
  }
}

export class BadDemoData extends InvalidInput {
  constructor(place: string, reason: string) {
    super('demo_data.invalid', `${place}: ${reason}`)
  }
}
