import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { ImportVerdict } from '../../../engine/src/kinds/flow/import/classify.ts'
import { importFlow, type FlowImport } from '../../../engine/src/kinds/flow/import/import-flow.ts'
import type { ConformanceCase } from '../case-file.ts'

/** What stands beside a foreign model. */
export interface ForeignCase {
  verdict: ImportVerdict
  /** Code that it runs → functions of the test. */
  map?: Record<string, string>
  /** Elements that can't run, each with words of the reason. */
  refused?: { element: string; why: string }[]
  /** What a run of it does; refused models have none. */
  case?: ConformanceCase
}

export interface ForeignModel {
  /** `camunda7/invoice`. */
  name: string
  text: string
  expected: ForeignCase
}

/** Models in the conventions of other tools, with what becomes of them here. */
export const foreignModels = (): ForeignModel[] =>
  readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.bpmn'))
    .map(name => name.slice(0, -'.bpmn'.length))
    .sort()
    .map(name => ({
      name,
      text: read(`${name}.bpmn`),
      expected: JSON.parse(read(`${name}.case.json`)) as ForeignCase,
    }))

const read = (name: string): string => readFileSync(path.join(import.meta.dirname, name), 'utf8')

/** As `jingwei import` does it, with the functions of its case. */
export const imported = ({ name, text, expected: { map = {} } }: ForeignModel): Promise<FlowImport> =>
  importFlow({ text, file: `${name}.bpmn`, map })
