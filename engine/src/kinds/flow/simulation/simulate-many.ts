import { JingweiError } from '../../../base/errors.ts'
import type { FlowGraph } from '../graph.ts'
import type { Organisation } from '../memory/organisation.ts'
import { participantsOf } from '../state.ts'
import { autoRun, type AutoRunLimits, type Behaviour } from './auto-run.ts'
import type { CaseGiven } from './case-steps.ts'
import { withChances, type FlowWeights } from './chances.ts'
import { seededRandom } from './random.ts'
import { takeStep } from './take-step.ts'
import { beginTrial, newTrial, runsOf, type FlowCaseEnvironment, type Trial } from './trial.ts'

export interface ManyRuns {
  runs: number
  seed: number
  given: CaseGiven
  environment: FlowCaseEnvironment
  behaviour?: Behaviour
  /** Gateways whose flows are chosen by chance. */
  flows?: FlowWeights
  limits?: AutoRunLimits
}

export interface Distribution {
  runs: number
  seed: number
  /** Outcome → runs; `incident`, `stuck` and `unfinished` are those that didn't come to an end, `failed` threw an error. */
  outcomes: Record<string, number>
  /** From start to end, in simulated milliseconds, of the runs that ended. Null: none did. */
  duration: { mean: number; p50: number; p90: number; p99: number; most: number } | null
  /** Per user task: how often it was opened, and the mean of a run. */
  tasks: Record<string, { opened: number; perRun: number }>
  /** Tasks by the post of who was asked, else by his first role, else by himself. Invented people are called as their post. */
  roles: Record<string, number>
  /** Elements and sequence flows: in how many runs they were reached. */
  reached: Record<string, number>
  /** Code → runs that failed with it. */
  errors: Record<string, number>
}

/** Runs a flow many times by chance. The same seed gives the same distribution. */
export async function simulateMany(graph: FlowGraph, order: ManyRuns): Promise<Distribution> {
  const found: Found = { outcomes: {}, tasks: {}, roles: {}, reached: {}, errors: {}, durations: [] }
  for (let n = 0; n < order.runs; n++) await oneRun(graph, order, found, n)
  const { durations, tasks, ...counts } = found
  const perRun = Object.entries(tasks).map(([id, opened]) => [id, { opened, perRun: opened / order.runs }])
  return {
    runs: order.runs,
    seed: order.seed,
    ...counts,
    tasks: Object.fromEntries(perRun) as Distribution['tasks'],
    duration: spread(durations),
  }
}

interface Found extends Pick<Distribution, 'outcomes' | 'roles' | 'reached' | 'errors'> {
  tasks: Record<string, number>
  durations: number[]
}

async function oneRun(graph: FlowGraph, order: ManyRuns, found: Found, n: number): Promise<void> {
  const random = seededRandom(order.seed + n * 7919)
  const { given, environment, behaviour, flows, limits } = order
  const trial = newTrial(flows ? withChances(graph, flows, random) : graph, given, { environment })
  try {
    await beginTrial(trial, given)
    const act = (step: Parameters<typeof takeStep>[0]) => takeStep(step, trial)
    const end = await autoRun(trial, { random, act, ...(behaviour && { behaviour }), ...(limits && { limits }) })
    count(found.outcomes, outcomeOf(trial, end))
  } catch (error) {
    if (!(error instanceof JingweiError)) throw error
    count(found.outcomes, 'failed')
    count(found.errors, error.code)
  }
  if (trial.run !== '') look(trial, found, given.organisation)
}

const count = (counts: Record<string, number>, name: string): void => void (counts[name] = (counts[name] ?? 0) + 1)

function outcomeOf(trial: Trial, end: string): string {
  const { instance } = trial.world.runs.get(trial.run).running.state
  if (instance.state === 'ended') return instance.outcome ?? 'ended'
  if (instance.state !== 'running') return instance.state
  return end === 'stuck' ? 'stuck' : 'unfinished'
}

function look(trial: Trial, found: Found, organisation: Organisation | undefined): void {
  const { startedAt, endedAt } = trial.world.runs.get(trial.run).running.state.instance
  if (endedAt !== null) found.durations.push(Date.parse(endedAt) - Date.parse(startedAt))
  for (const { state } of runsOf(trial))
    for (const { id, element } of state.tasks.all()) {
      count(found.tasks, element)
      for (const { person, state: how } of participantsOf(state, id))
        if (how !== 'skipped') count(found.roles, roleOf(person, organisation))
    }
  for (const id of new Set([...trial.reached.byFlow.values()].flatMap(ids => [...ids]))) count(found.reached, id)
}

function roleOf(id: string, organisation: Organisation | undefined): string {
  const person = organisation?.people?.[id]
  return person?.position ?? person?.roles?.[0] ?? id
}

function spread(durations: number[]): Distribution['duration'] {
  if (durations.length === 0) return null
  const sorted = durations.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)]!
  const mean = Math.round(sorted.reduce((sum, each) => sum + each, 0) / sorted.length)
  return { mean, p50: at(0.5), p90: at(0.9), p99: at(0.99), most: sorted.at(-1)! }
}
