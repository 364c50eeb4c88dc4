import type { Configuration } from '../../host/configuration.ts'
import type { Comparison, DescribedChange } from '../../metadata/compare/change.ts'
import { jsonOption, type Command } from '../command.ts'
import { configurationOf, installationOptions, type Surroundings } from '../settings.ts'
import type { Terminal, Tone } from '../terminal.ts'

export interface DiffParts extends Surroundings {
  /** What changes from one file or pack to another, by file; equal files are left out. */
  comparePaths(before: string, after: string): Promise<{ file: string; comparison: Comparison }[]>
  /** The same from the pack as it is installed, without the local layer, to this one. Throws PackNotInstalled. */
  compareInstalled(configuration: Configuration, pack: string): Promise<{ file: string; comparison: Comparison }[]>
}

export const diff: Command<DiffParts> = {
  name: 'diff',
  summary: 'Show what changes between two definitions or two packs',
  usage: '<before> <after> | <pack> --installed',
  options: {
    installed: { type: 'boolean', help: 'From the pack as this installation has it, to the one that is named' },
    breaking: { type: 'boolean', help: 'Exit code 1 when a change breaks stored data or callers' },
    json: jsonOption,
    ...installationOptions,
  },
  examples: [
    'diff sales-1.0.0.jwpack packs/sales # packs are folders or files',
    'diff old/order.entity.json new/order.entity.json --breaking',
    'diff packs/sales --installed # what publishing this folder would change, without your own changes',
  ],
  positionals: { atLeast: 1 },
  async run(args, parts, terminal) {
    const { positionals, values } = args
    const [before = '', after = ''] = positionals
    const isInstalled = values['installed'] === true
    if (positionals.length !== (isInstalled ? 1 : 2)) {
      terminal.complain('Name two files or packs, or one pack with --installed.')
      return 2
    }
    const files = isInstalled
      ? await parts.compareInstalled(configurationOf(args, parts), before)
      : await parts.comparePaths(before, after)
    if (values['json']) terminal.print(JSON.stringify({ files }))
    else if (files.length === 0) terminal.print('Nothing changes.')
    else for (const { file, comparison } of files) print(file, comparison, terminal)
    return values['breaking'] && files.some(({ comparison }) => comparison.impact === 'breaking') ? 1 : 0
  },
}

function print(file: string, comparison: Comparison, terminal: Terminal): void {
  terminal.print(terminal.tint('strong', file))
  for (const change of comparison.changes) terminal.print(`  ${sentence(change, terminal)}`)
}

const SIGNS: Readonly<Record<DescribedChange['op'], [sign: string, tone: Tone]>> = {
  add: ['+', 'added'],
  remove: ['-', 'removed'],
  replace: ['~', 'strong'],
  move: ['↕', 'faint'],
}

/** `~ field retyped: amount (/properties/amount/type) "string" → "integer" [breaking]` */
function sentence(
  { op, code, subject, at, before, after, behind, impact }: DescribedChange,
  { tint }: Terminal,
): string {
  const [sign, tone] = SIGNS[op]
  const values = { add: brief(after), remove: brief(before), replace: `${brief(before)} → ${brief(after)}`, move: '' }[
    op
  ]
  const place = op === 'move' ? ` ${behind === null ? 'to the front' : `behind ${behind}`}` : ''
  const what = `${code.replaceAll('_', ' ')}${subject === '' ? '' : `: ${subject}`}`
  const grave = impact === 'breaking' || impact === 'needs_migration'
  const means = impact === 'none' ? '' : ` ${tint(grave ? 'warning' : 'faint', `[${impact.replace('_', ' ')}]`)}`
  return `${tint(tone, sign)} ${what}${place} ${tint('faint', at)} ${values}`.trimEnd() + means
}

/** The value on one line, cut where it would fill the screen. */
function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? ''
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`
}
