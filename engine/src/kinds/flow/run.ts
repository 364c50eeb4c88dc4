import { isUuid } from '../../base/ids.ts'
import type { KindOperation, RunContext } from '../../runtime/context.ts'
import { failTimer, fireTimer, retryIncident } from './actions.ts'
import { changeRun, RunUnknown } from './run/change-run.ts'
import { completeTask, type CompleteTask } from './run/complete-task.ts'
import { listRuns } from './run/list-runs.ts'
import { startByName, startByRecordEvent, type RecordEvent } from './run/start-runs.ts'
import { loadByIncident, loadByJob } from './run/statements/load-instance.ts'

/**
 * What flows offer other kinds and the pump, under `flow`:
 * - `record-event` {entity, id, event, record?}: a record was created or went through a transition; starts flows.
 * - `start` {subject?, variables?, businessKey?}: starts the named flow by hand.
 * - `complete-task` {taskId, outcome, opinion?, version?, record?}: the principal acts on a task.
 * - `fire-timer` {jobId}: `fired`, or `stale` when the element no longer waits.
 * - `fail-timer` {jobId, message}: all attempts were in vain; an incident.
 * - `retry-incident` {incidentId}: the stuck token enters its element anew.
 * - `instances-of` {entity, id}: the runs about a record with their paths.
 */
export const flowOperations: Record<string, KindOperation> = {
  'record-event': (_, event: RecordEvent, ctx) => startByRecordEvent(ctx, event),
  start: (name, given, ctx) => startByName(ctx, name, given ?? {}),
  'complete-task': (_, input: CompleteTask, ctx) => completeTask(ctx, input),
  'fire-timer': (_, { jobId }: { jobId: string }, ctx) => fire(ctx, jobId),
  'fail-timer': (_, { jobId, message }: { jobId: string; message: string }, ctx) => fail(ctx, jobId, message),
  'retry-incident': (_, { incidentId }: { incidentId: string }, ctx) => retry(ctx, incidentId),
  'instances-of': (_, subject: { entity: string; id: string }, ctx) => listRuns(ctx, subject),
}

async function fire(ctx: RunContext, jobId: string): Promise<'fired' | 'stale'> {
  try {
    return await changeRun(ctx, { statement: loadByJob, id: jobId }, run => fireTimer(run, jobId))
  } catch (error) {
    // The job went with its token between the claim and the lock.
    if (error instanceof RunUnknown) return 'stale'
    throw error
  }
}

const fail = (ctx: RunContext, jobId: string, message: string): Promise<void> =>
  changeRun(ctx, { statement: loadByJob, id: jobId }, run => failTimer(run, jobId, message))

async function retry(ctx: RunContext, incidentId: string): Promise<void> {
  if (!isUuid(incidentId)) throw new RunUnknown()
  await changeRun(ctx, { statement: loadByIncident, id: incidentId }, run => retryIncident(run, incidentId))
}
