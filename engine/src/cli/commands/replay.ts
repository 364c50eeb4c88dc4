import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Configuration } from '../../host/configuration.ts'
import type { ReplayOrder, ReplayReport } from '../../kinds/flow/run/replay/replay-runs.ts'
import type { RunReplay } from '../../kinds/flow/replay/replay-run.ts'
import { jsonOption, type Command } from '../command.ts'
import { configurationOf, installationOptions, type Surroundings } from '../settings.ts'
import type { Terminal } from '../terminal.ts'

export interface ReplayCommandOrder extends Omit<ReplayOrder, 'limit' | 'after'> {
  /** Runs at most. */
  most: number
}

export interface ReplayParts extends Surroundings {
  /** Past runs in another version of their flow; changes nothing. `onPage` hears how many are done. */
  replayRuns(
    configuration: Configuration,
    order: ReplayCommandOrder,
    onPage: (done: number) => void,
  ): Promise<ReplayReport>
}

const DEFAULT_MOST = 1_000

export const replay: Command<ReplayParts> = {
  name: 'replay',
  summary: 'Run past runs of a flow through another version of it, in memory, and say what would have been otherwise',
  usage: '<flow> --from <version> --to <version>',
  options: {
    ...installationOptions,
    from: { type: 'string', value: 'version', help: 'Whose runs, e.g. v3' },
    to: { type: 'string', value: 'version', help: 'v4, present, draft (the one saved last), or a .bpmn file' },
    since: { type: 'string', value: 'moment', help: 'Only runs that began since then, e.g. 2026-04-01T00:00+08:00' },
    limit: { type: 'string', value: 'number', help: `The newest so many runs (default: ${DEFAULT_MOST})` },
    json: jsonOption,
  },
  positionals: { atLeast: 1 },
  examples: [
    'replay contract_approval --from v3 --to draft # before it is published',
    'replay contract_approval --from v3 --to new.bpmn --json # as a report for a program',
  ],
  async run(args, parts, terminal) {
    const order = orderOf(args.positionals[0]!, args.values, parts)
    if (typeof order === 'string') {
      terminal.complain(order)
      return 2
    }
    const json = args.values['json'] === true
    const report = await parts.replayRuns(configurationOf(args, parts), order, done => {
      if (!json) terminal.complain(`${done} runs`)
    })
    if (json) terminal.print(JSON.stringify(report))
    else printReport(report, terminal)
    return report.counts.differs === 0 ? 0 : 1
  },
}

type Values = Record<string, string | boolean | undefined>

/** A sentence when it was called wrongly. */
function orderOf(flow: string, { from, to, since, limit }: Values, { cwd }: Surroundings): ReplayCommandOrder | string {
  const version = numberIn(from)
  if (version === null) return 'Say whose runs: --from v3.'
  const target = targetIn(to, cwd)
  if (target === null) return 'Say what they are run through: --to v4, --to present, --to draft, or --to <file>.bpmn.'
  const moment = since === undefined ? undefined : new Date(String(since))
  if (moment !== undefined && Number.isNaN(moment.getTime()))
    return `"${String(since)}" is no moment. Write for example 2026-04-01T00:00+08:00.`
  const most = limit === undefined ? DEFAULT_MOST : numberIn(limit)
  if (most === null) return `--limit is a number of runs, not "${String(limit)}".`
  return { flow, from: version, to: target, most, ...(moment && { since: moment.toISOString() }) }
}

function numberIn(text: string | boolean | undefined): number | null {
  const found = typeof text === 'string' ? /^v?([1-9]\d{0,6})$/.exec(text) : null
  return found === null ? null : Number(found[1])
}

function targetIn(text: string | boolean | undefined, cwd: string): ReplayOrder['to'] | null {
  if (text === 'draft' || text === 'present') return text
  const version = numberIn(text)
  if (version !== null) return { version }
  const file = typeof text === 'string' ? path.resolve(cwd, text) : ''
  return file.endsWith('.bpmn') && existsSync(file) ? { text: readFileSync(file, 'utf8') } : null
}

function printReport({ flow, from, to, counts, items, names }: ReplayReport, terminal: Terminal): void {
  for (const item of items.filter(each => each.result !== 'same')) terminal.print(lineOf(item, names))
  const tone = counts.differs === 0 ? 'good' : 'warning'
  const sum = `${counts.same} the same, ${counts.differs} differ, ${counts.cannot} can't be replayed`
  terminal.print(terminal.tint(tone, `${flow} ${from} → ${to}: ${sum}`))
}

function lineOf({ id, businessKey, result, why, differences }: RunReplay, names: ReplayReport['names']): string {
  const name = businessKey === null ? id : `${businessKey} (${id})`
  if (result === 'cannot') return `${name}: can't be replayed. ${why ?? ''}`
  return `${name}: ${differences.map(each => sentence(each, names)).join('; ')}`
}

function sentence(difference: RunReplay['differences'][number], names: ReplayReport['names']): string {
  const people = (ids: readonly string[]) => ids.map(id => names[id] ?? id).join(', ') || 'nobody'
  const shown = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value))
  const { was, now } = difference
  switch (difference.in) {
    case 'path':
      return `path: ${difference.now ?? 'the end'} instead of ${difference.was ?? 'the end'}`
    case 'approvers':
      return `approvers of ${difference.element}: ${people(difference.now)} instead of ${people(difference.was)}`
    case 'outcome':
      return `outcome: ${difference.now ?? 'none yet'} instead of ${difference.was ?? 'none yet'}`
    case 'variables':
      return `${difference.name}: ${shown(now)} instead of ${shown(was)}`
  }
}
