import fs from 'node:fs/promises'
import type { Configuration } from '../../host/configuration.ts'
import { InvalidInput } from '../../base/errors.ts'
import type { Side } from '../../metadata/merge/merge-result.ts'
import type { PackPlan } from '../../runtime/packs/pack-plan.ts'
import { CasesFailed } from '../../runtime/publishing/case-gate.ts'
import type { CaseName } from '../../runtime/publishing/case-outcome.ts'
import type { Submitted } from '../../runtime/publishing/submit-publication.ts'
import { jsonOption, type CommandArgs, type ExitCode, type Option } from '../command.ts'
import { configurationOf, installationOptions, type Surroundings } from '../settings.ts'
import type { Terminal } from '../terminal.ts'
import { printPlan } from './pack-plan-report.ts'
import { failedCaseText, setAsideOf, setAsideOption } from './set-aside.ts'

export interface PackPlanParts extends Surroundings {
  /** Makes a plan, decides what is asked, and applies it if wished. Throws the refusals of plans and of publishing. */
  runPackPlan(configuration: Configuration, order: PackOrder): Promise<PackOutcome>
}

export type PackSource =
  /** `from`: a pack file, or a pack folder. */
  | { action: 'install' | 'upgrade'; from: string; allowOlder: boolean; allowUnsigned: readonly string[] }
  | { action: 'uninstall'; pack: string }
  | { action: 'import'; from: string }

export interface PlanDecisions {
  choices: Readonly<Record<string, Side>>
  /** For every conflict that `choices` does not name; null leaves them open. */
  take: Side | null
  apply: boolean
  note: string | null
  /** Failed cases that it is to be published with. */
  setAside?: readonly CaseName[]
}

export interface PackOrder extends PlanDecisions {
  source: PackSource
}

export interface PackOutcome {
  plan: PackPlan
  /** Null: only planned, or not applied because conflicts are open. */
  applied: Pick<Submitted, 'id' | 'state'> | null
}

/** Options of every command that makes a plan, wherever. */
export const decisionOptions: Record<string, Option> = {
  apply: { type: 'boolean', help: 'Do it; without, only show what would change' },
  take: { type: 'string', value: 'side', help: 'Decide every open conflict: base, theirs or ours' },
  choices: { type: 'string', value: 'file', help: 'Decide conflicts one by one: {"<key>": "base|theirs|ours"}' },
  note: { type: 'string', help: 'Why, kept with the versions' },
  'set-aside': setAsideOption,
  json: jsonOption,
}

/** Options of every command that makes a plan for this installation. */
export const planOptions: Record<string, Option> = { ...installationOptions, ...decisionOptions }

const SIDES: readonly string[] = ['base', 'theirs', 'ours']
const isSide = (value: unknown): value is Side => typeof value === 'string' && SIDES.includes(value)

/** Runs a plan for this installation and says what would change or has changed. */
export const runPlan = (
  source: PackSource,
  args: CommandArgs,
  parts: PackPlanParts,
  terminal: Terminal,
): Promise<ExitCode> =>
  withDecisions(args, terminal, decisions => parts.runPackPlan(configurationOf(args, parts), { source, ...decisions }))

/** Reads what is decided, runs, and reports. Exit code 1 while conflicts are open or definitions are faulty. */
export async function withDecisions(
  args: CommandArgs,
  terminal: Terminal,
  run: (decisions: PlanDecisions) => Promise<PackOutcome>,
): Promise<ExitCode> {
  const { take, choices, apply, note } = args.values
  if (take !== undefined && !isSide(take)) {
    terminal.complain(`--take is base, theirs or ours, not "${String(take)}".`)
    return 2
  }
  const decisions: PlanDecisions = {
    choices: choices === undefined ? {} : await readChoices(String(choices)),
    take: take ?? null,
    apply: apply === true,
    note: note === undefined ? null : String(note),
    setAside: setAsideOf(args),
  }
  try {
    return report(await run(decisions), decisions, terminal, args.values['json'] === true)
  } catch (error) {
    if (!(error instanceof CasesFailed)) throw error
    for (const each of error.blocking) terminal.print(failedCaseText(each))
    terminal.complain(error.message)
    return 1
  }
}

function report(
  { plan, applied, ...rest }: PackOutcome,
  order: PlanDecisions,
  terminal: Terminal,
  json: boolean,
): ExitCode {
  const faulty = plan.diagnostics.some(each => each.severity === 'error')
  if (json) terminal.print(JSON.stringify({ plan, applied, ...rest }))
  else {
    printPlan(plan, terminal)
    terminal.print(lastLine(plan, applied, order))
  }
  return plan.open > 0 || faulty ? 1 : 0
}

function lastLine({ open }: PackPlan, applied: PackOutcome['applied'], { apply }: PlanDecisions): string {
  if (applied?.state === 'published') return `Done, as publication ${applied.id}.`
  if (applied) return `It waits for the approval of a second person, as publication ${applied.id}.`
  if (open > 0) return `${open} conflict(s) are open: decide them with --take or --choices. Nothing was changed.`
  return apply ? 'Nothing was changed.' : 'Nothing was changed. Run it again with --apply.'
}

async function readChoices(file: string): Promise<Record<string, Side>> {
  let content: unknown
  try {
    content = JSON.parse(await fs.readFile(file, 'utf8'))
  } catch (cause) {
    throw new BadChoices(file, (cause as Error).message)
  }
  if (typeof content !== 'object' || content === null) throw new BadChoices(file, 'it must hold one JSON object')
  for (const [key, side] of Object.entries(content))
    if (!isSide(side)) throw new BadChoices(file, `"${key}" must be base, theirs or ours`)
  return content as Record<string, Side>
}

export class BadChoices extends InvalidInput {
  constructor(file: string, reason: string) {
    super('pack_plan.bad_choices', `The choices in "${file}" can't be used: ${reason}.`)
  }
}
