import type { Configuration } from '../../host/configuration.ts'
import type { Diagnostic } from '../../metadata/diagnostic.ts'
import { PublicationRefused } from '../../runtime/publish-errors.ts'
import { CasesFailed } from '../../runtime/publishing/case-gate.ts'
import type { CaseName } from '../../runtime/publishing/case-outcome.ts'
import type { OlderPack } from '../../runtime/publishing/combined-packs.ts'
import { jsonOption, type Command, type ExitCode } from '../command.ts'
import { printDiagnostics } from '../print-diagnostics.ts'
import { configurationOf, installationOptions, type Surroundings } from '../settings.ts'
import type { Terminal } from '../terminal.ts'
import { failedCaseText, setAsideOf, setAsideOption } from './set-aside.ts'

export interface PublishOptions {
  note: string | null
  publishAt: Date | null
  /** Failed cases that it is to be published with. */
  setAside?: readonly CaseName[]
}

/** What became of it; `snapshot` is the one in force, null while it waits. */
export interface PublishedFolders {
  state: 'published' | 'in_review' | 'scheduled' | 'unchanged'
  publication: string | null
  snapshot: number | null
  versions: readonly { id: string; version: number }[]
  older: readonly OlderPack[]
}

export interface PublishParts extends Surroundings {
  /** Publishes packs into the installation's database. Throws PublicationRefused, CasesFailed. */
  publishFolders(
    configuration: Configuration,
    folders: readonly string[],
    options: PublishOptions,
  ): Promise<PublishedFolders>
}

export const publish: Command<PublishParts> = {
  name: 'publish',
  summary: 'Publish packs into the database of an installation',
  usage: '<packs…>',
  options: {
    ...installationOptions,
    note: { type: 'string', help: 'Why, kept with the versions' },
    at: { type: 'string', value: 'moment', help: 'Bring it into force then, e.g. 2026-04-01T00:00+08:00' },
    'set-aside': setAsideOption,
    json: jsonOption,
  },
  positionals: { atLeast: 1 },
  examples: [
    'publish definitions/medical-device --note "Licences get an inspector"',
    'publish definitions/medical-device --at 2026-04-01T00:00+08:00 # with the new quarter',
  ],
  async run(args, parts, terminal) {
    const publishAt = momentOf(args.values['at'])
    if (publishAt === undefined) {
      terminal.complain(`"${String(args.values['at'])}" is no moment. Write for example 2026-04-01T00:00+08:00.`)
      return 2
    }
    const options = { note: (args.values['note'] as string | undefined) ?? null, publishAt, setAside: setAsideOf(args) }
    return reported(
      () => parts.publishFolders(configurationOf(args, parts), args.positionals, options),
      terminal,
      args.values['json'] === true,
    )
  },
}

/** Undefined: that is no moment. A zone is asked for: the server's own is rarely the reader's. */
function momentOf(text: string | boolean | undefined): Date | null | undefined {
  if (text === undefined) return null
  const moment = new Date(String(text))
  const complete = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(String(text))
  return complete && !Number.isNaN(moment.getTime()) ? moment : undefined
}

/** Runs a publication and says what became of it, or what speaks against it. */
export async function reported(
  work: () => Promise<PublishedFolders>,
  terminal: Terminal,
  json: boolean,
): Promise<ExitCode> {
  try {
    const result = await work()
    if (json) terminal.print(JSON.stringify(result))
    else printResult(result, terminal)
    return 0
  } catch (error) {
    if (error instanceof PublicationRefused) printRefusal(error.diagnostics, terminal, json)
    else if (error instanceof CasesFailed) printFailedCases(error, terminal, json)
    else throw error
    return 1
  }
}

function printResult({ state, publication, snapshot, versions, older }: PublishedFolders, terminal: Terminal): void {
  for (const { name, version, inForce } of older)
    terminal.print(`${name} ${version} was left out: ${inForce} is in force.`)
  for (const { id, version } of versions) terminal.print(`${id} version ${version}`)
  const waiting = `as publication ${publication}`
  const sentences = {
    published: `Snapshot ${snapshot} is in force.`,
    in_review: `It waits for the approval of a second person, ${waiting}.`,
    scheduled: `It comes into force at its time, ${waiting}; an engine must run then.`,
    unchanged: 'Nothing has changed.',
  }
  terminal.print(sentences[state])
}

function printRefusal(diagnostics: readonly Diagnostic[], terminal: Terminal, json: boolean): void {
  if (json) terminal.print(JSON.stringify({ diagnostics }))
  else printDiagnostics(diagnostics, terminal)
}

function printFailedCases({ cases, blocking, message }: CasesFailed, terminal: Terminal, json: boolean): void {
  if (json) return terminal.print(JSON.stringify({ cases }))
  for (const each of blocking) terminal.print(failedCaseText(each))
  terminal.complain(message)
}
