import type { RunningFlow } from '../kernel/running-flow.ts'
import { isFinished, participantsOf, type FlowState, type HistoryEntry, type Task } from '../state.ts'
import { runsOf, type Trial } from './trial.ts'

/** What a case may expect in its `then`, and what a simulation shows. */
export interface FlowCaseResult {
  /** People asked by each approval, in order; those whose earlier approval counted, and approvals that asked nobody, are absent. */
  approvals: string[][]
  /** Id of the end event reached last, `rejected`, or null while the run goes on. */
  outcome: string | null
  state: FlowState['instance']['state']
  /** Elements in the order in which they were entered or decided. */
  path: string[]
  /** Sequence flows that were taken, each once, in order. */
  flows: string[]
  /** Open tasks: element → people whose turn it is. */
  open: Record<string, string[]>
  /** Elements at which tokens stand, once per token, in the order in which they came. */
  tokens: string[]
  /** What is waited for: messages, signals, conditions, times, workers. */
  waiting: Waiting[]
  variables: Record<string, unknown>
  /** Processes that were called, in order. */
  called: string[]
  /** Functions called, in order, with their input. */
  calls: { function: string; input: Record<string, unknown> }[]
  incidents: { element: string; code: string }[]
}

export type Waiting = { element: string } & (
  | { message: string; key: string | null }
  | { signal: string }
  | { condition: true }
  | { timer: string }
  | { topic: string }
)

/** Of all runs of the trial together; outcome, state and variables are those of the first. `moving`: it has only just begun. */
export function resultOf(trial: Trial, moving?: RunningFlow): FlowCaseResult {
  const runs = trial.run === '' && moving !== undefined ? [moving] : runsOf(trial)
  const states = runs.map(running => running.state)
  const state = states[0]!
  const history = states.flatMap(each => historyOf(each, trial))
  const tasks = states.flatMap(each => each.tasks.all().map(task => ({ task, state: each })))
  const open = tasks.filter(({ task }) => task.state === 'open')
  return {
    approvals: tasks.filter(({ task }) => task.kind === 'approval').map(each => askedIn(each.state, each.task)),
    outcome: isFinished(state) ? state.instance.outcome : null,
    state: state.instance.state,
    path: pathIn(history),
    flows: [...trial.reached.flows],
    open: Object.fromEntries(open.map(each => [each.task.element, turnIn(each.state, each.task)])),
    tokens: states.flatMap(each => each.tokens.all().map(token => token.element)),
    waiting: states.flatMap(waitingIn),
    variables: { ...state.instance.variables },
    called: states.flatMap(calledIn),
    calls: trial.calls,
    incidents: states.flatMap(each =>
      each.incidents.where(i => i.resolvedAt === null).map(({ element, code }) => ({ element, code })),
    ),
  }
}

/** With what is not yet committed. */
const historyOf = (state: FlowState, { world }: Trial): HistoryEntry[] => [
  ...(world.runs.all.get(state.instance.id)?.history ?? []),
  ...state.history,
]

const askedIn = (state: FlowState, task: Task): string[] =>
  participantsOf(state, task.id)
    .filter(p => p.state !== 'skipped')
    .map(p => p.person)

const turnIn = (state: FlowState, task: Task): string[] =>
  participantsOf(state, task.id)
    .filter(p => p.state === 'active')
    .map(p => p.person)

const calledIn = (state: FlowState): string[] =>
  state.instances.where(i => i.parent !== null).map(i => (i.process === '' ? i.definition : i.process))

function waitingIn({ subscriptions, jobs }: FlowState): Waiting[] {
  const events = subscriptions.all().map(({ element, kind, name, key }): Waiting => {
    if (kind === 'message') return { element, message: name, key }
    return kind === 'signal' ? { element, signal: name } : { element, condition: true }
  })
  const later = jobs
    .where(job => job.state === 'ready')
    .flatMap(({ element, kind, dueAt, topic }): Waiting[] => {
      if (kind === 'external') return [{ element, topic: topic ?? '' }]
      return kind === 'timer' ? [{ element, timer: dueAt }] : []
    })
  return [...events, ...later]
}

/** Elements in the order in which something happened at them, once per visit. */
export const pathIn = (history: readonly HistoryEntry[]): string[] =>
  history.filter(h => PATH_EVENTS.has(h.event)).map(h => h.element)

/** One event per visit of an element. */
export const PATH_EVENTS: ReadonlySet<string> = new Set([
  'started',
  'opened',
  'called',
  'decided',
  'calculated',
  'chose',
  'passed',
  'waiting',
  'reached',
  'interrupted',
])
