import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { ConformanceCase } from './case-file.ts'

const MODELS = path.join(import.meta.dirname, 'models')

/** `<group>/<name>` of every model. */
export const modelNames: readonly string[] = readdirSync(MODELS, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.bpmn'))
  .map(name => name.slice(0, -'.bpmn'.length))
  .sort()

export function readModel(name: string): { text: string; testCase: ConformanceCase } {
  const read = (suffix: string) => readFileSync(path.join(MODELS, `${name}${suffix}`), 'utf8')
  return { text: read('.bpmn'), testCase: JSON.parse(read('.case.json')) as ConformanceCase }
}
