import type { FlowGraph } from './graph.ts'
import { actOnTask } from './actions.ts'
import type { FlowCase } from './simulation/case-steps.ts'
import { FlowCaseWrong } from './simulation/case-wrong.ts'
import { nextToAct } from './simulation/next-to-act.ts'
import { takeStep } from './simulation/take-step.ts'
import { resultOf, type FlowCaseResult } from './simulation/trial-result.ts'
import { beginTrial, newTrial, runsOf, type FlowCaseEnvironment, type Trial } from './simulation/trial.ts'

export type { CaseStep, FlowCase } from './simulation/case-steps.ts'
export { FlowCaseWrong } from './simulation/case-wrong.ts'
export type { FlowCaseResult } from './simulation/trial-result.ts'
export type { FlowCaseEnvironment } from './simulation/trial.ts'

/** More acts than this are a case that never ends. */
const MAX_ACTS = 1000

/** What a case gives, and which elements and sequence flows it went through, by flow. */
export interface FlowCaseRun {
  result: FlowCaseResult
  reached: ReadonlyMap<string, ReadonlySet<string>>
}

/** Runs a case in memory with the files that also run the real thing. Throws what a refused act throws. */
export const runFlowCase = async (
  graph: FlowGraph,
  testCase: FlowCase,
  environment: FlowCaseEnvironment,
): Promise<FlowCaseResult> => (await tryFlowCase(graph, testCase, environment)).result

/** The same, with what it reached. */
export async function tryFlowCase(
  graph: FlowGraph,
  { given, when }: FlowCase,
  environment: FlowCaseEnvironment,
): Promise<FlowCaseRun> {
  const trial = newTrial(graph, given, { environment })
  await beginTrial(trial, given)
  if (when === 'approve_all') await approveAll(trial)
  else for (const step of when ?? []) await takeStep(step, trial)
  return { result: resultOf(trial), reached: trial.reached.byFlow }
}

/** Everybody who is asked agrees, in the order in which the tasks were opened. Time stands still. */
async function approveAll(trial: Trial): Promise<void> {
  for (let acts = 0; ; acts++) {
    const next = runsOf(trial).flatMap(running => nextToAct(running.state) ?? [])[0]
    if (next === undefined) return
    if (acts === MAX_ACTS) throw new FlowCaseWrong('The flow asks for approvals without end.')
    const { task, person } = next
    const outcome = task.kind === 'approval' ? 'approve' : 'done'
    const run = runsOf(trial).find(({ state }) => state.tasks.get(task.id) !== undefined)!.state.instance.id
    await trial.world.command(run, running => actOnTask(running, { task: task.id, person, outcome, opinion: '-' }))
    await trial.world.fireDueJobs()
  }
}
