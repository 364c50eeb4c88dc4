import { setImmediate as nextTurn } from 'node:timers/promises'
import { InvalidInput } from '../../base/errors.ts'
import type { CaseFile } from '../../metadata/case-file.ts'
import type { CompileOutput } from '../../metadata/compile-definitions.ts'
import type { Prepared } from './prepared.ts'

/** How the cases went that had to run before publishing. */
export interface CaseOutcome {
  passed: number
  failed: FailedCase[]
}

export interface FailedCase {
  file: string
  key: string
  title: string
  /** What differed, pointer by pointer. */
  differences: readonly unknown[]
}

/** Runs case files in memory; main.ts gives it, with the functions of the modules. */
export type RunCases = (input: {
  caseFiles: readonly CaseFile[]
  compiled: CompileOutput['compiled']
}) => Promise<CaseOutcome>

const BUDGET_MS = 30_000

/**
 * Runs the cases of the changed definitions and of all that use them, directly or through others; with changed packs
 * also those of the functions. Gives way to requests between two files. Throws CasesTakeTooLong.
 */
export async function runConcernedCases(prepared: Prepared, run: RunCases, budgetMs = BUDGET_MS): Promise<CaseOutcome> {
  const { compiled } = prepared.output
  const until = performance.now() + budgetMs
  const outcome: CaseOutcome = { passed: 0, failed: [] }
  for (const caseFile of concernedFiles(prepared)) {
    if (performance.now() > until) throw new CasesTakeTooLong(budgetMs)
    const { passed, failed } = await run({ caseFiles: [caseFile], compiled })
    outcome.passed += passed
    outcome.failed.push(...failed)
    await nextTurn()
  }
  return outcome
}

function concernedFiles({ output, changed, now, target }: Prepared): CaseFile[] {
  const concerned = withDependents(
    changed.map(each => nameOf(each.id)),
    output,
  )
  const packsChanged = now?.packs !== target.packs
  return output.caseFiles.filter(({ kind, name }) =>
    kind === 'function' ? packsChanged : concerned.has(`${kind}/${name}`),
  )
}

/** These `<kind>/<name>` and all that reach them by references. */
export function withDependents(
  names: readonly string[],
  { references }: Pick<CompileOutput, 'references'>,
): Set<string> {
  const usedBy = new Map<string, string[]>()
  for (const [id, uses] of references)
    for (const { to } of uses) {
      const [used = ''] = to.split('#')
      usedBy.set(used, [...(usedBy.get(used) ?? []), nameOf(id)])
    }
  const found = new Set<string>()
  const open = [...names]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue
    found.add(name)
    open.push(...(usedBy.get(name) ?? []))
  }
  return found
}

/** `<kind>/<name>` of an id. */
const nameOf = (id: string): string => id.slice(id.indexOf('/') + 1)

export class CasesFailed extends InvalidInput {
  readonly cases: CaseOutcome
  constructor(cases: CaseOutcome) {
    const [first] = cases.failed
    super(
      'publication.cases_failed',
      `${cases.failed.length} case(s) failed; nothing was published. First: ${first!.file} ${first!.key}: ${first!.title}. Correct the definition or its case.`,
      { details: { cases } },
    )
    this.cases = cases
  }
}

export class CasesTakeTooLong extends InvalidInput {
  constructor(budgetMs: number) {
    super(
      'publication.cases_too_slow',
      `The cases took longer than ${budgetMs / 1000} s; nothing was published. Run \`jingwei test\` to see which ones are slow.`,
    )
  }
}
