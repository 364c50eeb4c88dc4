import {
  activate,
  actOnTask,
  completeJob,
  completeTask,
  proceed,
  retryIncident,
  setVariables,
  skipIncident,
  throwInJob,
} from '../actions.ts'
import type { RunningFlow } from '../kernel/running-flow.ts'
import { isOver } from '../state.ts'
import { addDuration } from '../timer/duration.ts'
import type { CaseStep, CompleteStep } from './case-steps.ts'
import { FlowCaseWrong } from './case-wrong.ts'
import { runsOf, type Trial } from './trial.ts'

/** One act from outside; what is due at once is done. Throws FlowCaseWrong, and what a refused act throws. */
export async function takeStep(step: CaseStep, trial: Trial): Promise<void> {
  await act(step, trial)
  await trial.world.fireDueJobs()
}

function act(step: CaseStep, trial: Trial): Promise<unknown> {
  const { world } = trial
  if ('advance' in step) return world.advanceTo(addDuration(world.clock.now().toISOString(), step.advance, 1))
  if ('message' in step) return publish(step, trial)
  if ('signal' in step) return world.broadcast(step.signal, step.variables)
  if ('complete' in step) return complete(step, trial)
  if ('set' in step) return set(step, trial)
  if ('external' in step) return external(step, trial)
  if ('proceed' in step) return tellToGoOn(step, trial)
  if ('activate' in step) return begin(step, trial)
  if ('retry' in step || 'skip' in step) return repair(step, trial)
  throw new FlowCaseWrong(`No act is called ${Object.keys(step).join(', ')}. Write one of ${ACTS.join(', ')}.`)
}

const ACTS = [
  'complete',
  'advance',
  'message',
  'signal',
  'set',
  'external',
  'proceed',
  'activate',
  'retry',
  'skip',
] as const

type Step<Name extends string> = Extract<CaseStep, Record<Name, unknown>>

const publish = ({ message: name, key, variables }: Step<'message'>, { world }: Trial): Promise<unknown> =>
  world.publish({ name, key: key ?? null, messageId: null, timeToLive: null, variables: variables ?? {} })

/** The first that somebody waits with, in the order of the runs. Throws FlowCaseWrong, which says what there is. */
function findIn<Found>(
  trial: Trial,
  what: string,
  look: (running: RunningFlow) => { found: Found | undefined; others: readonly string[] },
): { running: RunningFlow; found: Found } {
  const others: string[] = []
  for (const running of runsOf(trial)) {
    const looked = look(running)
    if (looked.found !== undefined) return { running, found: looked.found }
    others.push(...looked.others)
  }
  throw new FlowCaseWrong(`${what} There is ${[...new Set(others)].join(', ') || 'none'}.`)
}

const inRun = (trial: Trial, { state }: RunningFlow, work: (running: RunningFlow) => Promise<unknown>) =>
  trial.world.command(state.instance.id, work)

function complete({ complete: element, by, record, ...how }: CompleteStep, trial: Trial): Promise<unknown> {
  const { running, found: task } = findIn(trial, `No task is open at ${element}.`, ({ state }) => {
    const open = state.tasks.where(t => t.state === 'open')
    return { found: open.find(t => t.element === element), others: open.map(t => t.element) }
  })
  Object.assign(trial.record, record)
  const { outcome, opinion, variables } = how
  const given = variables && { variables }
  if (by === undefined)
    return inRun(trial, running, run => completeTask(run, task.id, { ...given, ...(outcome && { outcome }) }))
  const acting = { task: task.id, person: by, opinion: opinion ?? null, ...given }
  return inRun(trial, running, run =>
    actOnTask(run, { ...acting, outcome: outcome ?? (task.kind === 'approval' ? 'approve' : 'done') }),
  )
}

function set({ set: variables, at }: Step<'set'>, trial: Trial): Promise<unknown> {
  if (at === undefined) return trial.world.command(trial.run, run => setVariables(run, { variables }))
  const { running, found } = findIn(trial, `Nothing runs in ${at} with variables of its own.`, ({ state }) => ({
    found: state.scopes.where(s => s.element === at && s.kind !== 'body')[0],
    others: state.scopes.all().map(s => s.element),
  }))
  return inRun(trial, running, run => setVariables(run, { scope: found.id, variables, local: true }))
}

function external({ external: asked, variables = {}, error }: Step<'external'>, trial: Trial): Promise<unknown> {
  const { running, found: job } = findIn(trial, `No external task waits under ${asked}.`, ({ state }) => {
    const waiting = state.jobs.where(j => j.kind === 'external' && j.state === 'ready')
    const found = waiting.find(j => j.topic === asked || j.element === asked)
    return { found, others: waiting.map(j => j.topic ?? j.element) }
  })
  if (error === undefined) return inRun(trial, running, run => completeJob(run, job.id, { variables }))
  const thrown = typeof error === 'string' ? { code: error } : error
  return inRun(trial, running, run => throwInJob(run, job.id, { ...thrown, variables }))
}

function tellToGoOn({ proceed: element, variables }: Step<'proceed'>, trial: Trial): Promise<unknown> {
  const { running, found } = findIn(trial, `Nothing waits at ${element}.`, ({ state }) => ({
    found: state.tokens.where(t => t.element === element && t.state === 'waiting')[0],
    others: state.tokens.all().map(t => t.element),
  }))
  return inRun(trial, running, run => proceed(run, found.id, variables && { variables }))
}

function begin({ activate: asked }: Step<'activate'>, trial: Trial): Promise<unknown> {
  const elements = typeof asked === 'string' ? [asked] : asked
  const { running, found } = findIn(trial, `No ad-hoc subprocess with ${elements.join(', ')} is open.`, run => {
    const open = run.state.tokens.all().flatMap(token => {
      const graph = token.instance === run.state.instance.id ? run.graph : run.called?.get(token.instance)
      const element = graph?.elements[token.element]
      return element?.type === 'adHocSubProcess' ? [{ token, element }] : []
    })
    const fitting = open.find(({ element }) => elements.every(id => element.activities.includes(id)))
    return { found: fitting?.token, others: open.flatMap(({ element }) => element.activities) }
  })
  return inRun(trial, running, run => activate(run, found.id, elements))
}

function repair(step: Step<'retry'> | Step<'skip'>, trial: Trial): Promise<unknown> {
  const element = 'retry' in step ? step.retry : step.skip
  const { running, found } = findIn(trial, `No incident is open at ${element}.`, ({ state }) => {
    const open = state.incidents.where(i => i.resolvedAt === null && !isOver(state.instance))
    return { found: open.find(i => i.element === element), others: open.map(i => i.element) }
  })
  if ('skip' in step)
    return inRun(trial, running, run => skipIncident(run, found.id, step.flow === undefined ? {} : { flow: step.flow }))
  Object.assign(trial.record, step.record)
  return inRun(trial, running, run => retryIncident(run, found.id))
}
