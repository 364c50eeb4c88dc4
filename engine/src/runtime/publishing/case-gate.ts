import { setImmediate as nextTurn } from 'node:timers/promises'
import { InvalidInput } from '../../base/errors.ts'
import type { CaseFile } from '../../metadata/case-file.ts'
import type { CompileOutput } from '../../metadata/compile-definitions.ts'
import { tolerate, type CaseOutcome, type FailedCase } from './case-outcome.ts'
import type { Prepared } from './prepared.ts'

/** Runs case files in memory; main.ts gives it, with the functions of the modules. */
export type RunCases = (input: {
  caseFiles: readonly CaseFile[]
  compiled: CompileOutput['compiled']
}) => Promise<{ passed: number; failed: readonly Omit<FailedCase, 'of'>[] }>

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
    const { passed, failed } = await runFile(caseFile, compiled, run)
    outcome.passed += passed
    outcome.failed.push(...failed)
    await nextTurn()
  }
  return outcome
}

/** Marks failed cases that fail with what is in force too: what was let through once is not asked about again. */
export async function markKnown(outcome: CaseOutcome, inForce: CompileOutput, run: RunCases): Promise<CaseOutcome> {
  const subjects = new Set(outcome.failed.map(each => each.of))
  const files = inForce.caseFiles.filter(({ kind, name }) => subjects.has(`${kind}/${name}`))
  const known: FailedCase[] = []
  for (const file of files) known.push(...(await runFile(file, inForce.compiled, run)).failed)
  return tolerate(outcome, known, 'known')
}

async function runFile(file: CaseFile, compiled: CompileOutput['compiled'], run: RunCases): Promise<CaseOutcome> {
  const { passed, failed } = await run({ caseFiles: [file], compiled })
  return { passed, failed: failed.map(each => ({ of: `${file.kind}/${file.name}`, ...each })) }
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
  /** Those of them that nobody lets through. */
  readonly blocking: readonly FailedCase[]
  constructor(cases: CaseOutcome) {
    const blocking = cases.failed.filter(each => each.tolerated === undefined)
    const [first] = blocking
    super(
      'publication.cases_failed',
      `${blocking.length} case(s) failed; nothing was published. First: ${first!.file} ${first!.key}: ${first!.title}. Correct the definition or its case; where the change is meant to differ from a pack's case, set the case aside.`,
      { details: { cases } },
    )
    this.cases = cases
    this.blocking = blocking
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
