import type { WorkingCalendar } from '../../base/working-calendar/index.ts'
import { FakeClock } from '../../base/clock.ts'
import { InvalidInput } from '../../base/errors.ts'
import { actOnTask, fireJob, startAt } from './actions.ts'
import type { ActionOutcome } from './approval/act.ts'
import type { FlowGraph } from './graph.ts'
import { organisationDirectory, type Organisation } from './memory/organisation.ts'
import { numberedIds } from './memory/numbered-ids.ts'
import type { FlowPorts, RuleDecision } from './ports.ts'
import type { RunningFlow } from './run-to-rest.ts'
import { isFinished, newState, participantsOf, type FlowState, type Task } from './state.ts'
import { addDuration } from './timer/duration.ts'

export interface FlowCase {
  key: string
  title?: string
  given: {
    record?: Record<string, unknown>
    /** Key of a person. */
    starter?: string
    organisation?: Organisation
    /** Instant; default 2026-01-05T09:00:00+08:00. */
    now?: string
    variables?: Record<string, unknown>
    /** Id of the start event; default the first. */
    start?: string
  }
  /** Absent: only started. */
  when?: 'approve_all' | readonly CaseStep[]
}

/** `complete` names the element; `advance` is an ISO 8601 duration, due timers fire on the way in their order. */
export type CaseStep =
  | { complete: string; by: string; outcome?: ActionOutcome; opinion?: string; record?: Record<string, unknown> }
  | { advance: string }

/** What the case lets the flow reach. */
export interface FlowCaseEnvironment {
  evaluate(ruleSet: string, inputs: Record<string, unknown>, asOf: string | null): RuleDecision | Promise<RuleDecision>
  /** Default: every call succeeds and gives nothing. `record` is that of the case, to be changed where the function would. */
  call?(name: string, input: Record<string, unknown>, record: Record<string, unknown>): unknown
  /** Default: there is none. */
  calendar?(name: string): WorkingCalendar | null
}

/** What a case may expect in its `then`. */
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
  variables: Record<string, unknown>
  /** Functions called, in order, with their input. */
  calls: { function: string; input: Record<string, unknown> }[]
  incidents: { element: string; code: string }[]
}

/** More acts than this are a case that never ends. */
const MAX_ACTS = 1000

/** Runs a case in memory with the files that also run the real thing. Throws what a refused act throws. */
export async function runFlowCase(
  graph: FlowGraph,
  testCase: FlowCase,
  environment: FlowCaseEnvironment,
): Promise<FlowCaseResult> {
  const world = worldOf(graph, testCase, environment)
  await startAt(world.running, startOf(graph, testCase.given.start))
  if (testCase.when === 'approve_all') await approveAll(world.running)
  else for (const step of testCase.when ?? []) await take(step, world)
  return resultOf(world)
}

interface World {
  running: RunningFlow
  clock: FakeClock
  record: Record<string, unknown>
  calls: FlowCaseResult['calls']
  flows: Set<string>
}

function worldOf(graph: FlowGraph, { given }: FlowCase, environment: FlowCaseEnvironment): World {
  const clock = new FakeClock(given.now ?? '2026-01-05T09:00:00+08:00')
  const record = structuredClone(given.record ?? {})
  const calls: FlowCaseResult['calls'] = []
  const starter = given.starter ?? null
  const newId = numberedIds()
  const ports: FlowPorts = {
    now: () => clock.now(),
    newId,
    people: organisationDirectory(given.organisation ?? {}),
    record: async () => structuredClone(record),
    starter: async () =>
      starter === null ? null : { id: starter, name: given.organisation?.people?.[starter]?.name ?? starter },
    evaluate: async ({ ruleSet, inputs, asOf }) => environment.evaluate(ruleSet, inputs, asOf),
    call: async ({ function: name, input }) => {
      calls.push({ function: name, input })
      return environment.call?.(name, input, record)
    },
    notify: async () => {},
    called: async ({ process }) => {
      const called = graph.processes[process]
      if (called === undefined) return { fault: `A case knows no process "${process}".` }
      return { definition: graph.name, version: 1, snapshot: null, graph: called }
    },
    publish: async () => {},
    broadcast: async () => {},
    loadRest: async () => {},
    calendar: async name => environment.calendar?.(name) ?? null,
  }
  const subject = graph.subject === null ? null : { entity: graph.subject, id: 'record' }
  const { variables = {} } = given
  const state = newState({
    id: newId(),
    definition: graph.name,
    version: 1,
    subject,
    starter,
    variables,
    now: clock.now().toISOString(),
  })
  const flows = new Set<string>()
  const watch: RunningFlow['watch'] = effect => {
    if (effect.do === 'take') for (const flow of effect.flows) flows.add(flow)
  }
  return { running: { graph, state, ports, watch }, clock, record, calls, flows }
}

