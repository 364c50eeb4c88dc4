import { JingweiError, InvalidInput } from '../base/errors.ts'
import type { CaseFile, DefinitionCase } from '../metadata/case-file.ts'
import { differences, type Difference } from '../metadata/differences.ts'
import type { CompiledDefinition } from '../metadata/linker.ts'
import { runEntityCase } from './cases/entity-case.ts'
import { runFlowDefinitionCase } from './cases/flow-case.ts'
import { runFunctionCase } from './cases/function-case.ts'
import { runRuleSetCase } from './cases/rule-set-case.ts'
import type { FunctionDefinition } from './sdk/define-function.ts'

/** What cases may reach: compiled definitions and registered functions, in memory. */
export interface CaseWorld {
  /** The compiled form of a definition. Throws when it has none. */
  compiled<Compiled>(kind: string, name: string): Compiled
  function(name: string): FunctionDefinition | undefined
}

/** Runs one case and gives the whole result; errors of ours are compared as `{"error": …}`. */
export type CaseRunner = (name: string, testCase: DefinitionCase, world: CaseWorld) => Promise<unknown> | unknown

export interface CaseReport {
  passed: number
  failed: FailedCase[]
}

interface FailedCase {
  file: string
  key: string
  title: string
  differences: Difference[]
}

const RUNNERS: Readonly<Record<string, CaseRunner>> = {
  function: runFunctionCase,
  'rule-set': runRuleSetCase,
  entity: runEntityCase,
  flow: runFlowDefinitionCase,
}

/** Runs the cases of compiled packs in memory, in the order of their files. */
export async function runCases(input: {
  caseFiles: readonly CaseFile[]
  compiled: ReadonlyMap<string, CompiledDefinition>
  functions: readonly FunctionDefinition[]
}): Promise<CaseReport> {
  const world = worldOf(input.compiled, input.functions)
  const report: CaseReport = { passed: 0, failed: [] }
  for (const { file, kind, name, cases } of input.caseFiles) {
    for (const each of cases) {
      const actual = await resultOf(() => RUNNERS[kind]!(name, each, world))
      const found = differences(each.then, actual)
      if (found.length === 0) report.passed++
      else report.failed.push({ file, key: each.key, title: each.title, differences: withReason(found, actual) })
    }
  }
  return report
}

function worldOf(
  compiled: ReadonlyMap<string, CompiledDefinition>,
  functions: readonly FunctionDefinition[],
): CaseWorld {
  const byName = new Map(
    [...compiled.values()].map(({ source, compiled: form }) => [`${source.kind}/${source.name}`, form]),
  )
  return {
    compiled: <Compiled>(kind: string, name: string) => {
      const found = byName.get(`${kind}/${name}`)
      if (found === undefined) throw new CaseSubjectFaulty(kind, name)
      return found as Compiled
    },
    function: name => functions.find(each => each.name === name),
  }
}

async function resultOf(run: () => unknown): Promise<unknown> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof JingweiError)) throw error
    const problems = error instanceof InvalidInput ? error.problems : []
    return { error: { code: error.code, message: error.message, problems } }
  }
}

/** A refusal that nobody expected is shown whole: the missing values alone would not say why. */
function withReason(found: Difference[], actual: unknown): Difference[] {
  const { error } = (actual ?? {}) as { error?: unknown }
  return error === undefined ? found : [{ pointer: '/error', expected: undefined, actual: error }, ...found]
}

/** Code `case.subject_faulty`: what a case needs has an error of its own. */
class CaseSubjectFaulty extends InvalidInput {
  constructor(kind: string, name: string) {
    super('case.subject_faulty', `The ${kind} "${name}" does not compile; see \`jingwei check\`.`)
  }
}
