import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { CompiledPacks } from '../../host/compile-packs.ts'
import type { SimulationOrder } from '../../host/simulate-flow.ts'
import type { Distribution } from '../../kinds/flow/simulation/simulate-many.ts'
import { hasErrors } from '../../metadata/diagnostic.ts'
import { isPlainObject } from '../../metadata/plain-object.ts'
import { jsonOption, type Command } from '../command.ts'
import { printDiagnostics } from '../print-diagnostics.ts'
import type { Terminal } from '../terminal.ts'
import type { CheckParts } from './check.ts'

export interface SimulateParts extends CheckParts {
  cwd: string
  /** Runs a flow of these packs many times in memory. Throws FlowNotThere, CaseNotThere. */
  simulateFlow(packs: CompiledPacks, order: SimulationOrder): Promise<Distribution>
}

const MOST_RUNS = 100_000

export const simulate: Command<SimulateParts> = {
  name: 'simulate',
  summary: 'Run a flow of packs many times in memory, by chance: outcomes, durations, work per role',
  usage: '<flow> <packs…>',
  options: {
    runs: { type: 'string', value: 'number', help: 'How often (default: 1000)' },
    seed: { type: 'string', value: 'number', help: 'The same one gives the same runs (default: 1)' },
    case: {
      type: 'string',
      value: 'key',
      help: 'Record, people and start of this case of the flow (default: its first)',
    },
    scenario: {
      type: 'string',
      value: 'file',
      help: 'JSON: given, behaviour (outcomes, durations, variables by element), flows (weights), limits',
    },
    json: jsonOption,
  },
  positionals: { atLeast: 2 },
  examples: ['simulate contract_approval definitions/medical-device --runs 1000 --seed 1'],
  async run({ positionals: [flow, ...folders], values }, parts, terminal) {
    const [runs, seed] = [numberIn(values['runs'] ?? '1000'), numberIn(values['seed'] ?? '1')]
    if (runs === null || runs === 0 || runs > MOST_RUNS || seed === null) {
      terminal.complain(`--runs is a number from 1 to ${MOST_RUNS}, --seed a whole number.`)
      return 2
    }
    const scenario = scenarioIn(values['scenario'], parts.cwd)
    if (scenario === null) {
      terminal.complain(`${String(values['scenario'])} is no JSON object: see the help of --scenario.`)
      return 2
    }
    const packs = await parts.compilePacks(folders)
    if (hasErrors(packs.diagnostics)) {
      printDiagnostics(packs.diagnostics, terminal)
      return 1
    }
    const key = values['case']
    const order = { flow: flow!, runs, seed, ...scenario, ...(typeof key === 'string' && { case: key }) }
    const found = await parts.simulateFlow(packs, order)
    if (values['json']) terminal.print(JSON.stringify(found))
    else printDistribution(found, terminal)
    return 0
  },
}

const numberIn = (text: string | boolean): number | null =>
  typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : null

/** Null: there is no such file, or it is something else. */
function scenarioIn(file: string | boolean | undefined, cwd: string): Pick<SimulationOrder, 'scenario'> | null {
  if (typeof file !== 'string') return {}
  try {
    const read: unknown = JSON.parse(readFileSync(path.resolve(cwd, file), 'utf8'))
    return isPlainObject(read) ? { scenario: read } : null
  } catch {
    return null
  }
}

function printDistribution({ runs, outcomes, duration, tasks, roles, errors }: Distribution, terminal: Terminal): void {
  const share = (count: number) => `${count} (${((100 * count) / runs).toFixed(1)} %)`
  terminal.print(`${runs} runs`)
  for (const [outcome, count] of byCount(outcomes)) terminal.print(`  ${outcome}: ${share(count)}`)
  for (const [code, count] of byCount(errors)) terminal.print(`  ${code}: ${share(count)}`)
  if (duration !== null) {
    const { mean, p50, p90, most } = duration
    terminal.print(
      `from start to end: ${hours(mean)} on average, half within ${hours(p50)}, 90 % within ${hours(p90)}, at most ${hours(most)}`,
    )
  }
  for (const [id, { opened, perRun }] of Object.entries(tasks))
    terminal.print(`  ${id}: ${opened} tasks, ${perRun.toFixed(2)} per run`)
  for (const [role, count] of byCount(roles)) terminal.print(`  ${role}: ${count} tasks`)
}

const byCount = (counts: Record<string, number>): [string, number][] =>
  Object.entries(counts).sort((a, b) => b[1] - a[1])

const hours = (milliseconds: number): string => `${(milliseconds / 3_600_000).toFixed(1)} h`
