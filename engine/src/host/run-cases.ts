import { JingweiError, InvalidInput } from '../base/errors.ts'
import type { CaseFile, DefinitionCase } from '../metadata/case-file.ts'
import { differences, type Difference } from '../metadata/differences.ts'
import type { CompiledDefinition } from '../metadata/linker.ts'
import type { Texts } from '../metadata/locales.ts'
import { isPlainObject } from '../metadata/plain-object.ts'
import { snapshotOf } from '../metadata/snapshot-of.ts'
import type { Snapshot } from '../metadata/snapshot.ts'
import { DocumentRenderer } from '../rendering/document-renderer.ts'
import { ReachedParts, type Coverage, type Reached } from './cases/coverage.ts'
import { documentCaseRunner } from './cases/document-case.ts'
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
  snapshot: Snapshot
  /** Where runners note the rules and elements that a case went through. */
  reached: Reached
}

/** Runs one case and gives the whole result; errors of ours are compared as `{"error": …}`. */
export type CaseRunner = (name: string, testCase: DefinitionCase, world: CaseWorld) => Promise<unknown> | unknown

export interface CaseReport {
  passed: number
  failed: FailedCase[]
  /** All cases, in the order in which they ran. */
  cases: CaseResult[]
  /** How much of each rule set and flow the cases went through. */
  coverage: Coverage[]
}

export interface CaseResult {
  file: string
  /** `<kind>/<name>` of what is tested. */
  of: string
  key: string
  title: string
  milliseconds: number
  /** Empty when it passed. */
  differences: Difference[]
}

export type FailedCase = Pick<CaseResult, 'file' | 'key' | 'title' | 'differences'>

export interface CasesToRun {
  caseFiles: readonly CaseFile[]
  compiled: ReadonlyMap<string, CompiledDefinition>
  functions: readonly FunctionDefinition[]
  texts?: Texts
  /** Makes the documents of cases; default: one that ends with this run. Starting its thread takes half a second. */
  renderer?: DocumentRenderer
}

/** Runs the cases of compiled packs in memory, in the order of their files. */
export async function runCases(input: CasesToRun): Promise<CaseReport> {
  const reached = new ReachedParts()
  const renderer = input.renderer ?? new DocumentRenderer()
  const runners = runnersWith(renderer)
  const world = caseWorld(input, reached)
  const cases: CaseResult[] = []
  try {
    for (const { file, kind, name, cases: all } of input.caseFiles)
      for (const each of all) cases.push({ file, ...(await runCase(each, { kind, name, runners, world })) })
  } finally {
    if (!input.renderer) await renderer.stop()
  }
  const failed = cases.filter(each => each.differences.length > 0).map(failure)
  return {
    passed: cases.length - failed.length,
    failed,
    cases,
    coverage: reached.coverage(input.compiled.values()),
  }
}

const runnersWith = (renderer: DocumentRenderer): Readonly<Record<string, CaseRunner>> => ({
  function: runFunctionCase,
  'rule-set': runRuleSetCase,
  entity: runEntityCase,
  flow: runFlowDefinitionCase,
  'document-template': documentCaseRunner(renderer),
})

const failure = ({ file, key, title, differences: found }: CaseResult): FailedCase => ({
  file,
  key,
  title,
  differences: found,
})

async function runCase(
  testCase: DefinitionCase,
  about: { kind: string; name: string; runners: Readonly<Record<string, CaseRunner>>; world: CaseWorld },
): Promise<Omit<CaseResult, 'file'>> {
  const { kind, name, runners, world } = about
  const startedAt = performance.now()
  const actual = await resultOf(() => runners[kind]!(name, testCase, world))
  const found = differences(testCase.then, actual)
  const { key, title } = testCase
  const milliseconds = Math.round(performance.now() - startedAt)
  return { of: `${kind}/${name}`, key, title, milliseconds, differences: withReason(found, actual, testCase.then) }
}

/** What is in compiled packs, for those who try it. */
export function caseWorld(
  { compiled, functions, texts }: CasesToRun,
  reached: Reached = new ReachedParts(),
): CaseWorld {
  const snapshot = snapshotOf({ compiled, ...(texts && { texts }) })
  return {
    snapshot,
    reached,
    compiled: <Compiled>(kind: string, name: string) => {
      const found = snapshot.find<Compiled>(kind, name)
      if (found === undefined) throw new CaseSubjectFaulty(kind, name)
      return found.compiled
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
function withReason(found: Difference[], actual: unknown, then: unknown): Difference[] {
  const error = isPlainObject(actual) ? actual['error'] : undefined
  const isExpected = isPlainObject(then) && Object.hasOwn(then, 'error')
  if (error === undefined || (isExpected && found.length === 0)) return found
  return [{ pointer: '/error', expected: undefined, actual: error }, ...found]
}

/** Code `case.subject_faulty`: what a case needs has an error of its own. */
class CaseSubjectFaulty extends InvalidInput {
  constructor(kind: string, name: string) {
    super('case.subject_faulty', `The ${kind} "${name}" does not compile; see \`jingwei check\`.`)
  }
}