function startOf(graph: FlowGraph, asked: string | undefined): string {
  const start = asked === undefined ? graph.starts[0] : graph.starts.find(s => s.id === asked)
  if (start === undefined) throw new FlowCaseWrong(`The flow has no start event ${asked ?? ''}.`)
  return start.id
}

async function take(step: CaseStep, world: World): Promise<void> {
  if ('advance' in step) return advance(world, step.advance)
  const { running } = world
  const task = running.state.tasks.where(t => t.element === step.complete && t.state === 'open')[0]
  if (task === undefined)
    throw new FlowCaseWrong(
      `No open task at ${step.complete}; open are ${openElements(running.state).join(', ') || 'none'}.`,
    )
  Object.assign(world.record, step.record)
  const outcome = step.outcome ?? (task.kind === 'approval' ? 'approve' : 'done')
  await actOnTask(running, { task: task.id, person: step.by, outcome, opinion: step.opinion ?? null })
}

async function advance({ running, clock }: World, duration: string): Promise<void> {
  const until = addDuration(clock.now().toISOString(), duration, 1)
  for (let fired = 0; fired < MAX_ACTS; fired++) {
    const due = running.state.jobs.where(j => j.dueAt <= until).sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0]
    if (due === undefined) break
    if (due.dueAt > clock.now().toISOString()) clock.set(due.dueAt)
    await fireJob(running, due.id)
  }
  clock.set(until)
}

async function approveAll(running: RunningFlow): Promise<void> {
  for (let acts = 0; !isFinished(running.state); acts++) {
    const next = nextToAct(running.state)
    if (next === null) return
    if (acts === MAX_ACTS) throw new FlowCaseWrong('The flow asks for approvals without end.')
    const outcome = next.task.kind === 'approval' ? 'approve' : 'done'
    await actOnTask(running, { task: next.task.id, person: next.person, outcome, opinion: '-' })
  }
}

export function nextToAct(state: FlowState): { task: Task; person: string } | null {
  for (const task of state.tasks.where(t => t.state === 'open')) {
    const active = participantsOf(state, task.id).find(p => p.state === 'active')
    if (active !== undefined) return { task, person: active.person }
  }
  return null
}

const openElements = (state: FlowState): string[] => state.tasks.where(t => t.state === 'open').map(t => t.element)

function resultOf({ running: { state }, calls, flows }: World): FlowCaseResult {
  const askedIn = (task: Task) =>
    participantsOf(state, task.id)
      .filter(p => p.state !== 'skipped')
      .map(p => p.person)
  const open = state.tasks.where(t => t.state === 'open')
  return {
    approvals: state.tasks.where(t => t.kind === 'approval').map(askedIn),
    outcome: isFinished(state) ? state.instance.outcome : null,
    state: state.instance.state,
    path: state.history.filter(h => PATH_EVENTS.has(h.event)).map(h => h.element),
    flows: [...flows],
    open: Object.fromEntries(
      open.map(t => [
        t.element,
        participantsOf(state, t.id)
          .filter(p => p.state === 'active')
          .map(p => p.person),
      ]),
    ),
    variables: { ...state.instance.variables },
    calls,
    incidents: state.incidents.where(i => i.resolvedAt === null).map(({ element, code }) => ({ element, code })),
  }
}

/** One event per visit of an element. */
const PATH_EVENTS = new Set([
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

/** The case itself is wrong: it asks for something that the flow can't do there. */
export class FlowCaseWrong extends InvalidInput {
  constructor(message: string) {
    super('flow.case_wrong', message)
  }
}
