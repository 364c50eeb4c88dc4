import type { WorkingCalendar } from '../../../base/working-calendar/working-calendar.ts'
import { FakeClock } from '../../../base/clock.ts'
import type { Effect } from '../effect.ts'
import type { FlowGraph } from '../graph.ts'
import type { RunningFlow } from '../kernel/running-flow.ts'
import { nameOf } from '../memory/deployed-graphs.ts'
import { FlowWorld } from '../memory/flow-world.ts'
import type { PeopleDirectory } from '../people.ts'
import type { RuleDecision } from '../ports.ts'
import type { CaseGiven } from './case-steps.ts'
import { FlowCaseWrong } from './case-wrong.ts'
import { ReachedElements } from './reached.ts'

/** What a case or a simulation lets the flow reach. */
export interface FlowCaseEnvironment {
  evaluate(ruleSet: string, inputs: Record<string, unknown>, asOf: string | null): RuleDecision | Promise<RuleDecision>
  /** Default: every call succeeds and gives nothing. `record` is that of the case, to be changed where the function would. */
  call?(name: string, input: Record<string, unknown>, record: Record<string, unknown>): unknown
  /** Default: there is none. */
  calendar?(name: string): WorkingCalendar | null
  /** Another flow that a call activity names. Default: there is none. */
  flow?(name: string): FlowGraph | undefined
  /** In the place of the organisation that the case gives. */
  people?: PeopleDirectory
}

/** One flow that is tried in memory: the world around it, its first run, and what it went through. */
export interface Trial {
  graph: FlowGraph
  world: FlowWorld
  /** Id of the run that was started; of those that its messages started, the others. */
  run: string
  record: Record<string, unknown>
  calls: { function: string; input: Record<string, unknown> }[]
  reached: ReachedElements
}

export interface TrialOptions {
  environment: FlowCaseEnvironment
  /** Histories say what a replay needs. Default: false. */
  recording?: boolean
  /** Sees every effect before it is carried out; a promise holds the run. */
  watch?(effect: Effect, running: RunningFlow): void | Promise<void>
}

/** Everything is ready, nothing has begun. */
export function newTrial(
  graph: FlowGraph,
  given: CaseGiven,
  { environment, recording = false, watch }: TrialOptions,
): Trial {
  const record = structuredClone(given.record ?? {})
  const calls: Trial['calls'] = []
  const reached = new ReachedElements()
  const { people, calendar, flow } = environment
  const world = new FlowWorld({
    clock: new FakeClock(given.now ?? '2026-01-05T09:00:00+08:00'),
    organisation: given.organisation ?? {},
    record: () => record,
    starter: ({ starter }) =>
      starter === null ? null : { id: starter, name: given.organisation?.people?.[starter]?.name ?? starter },
    evaluate: ({ ruleSet, inputs, asOf }) => environment.evaluate(ruleSet, inputs, asOf),
    call(name, input) {
      calls.push({ function: name, input })
      return environment.call?.(name, input, record)
    },
    watch(effect, running) {
      reached.see(effect, running)
      return watch?.(effect, running)
    },
    recording,
    ...(people && { people }),
    ...(calendar && { calendar }),
    ...(flow && { flow }),
  })
  world.deploy(graph)
  return { graph, world, run: '', record, calls, reached }
}

/** The run begins; what is due at once is done. Throws FlowCaseWrong, and what its first steps throw. */
export async function beginTrial(trial: Trial, given: CaseGiven): Promise<void> {
  const { graph, world } = trial
  const { variables, starter = null, businessKey = null } = given
  trial.run = await world.start(nameOf(graph), {
    at: startIn(graph, given.start),
    starter,
    businessKey,
    subject: graph.subject === null ? null : { entity: graph.subject, id: 'record' },
    ...(variables && { variables }),
  })
  await world.fireDueJobs()
}

function startIn({ starts }: FlowGraph, asked: string | undefined): string {
  const start = asked === undefined ? starts[0] : starts.find(s => s.id === asked)
  if (start === undefined) throw new FlowCaseWrong(`The flow has no start event ${asked ?? ''}.`)
  return start.id
}

/** Runs of the trial, the first one first. */
export const runsOf = ({ world, run }: Trial): RunningFlow[] => {
  const all = [...world.runs.all].map(([id, { running }]) => ({ id, running }))
  return all.sort((a, b) => Number(b.id === run) - Number(a.id === run)).map(each => each.running)
}
