import { NotFound } from '../../../base/errors.ts'
import { systemPrincipal } from '../../../runtime/command-runner.ts'
import type { RunContext, Statement } from '../../../runtime/context.ts'
import type { RunningFlow } from '../run-to-rest.ts'
import type { FlowState } from '../state.ts'
import { auditFacts } from './audit-facts.ts'
import { databasePorts, loadSubject, type DatabasePorts, type OpenedTask } from './database-ports.ts'
import { flushState } from './flush-state.ts'
import { graphOrEmpty } from './graph-of-version.ts'
import { loadState } from './load-state.ts'
import { namesOf } from './names-of.ts'
import { runsInCommand } from './runs-in-command.ts'
import { subjectSummary, type SubjectSummary } from './subject-summary.ts'

/** A run on the database, under the lock of its root instance. */
export interface LockedRun extends RunningFlow {
  ports: DatabasePorts
}

/**
 * Locks the run that `id` belongs to, lets `work` move it, and writes what changed. `evenBroken`: on an empty graph when its
 * version no longer compiles. Throws RunUnknown, FlowVersionBroken.
 */
export async function changeRun<T>(
  ctx: RunContext,
  by: { statement: Statement; id: string; evenBroken?: boolean },
  work: (run: LockedRun) => Promise<T>,
): Promise<T> {
  const state = await loadState(ctx.tx, by.statement, by.id)
  if (state === null) throw new RunUnknown()
  const { graph, broken } = await graphOrEmpty(ctx, state.instance)
  if (broken !== null && !by.evenBroken) throw broken
  return moveRun(ctx, { graph, state, ports: databasePorts(ctx, state) }, work)
}

/** Moves a run that is locked, or new, and writes what changed: rows and history, audit entries, then the notices. */
export async function moveRun<T>(ctx: RunContext, run: LockedRun, work: (run: LockedRun) => Promise<T>): Promise<T> {
  const leave = runsInCommand(ctx).enter(run.state.instance)
  try {
    const result = await work(run)
    const about = await aboutSubject(ctx, run)
    await flushState(ctx.tx, run.state, about)
    writeAudit(ctx, run)
    for (const opened of run.ports.opened) await announce(ctx, run, { opened, about })
    return result
  } finally {
    leave()
  }
}

function writeAudit(ctx: RunContext, { state, graph }: LockedRun): void {
  const system = ctx.as(systemPrincipal)
  for (const { by, fact } of auditFacts(state, graph)) (by === 'person' ? ctx : system).audit(fact)
}

/** Only a task that opens now is told about in lists. */
async function aboutSubject(ctx: RunContext, { state, ports }: LockedRun): Promise<SubjectSummary | null> {
  const { subject } = state.instance
  if (subject === null || (ports.opened.length === 0 && state.tasks.changes().created.length === 0)) return null
  return subjectSummary(ctx.snapshot, subject.entity, await loadSubject(ctx.as(systemPrincipal), subject))
}

/** A task that was closed again within the command is nobody's business. */
async function announce(
  ctx: RunContext,
  { state, graph }: LockedRun,
  { opened, about }: { opened: OpenedTask; about: SubjectSummary | null },
): Promise<void> {
  if (isClosed(state, opened) || opened.people.length === 0) return
  const { subject, starter } = state.instance
  await ctx.run('notice', '*', 'task-opened', {
    taskId: opened.task.id,
    title: opened.task.title,
    kind: opened.task.kind,
    people: opened.people,
    flow: { name: graph.name, title: graph.title },
    starter,
    starterName: await starterName(ctx, starter),
    entity: subject?.entity ?? null,
    recordId: subject?.id ?? null,
    recordTitle: about?.title ?? null,
  })
}

/** Whoever starts a run is at hand. */
async function starterName(ctx: RunContext, starter: string | null): Promise<string | null> {
  if (starter === null || starter === ctx.principal.personId) return starter && ctx.principal.name
  return (await namesOf(ctx, [starter])).get(starter) ?? null
}

const isClosed = (state: FlowState, { task }: OpenedTask): boolean => state.tasks.get(task.id)?.state !== 'open'

export class RunUnknown extends NotFound {
  constructor() {
    super('flow.run_unknown', 'There is no such task or run of a flow, or you may not see it.')
  }
}
