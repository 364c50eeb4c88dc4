import type { Configuration } from '../../host/configuration.ts'
import { OtherRefused } from '../../host/other-installation.ts'
import type { Diagnostic } from '../../metadata/diagnostic.ts'
import type { Command, CommandArgs, ExitCode } from '../command.ts'
import { printDiagnostics } from '../print-diagnostics.ts'
import { configurationOf, installationOptions, type Surroundings } from '../settings.ts'
import type { Terminal } from '../terminal.ts'
import { decisionOptions, withDecisions, type PackOutcome, type PlanDecisions } from './pack-plan-options.ts'

export type PushSource =
  /** `from`: a pack file, or a pack folder, which is then signed with `keyFile`. */
  | { from: string; keyFile: string | null; allowOlder: boolean }
  /** The local layer of this installation; `only`: these definitions with what they use. */
  | { local: Configuration; only: readonly string[] | null }

export interface PushOrder extends PlanDecisions {
  source: PushSource
  to: { url: string; token: string }
}

export interface PushOutcome extends PackOutcome {
  /** Ids of local definitions that went with those that were named, because they use them. */
  further: readonly string[]
}

export interface PushParts extends Surroundings {
  /** Makes a plan on another server, decides what is asked, and applies it if wished. Throws what other-installation.ts says. */
  push(order: PushOrder): Promise<PushOutcome>
}

export const push: Command<PushParts> = {
  name: 'push',
  summary: 'Bring a pack, or your local changes, to another installation',
  usage: '<pack folder or file> | --local  --to <url>',
  options: {
    to: { type: 'string', value: 'url', help: 'The other server. Its access token comes in JINGWEI_TOKEN' },
    local: { type: 'boolean', help: 'Send the local layer of this installation' },
    only: { type: 'string', value: 'ids', help: 'Of the local layer only these, and what they use; with commas' },
    key: { type: 'string', value: 'file', help: 'Private key to sign a pack folder with' },
    'allow-older': { type: 'boolean', help: 'Send a version that is not higher than the one there' },
    ...decisionOptions,
    ...installationOptions,
  },
  positionals: { atLeast: 0 },
  examples: [
    'push definitions/sales --key acme.key --to https://test.example.com # show what would change there',
    'push --local --to https://prod.example.com --apply --note "Prices of May" # and do it',
    'push --local --only sales/rule-set/discount --to https://prod.example.com',
  ],
  async run(args, parts, terminal) {
    const token = parts.environment['JINGWEI_TOKEN'] ?? ''
    const wrong = wrongCall(args) ?? (token === '' ? NO_TOKEN : undefined)
    if (wrong !== undefined) {
      terminal.complain(wrong)
      return 2
    }
    const json = args.values['json'] === true
    const to = { url: String(args.values['to']), token }
    try {
      return await withDecisions(args, terminal, async decisions => {
        const outcome = await parts.push({ source: sourceOf(args, parts), to, ...decisions })
        if (!json) printFurther(outcome, terminal)
        return outcome
      })
    } catch (error) {
      if (!(error instanceof OtherRefused)) throw error
      return refused(error, terminal, json)
    }
  },
}

const NO_TOKEN =
  'Set JINGWEI_TOKEN to an access token of the other server. Somebody who may publish there makes one: jingwei token create, or POST /api/access-tokens.'

function wrongCall({ positionals, values }: CommandArgs): string | undefined {
  if (values['to'] === undefined) return 'Name the other server: --to <url>.'
  if (positionals.length > 1) return 'Only one pack is sent at a time.'
  if ((positionals.length === 1) === (values['local'] === true)) return 'Name a pack, or say --local.'
  if (values['only'] !== undefined && !values['local']) return '--only chooses from the local layer: say --local too.'
  return undefined
}

function sourceOf(args: CommandArgs, parts: Surroundings): PushSource {
  const { positionals, values } = args
  if (values['local']) {
    const only = values['only'] === undefined ? null : String(values['only']).split(',')
    return { local: configurationOf(args, parts), only: only?.map(id => id.trim()).filter(id => id !== '') ?? null }
  }
  const keyFile = (values['key'] as string | undefined) ?? null
  return { from: positionals[0]!, keyFile, allowOlder: values['allow-older'] === true }
}

function printFurther({ further }: PushOutcome, terminal: Terminal): void {
  if (further.length === 0) return
  terminal.print(terminal.tint('strong', 'Goes along, because it is used'))
  for (const id of further) terminal.print(`  ${id}`)
}

function refused({ problem, message }: OtherRefused, terminal: Terminal, json: boolean): ExitCode {
  if (json) terminal.print(JSON.stringify({ refused: problem }))
  else {
    if (isDiagnostics(problem['diagnostics'])) printDiagnostics(problem['diagnostics'], terminal)
    terminal.complain(message)
  }
  return 1
}

const isDiagnostics = (value: unknown): value is Diagnostic[] =>
  Array.isArray(value) && value.every(each => typeof (each as Partial<Diagnostic> | null)?.message === 'string')
