import { isUuid } from '../../base/ids.ts'
import type { KindOperation, RunContext } from '../../runtime/context.ts'
import { failTimer, fireTimer, retryIncident, type TimerFailure } from './actions.ts'
import { affectedRuns } from './run/affected-runs.ts'
import { changeRun, RunUnknown } from './run/change-run.ts'
import { checkVersions } from './run/check-versions.ts'
import { completeTask, type CompleteTask } from './run/complete-task.ts'
import { FlowVersionBroken } from './run/graph-of-version.ts'
import { listRuns } from './run/list-runs.ts'
import { migrateRuns, type MigrationOrder } from './run/migrate-runs.ts'
import { startByName, startByRecordEvent, type RecordEvent } from './run/start-runs.ts'
import { loadByIncident, loadByJob } from './run/statements/load-instance.ts'

/**
 * What flows offer other kinds and the pump, under `flow`:
 * - `record-event` {entity, id, event, record?}: a record was created or went through a transition; starts flows.
 * - `start` {subject?, variables?, businessKey?}: starts the named flow by hand.
 * - `complete-task` {taskId, outcome, opinion?, version?, record?}: the principal acts on a task.
 * - `fire-timer` {jobId}: `fired`, `stale` when the element no longer waits, `halted` when its version no longer compiles.
 * - `fail-timer` {jobId, message}: all attempts were in vain; an incident.
 * - `retry-incident` {incidentId}: the stuck token enters its element anew.
 * - `instances-of` {entity, id}: the runs about a record with their paths.
 * - `affected-runs` {fields}: unfinished runs whose kept flow or forms name one of the fields (`contract#amount`).
 * - `migrate-runs` {flow, mapping?, versions?, instances?, apply}: what moving runs to the present version would do, or does.
 * - `check-versions`: runs whose version of the flow no longer compiles become incidents; answers how many.
 */
export const flowOperations: Record<string, KindOperation> = {
  'record-event': (_, event: RecordEvent, ctx) => startByRecordEvent(ctx, event),
  start: (name, given, ctx) => startByName(ctx, name, given ?? {}),
  'complete-task': (_, input: CompleteTask, ctx) => completeTask(ctx, input),
  'fire-timer': (_, { jobId }: { jobId: string }, ctx) => fire(ctx, jobId),
  'fail-timer': (_, { jobId, message }: { jobId: string; message: string }, ctx) =>
    fail(ctx, jobId, { code: 'flow.timer_failed', message, lasting: false }),
  'retry-incident': (_, { incidentId }: { incidentId: string }, ctx) => retry(ctx, incidentId),
  'instances-of': (_, subject: { entity: string; id: string }, ctx) => listRuns(ctx, subject),
  'affected-runs': (_, { fields }: { fields: readonly string[] }, ctx) => affectedRuns(ctx, fields),
  'migrate-runs': (_, order: MigrationOrder, ctx) => migrateRuns(ctx, order),
  'check-versions': (_, __, ctx) => checkVersions(ctx),
}

async function fire(ctx: RunContext, jobId: string): Promise<'fired' | 'stale' | 'halted'> {
  try {
    return await changeRun(ctx, { statement: loadByJob, id: jobId }, run => fireTimer(run, jobId))
  } catch (error) {
    // The job went with its token between the claim and the lock.
    if (error instanceof RunUnknown) return 'stale'
    if (!(error instanceof FlowVersionBroken)) throw error
    await fail(ctx, jobId, { code: error.code, message: error.message, lasting: true })
    return 'halted'
  }
}

const fail = (ctx: RunContext, jobId: string, failure: TimerFailure): Promise<void> =>
  changeRun(ctx, { statement: loadByJob, id: jobId, evenBroken: true }, run => failTimer(run, jobId, failure))

async function retry(ctx: RunContext, incidentId: string): Promise<void> {
  if (!isUuid(incidentId)) throw new RunUnknown()
  await changeRun(ctx, { statement: loadByIncident, id: incidentId }, run => retryIncident(run, incidentId))
}
