import type { DescribedChange } from '../../metadata/compare/change.ts'
import type { LocalConflict } from '../../runtime/packs/merge-local.ts'
import type { PackPlan } from '../../runtime/packs/pack-plan.ts'
import type { Terminal } from '../terminal.ts'
import { printDiagnostics } from '../print-diagnostics.ts'
import { signatureText } from './pack-inspect.ts'

/** Prints what a plan would change, and what somebody has to decide first. */
export function printPlan(plan: PackPlan, terminal: Terminal): void {
  terminal.print(terminal.tint('strong', headline(plan)))
  if (plan.signature) terminal.print(signatureText(plan.signature))
  printDefinitions(plan, terminal)
  printLocal(plan, terminal)
  printData(plan, terminal)
  for (const conflict of plan.conflicts) printConflict(conflict, terminal)
  printDiagnostics(plan.diagnostics, terminal)
  if (plan.returns)
    terminal.print(
      terminal.tint(
        'warning',
        'The settings name the folder of this pack: take it out there, or it comes back with the next start.',
      ),
    )
}

function headline({ action, pack }: PackPlan): string {
  if (!pack) return 'Import of a local layer'
  const { name, from, to } = pack
  if (action === 'uninstall') return `Uninstall ${name} ${from}`
  return from === null ? `Install ${name} ${to}` : `Upgrade ${name} ${from} → ${to}`
}

function printDefinitions({ definitions: { added, changed, removed } }: PackPlan, terminal: Terminal): void {
  for (const { id, title } of added) terminal.print(terminal.tint('added', `+ ${id}  ${title}`))
  for (const { id, title } of removed) terminal.print(terminal.tint('removed', `- ${id}  ${title}`))
  for (const { id, title, comparison } of changed) {
    terminal.print(`~ ${id}  ${title}`)
    for (const change of comparison.changes) terminal.print(`    ${changeText(change)}`)
  }
}

const changeText = ({ code, subject, impact }: DescribedChange): string =>
  `${code.replaceAll('_', ' ')}: ${subject}${impact === 'none' || impact === 'safe' ? '' : ` (${impact.replaceAll('_', ' ')})`}`

const STATES: Record<PackPlan['local'][number]['state'], string> = {
  kept: 'kept',
  merged: 'merged',
  taken_over: 'the pack says the same now; no local change is left',
  dropped: 'given up',
  in_conflict: 'to be decided',
}

function printLocal({ local }: PackPlan, terminal: Terminal): void {
  if (local.length > 0) terminal.print(terminal.tint('strong', 'Your own changes'))
  for (const { id, state, kept, taken } of local)
    terminal.print(`  ${id}: ${STATES[state]} (${kept} of yours, ${taken} from the other side)`)
}

/** The sentences about the tables name entities that go, with the records that stay: orphans are among them. */
function printData({ schema, running }: PackPlan, terminal: Terminal): void {
  const said = [schema?.statements ?? [], schema?.breaks ?? [], running]
  if (said.some(each => each.length > 0)) terminal.print(terminal.tint('strong', 'Records and running instances'))
  for (const sentence of schema?.statements ?? []) terminal.print(`  ${sentence}`)
  for (const { entity, field, problem, rows, blocks } of schema?.breaks ?? [])
    terminal.print(
      terminal.tint(
        blocks ? 'error' : 'warning',
        `  ${entity}.${field}: ${rows} record(s), ${problem.replaceAll('_', ' ')}`,
      ),
    )
  for (const { flow, instances } of running)
    terminal.print(
      terminal.tint(
        'warning',
        `  ${flow}: ${instances} running instance(s) go on to their end; where their records go too, they wait until those are back`,
      ),
    )
}

function printConflict({ key, title, reason, choice, ...sides }: LocalConflict, terminal: Terminal): void {
  const state = choice === undefined ? terminal.tint('error', 'open') : terminal.tint('good', choice)
  terminal.print(`! ${title}: ${reason.replaceAll('_', ' ')} [${state}]`)
  // Quoted: what stands in a file of choices is copied from here.
  terminal.print(`    key    ${JSON.stringify(key)}`)
  for (const side of ['base', 'theirs', 'ours'] as const) terminal.print(`    ${side.padEnd(7)}${shown(sides[side])}`)
}

const LONGEST = 160

function shown(value: unknown): string {
  if (value === undefined || value === null) return '(nothing)'
  if (typeof value === 'string' && value.includes('\n'))
    return `(a text of ${value.trimEnd().split('\n').length} lines)`
  const text = JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
