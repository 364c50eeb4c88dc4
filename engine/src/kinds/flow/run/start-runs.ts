import { newId } from '../../../base/ids.ts'
import { InvalidInput } from '../../../base/errors.ts'
import type { RunContext } from '../../../runtime/context.ts'
import { startAt } from '../actions.ts'
import type { FlowGraph, StartEvent } from '../graph.ts'
import { newState, type Subject } from '../state.ts'
import { moveRun, runOn } from './change-run.ts'
import { runsInCommand } from './runs-in-command.ts'
import { findUnfinishedRuns } from './statements/find-unfinished-runs.ts'

/** What the record runtime reports, inside its transaction. */
export interface RecordEvent {
  entity: string
  id: string
  /** `create` or the key of a transition. */
  event: string
  /** As `load` gives it; absent: it is read when somebody needs it. */
  record?: Record<string, unknown>
}

export interface StartedRun {
  instanceId: string
  flow: string
  state: string
  outcome: string | null
  /** Those that are open now. */
  tasks: { id: string; element: string }[]
}

/** A start event of a version of a flow. */
export interface Start {
  definition: { name: string; version: number; graph: FlowGraph }
  at: StartEvent
}

/**
 * Starts every flow with a start event on this record event. A flow that is already running about the record is not started
 * once more: the step of a flow that submits a record again must not begin a second approval beside the first.
 */
export async function startByRecordEvent(ctx: RunContext, event: RecordEvent): Promise<StartedRun[]> {
  const starts = startsOn(ctx, event)
  if (starts.length === 0) return []
  const subject = { entity: event.entity, id: event.id }
  const running = await runningNow(ctx, starts, subject)
  const started: StartedRun[] = []
  for (const start of starts) {
    if (!running.has(start.definition.name))
      started.push(await startRun(ctx, start, { subject, record: event.record ?? null }))
  }
  return started
}

function startsOn(ctx: RunContext, { entity, event }: RecordEvent): Start[] {
  return ctx.snapshot.all<FlowGraph>('flow').flatMap(({ compiled: graph, version }) => {
    const at = graph.starts.find(s => s.trigger?.entity === entity && s.trigger.on === event)
    return at === undefined ? [] : [{ definition: { name: graph.name, version, graph }, at }]
  })
}

async function runningNow(ctx: RunContext, starts: readonly Start[], subject: Subject): Promise<Set<string>> {
  const names = starts.map(s => s.definition.name)
  const rows = await ctx.tx.query<{ definition: string }>(findUnfinishedRuns, [subject.entity, subject.id, names])
  const moving = names.filter(name => runsInCommand(ctx).includes(name, subject))
  return new Set([...rows.map(row => row.definition), ...moving])
}

/** Starts a flow by name, at its first start event without trigger. */
export async function startByName(
  ctx: RunContext,
  name: string,
  given: { subject?: Subject | null; variables?: Record<string, unknown>; businessKey?: string | null },
): Promise<StartedRun> {
  const { compiled: graph, version } = ctx.snapshot.get<FlowGraph>('flow', name)
  const at = graph.starts.find(start => start.trigger === null && start.event.type === 'none')
  if (at === undefined) throw new FlowNotStartable(name)
  return startRun(ctx, { definition: { name, version, graph }, at }, { subject: null, ...given })
}

export interface StartGiven {
  /** Of the new run. */
  id?: string
  subject: Subject | null
  record?: Record<string, unknown> | null
  variables?: Record<string, unknown>
  businessKey?: string | null
}

/** A run begins. Throws what its first steps throw; nothing is changed then. */
export async function startRun(
  ctx: RunContext,
  { definition, at }: Start,
  { record = null, ...given }: StartGiven,
): Promise<StartedRun> {
  const { name, version, graph } = definition
  const now = ctx.clock.now().toISOString()
  const state = newState({
    id: newId(),
    definition: name,
    version,
    process: graph.process,
    snapshot: ctx.snapshot.id === 0 ? null : ctx.snapshot.id,
    starter: ctx.principal.personId,
    now,
    ...given,
  })
  const run = runOn(ctx, state, { graph, called: new Map() }, record)
  await moveRun(ctx, run, () => startAt(run, at.id))
  return {
    instanceId: state.instance.id,
    flow: name,
    state: state.instance.state,
    outcome: state.instance.outcome,
    tasks: state.tasks.where(task => task.state === 'open').map(task => ({ id: task.id, element: task.element })),
  }
}

export class FlowNotStartable extends InvalidInput {
  constructor(name: string) {
    super('flow.not_startable', `The flow ${name} has no start event without trigger, so nobody can start it by hand.`)
  }
}
