import type { Effect } from './effect.ts'
import { armBoundary } from './elements/boundary-timer.ts'
import type { FlowElement, FlowGraph } from './graph.ts'
import { atToken, runToRest, type RunningFlow } from './run-to-rest.ts'
import type { FlowState, Job, Token } from './state.ts'

/** Old ids → new ids, of elements and sequence flows; those that are not in it keep their ids. */
export type IdMapping = Readonly<Record<string, string>>

/** One token of a run: where it stands, and where it would. */
export interface Move {
  token: string
  from: string
  to: string
}

export interface MigrationProblem {
  element: string
  code: 'flow.migration_element_gone' | 'flow.migration_element_differs'
  message: string
}

export interface MigrationPlan {
  moves: Move[]
  /** With one of them the run can't be moved. */
  problems: MigrationProblem[]
}

interface Between {
  /** Without elements when its version no longer compiles. */
  old: FlowGraph
  next: FlowGraph
  mapping: IdMapping
}

/** Where the tokens of a run would stand in another version. Pure. */
export function planMigration(state: FlowState, between: Between): MigrationPlan {
  const plans = state.tokens.all().map(token => planToken(token, state, between))
  return { moves: plans.map(plan => plan.move), problems: plans.flatMap(plan => plan.problems) }
}

function planToken(token: Token, state: FlowState, between: Between): { move: Move; problems: MigrationProblem[] } {
  const { next, mapping } = between
  const to = mappedId(token.element, mapping)
  const move = { token: token.id, from: token.element, to }
  const problem = (code: MigrationProblem['code'], message: string) => ({
    move,
    problems: [{ element: token.element, code, message }],
  })
  const target = own(next.elements, to)
  if (target === undefined)
    return problem(
      'flow.migration_element_gone',
      `The new version has no element "${to}". Map ${token.element} to one that it has.`,
    )
  if (!isAlike(token, target, { state, old: between.old }))
    return problem(
      'flow.migration_element_differs',
      `"${to}" is of another sort than ${token.element}. Map it to one where a run waits likewise.`,
    )
  const flow = token.flow === null ? null : own(next.flows, mappedId(token.flow, mapping))
  if (target.type === 'parallelGateway' && flow?.to !== to)
    return problem(
      'flow.migration_element_gone',
      `No sequence flow "${token.flow}" leads into ${to}. Map it to one that does: a join counts flows.`,
    )
  return { move, problems: [] }
}

const mappedId = (id: string, mapping: IdMapping): string => own(mapping, id) ?? id

/** Ids are chosen by authors: `constructor` may be one. */
const own = <Value>(values: Readonly<Record<string, Value>>, id: string): Value | undefined =>
  Object.hasOwn(values, id) ? values[id] : undefined

/** A run waits at both for the same sort of thing. */
function isAlike(token: Token, target: FlowElement, { state, old }: { state: FlowState; old: FlowGraph }): boolean {
  const task = state.tasks.where(t => t.token === token.id && t.state === 'open')[0]
  if (task !== undefined) return target.type === 'userTask' && target.kind === task.kind
  const before = old.elements[token.element]
  return before === undefined || before.type === target.type
}

/**
 * Moves a run to `running.graph`, whose version and snapshot are given: tokens, open tasks and timers keep their people and
 * their times; timers that the new version has no more end, new ones begin now. The plan must have no problems.
 */
export async function applyMigration(
  running: RunningFlow,
  plan: MigrationPlan,
  { old, mapping, version, snapshot }: Pick<Between, 'old' | 'mapping'> & { version: number; snapshot: number | null },
): Promise<void> {
  const { state, graph: next } = running
  const from = state.instance.version
  for (const move of plan.moves) moveToken(state, move, { old, next, mapping })
  for (const job of state.jobs.all()) moveJob(state, job, { old, next, mapping })
  Object.assign(state.instance, { version, snapshot })
  for (const halted of state.incidents.where(i => i.token === null && i.job === null && i.resolvedAt === null))
    state.incidents.change(halted.id, { resolvedAt: running.ports.now().toISOString() })
  const moves = plan.moves.filter(move => move.from !== move.to).map(move => ({ from: move.from, to: move.to }))
  const noted: Effect = { do: 'note', element: '', event: 'migrated', data: { from, to: version, moves } }
  await runToRest(running, [noted, ...(await newTimers(running, plan, { old, next, mapping }))])
}

function moveToken(state: FlowState, { token, to }: Move, { next, mapping }: Between): void {
  const { flow } = state.tokens.get(token)!
  state.tokens.change(token, { element: to, flow: flow === null ? null : mappedId(flow, mapping) })
  for (const task of state.tasks.where(t => t.token === token && t.state === 'open'))
    state.tasks.change(task.id, { element: to, title: next.elements[to]!.title || to, version: task.version + 1 })
}

function moveJob(state: FlowState, job: Job, { next, mapping }: Between): void {
  const to = mappedId(job.element, mapping)
  const at = state.tokens.get(job.token)!.element
  const target = own(next.elements, to)
  const goesOn =
    to === at ? target?.type === 'intermediateCatchEvent' : target?.type === 'boundaryEvent' && target.attachedTo === at
  if (goesOn) state.jobs.change(job.id, { element: to })
  else state.jobs.remove(job.id)
}

/** Boundary events that the old version did not have; those that it had run, or have done their work. */
async function newTimers(running: RunningFlow, plan: MigrationPlan, { old, mapping }: Between): Promise<Effect[]> {
  const effects: Effect[] = []
  for (const move of plan.moves) {
    const token = running.state.tokens.get(move.token)!
    if (!running.state.tasks.where(t => t.token === token.id && t.state === 'open').length) continue
    const known = new Set((old.elements[move.from]?.boundary ?? []).map(id => mappedId(id, mapping)))
    const at = await atToken(token, running)
    for (const id of at.element.boundary) if (!known.has(id)) effects.push(...armBoundary(at, id))
  }
  return effects
}
