import { NotFound } from '../../../base/errors.ts'
import { hintFlowJobs } from '../../../jobs/flow-hints.ts'
import { systemPrincipal } from '../../../runtime/command-runner.ts'
import type { RunContext, Statement } from '../../../runtime/context.ts'
import type { FlowGraph } from '../graph.ts'
import { noteInputs } from '../replay/note-inputs.ts'
import { recordRun } from '../replay/recording-ports.ts'
import type { RunningFlow } from '../run-to-rest.ts'
import { isOver, type FlowState, type Job } from '../state.ts'
import { auditFacts } from './audit-facts.ts'
import { databasePorts, type DatabasePorts } from './database-ports.ts'
import { flushState } from './flush-state.ts'
import { graphsOf, type RunGraphs } from './graphs-of-run.ts'
import { keptHistory } from './kept-history.ts'
import { keptRuns } from './kept-runs.ts'
import { loadHeld, type JobHold } from './load-state.ts'
import { freeKeysOf, lookForMessages } from './messages/outgoing.ts'
import { announceTasks } from './announce-tasks.ts'
import { runsInCommand } from './runs-in-command.ts'
import { summaries } from './summaries.ts'

/** A run on the database, under the lock of its root instance. */
export interface LockedRun extends RunningFlow {
  ports: DatabasePorts
  called: Map<string, FlowGraph>
  /** Who has claimed the job by which the run was loaded; null when it is gone. */
  hold?: JobHold | null
}

export interface RunChange {
  statement: Statement
  /** What the statement loads the run by. */
  id: string
  /** On an empty graph when its version no longer compiles. */
  evenBroken?: boolean
  /** The id is that of an open task: a run that this node moved last need not be read. */
  task?: boolean
  /** With all iterations of its multi-instance activities. */
  whole?: boolean
}

/** A few megabytes. */
const kept = keptRuns(2_000)

/**
 * Locks the run that `id` belongs to, lets `work` move it, and writes what changed. Throws RunUnknown, FlowVersionBroken.
 */
export async function changeRun<T>(
  ctx: RunContext,
  { statement, id, evenBroken = false, whole = false, task = false }: RunChange,
  work: (run: LockedRun) => Promise<T>,
): Promise<T> {
  const known = task ? await kept.lockByTask(ctx, id) : null
  const loaded = known === null ? await loadHeld(ctx.tx, statement, id) : { state: known, hold: null }
  if (loaded === null) throw new RunUnknown()
  const { state, hold } = loaded
  const graphs = await graphsOf(ctx, state)
  if (graphs.broken !== null && !evenBroken) throw graphs.broken
  const run = { ...runOn(ctx, state, graphs), hold }
  // A condition may read what any of the iterations changes.
  if (whole || hasConditions(graphs)) await run.ports.loadRest(state)
  return moveRun(ctx, run, work)
}

/** A run in memory with the world of the database. */
export function runOn(
  ctx: RunContext,
  state: FlowState,
  { graph, called }: Omit<RunGraphs, 'broken'>,
  record: Record<string, unknown> | null = null,
): LockedRun {
  const run: LockedRun = { graph, called, state, ports: databasePorts(ctx, state, { record, called }) }
  recordRun(run)
  return run
}

const hasConditions = ({ graph, called }: RunGraphs): boolean =>
  graph.conditions.length > 0 || [...called.values()].some(each => each.conditions.length > 0)

/** Moves a run that is locked, or new, and writes what changed: rows and history, audit entries, then the notices. */
export async function moveRun<T>(ctx: RunContext, run: LockedRun, work: (run: LockedRun) => Promise<T>): Promise<T> {
  const { state } = run
  const leave = runsInCommand(ctx).enter(state.instance)
  try {
    const result = await work(run)
    noteInputs(run)
    const about = await summaries(ctx, run)
    flushState(ctx.tx, state, { history: keptHistory(run), about })
    writeAudit(ctx, run)
    tellMessages(ctx, run)
    if (state.jobs.changes().created.some(job => isForNow(job, ctx))) ctx.afterCommit(hintFlowJobs)
    ctx.afterCommit(() => kept.keep(state))
    await announceTasks(ctx, run, about)
    return result
  } finally {
    leave()
  }
}

function writeAudit(ctx: RunContext, run: LockedRun): void {
  const system = ctx.as(systemPrincipal)
  for (const { by, fact } of auditFacts(run)) (by === 'person' ? ctx : system).audit(fact)
}

/** What was published before somebody waited for it is found by a job; a key of a run that is over is free again. */
function tellMessages(ctx: RunContext, { state, graph }: LockedRun): void {
  lookForMessages(
    ctx,
    state.subscriptions.changes().created.filter(each => each.kind === 'message'),
  )
  if (isOver(state.instance) && graph.starts.some(start => start.event.type === 'message'))
    freeKeysOf(ctx, [state.instance.id])
}

const isForNow = ({ state, dueAt }: Job, ctx: RunContext): boolean =>
  state === 'ready' && dueAt <= ctx.clock.now().toISOString()

export class RunUnknown extends NotFound {
  constructor() {
    super('flow.run_unknown', 'There is no such task or run of a flow, or you may not see it.')
  }
}
