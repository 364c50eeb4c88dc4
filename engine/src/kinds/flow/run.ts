import { isUuid } from '../../base/ids.ts'
import type { KindOperation, RunContext } from '../../runtime/context.ts'
import { retryIncident } from './actions.ts'
import { affectedRuns } from './run/affected-runs.ts'
import { changeRun, RunUnknown } from './run/change-run.ts'
import { checkVersions } from './run/check-versions.ts'
import { completeTask, type CompleteTask } from './run/complete-task.ts'
import { completeFunction } from './run/external-tasks/complete-function.ts'
import {
  completeExternalTask,
  failExternalTask,
  throwInExternalTask,
  type TaskFailure,
  type TaskHold,
} from './run/external-tasks/end-task.ts'
import { extendTask, unlockTask } from './run/external-tasks/hold-task.ts'
import { fireJob, giveUp, type JobOrder } from './run/fire-job.ts'
import { listRuns } from './run/list-runs.ts'
import { messageOperations } from './run/messages/message-operations.ts'
import { operateOperations } from './run/operate/operate-operations.ts'
import { migrateRuns, type MigrationOrder } from './run/migrate-runs.ts'
import { replayRuns, type ReplayOrder } from './run/replay/replay-runs.ts'
import { startByName, startByRecordEvent, type RecordEvent } from './run/start-runs.ts'
import { loadByIncident } from './run/statements/load-instance.ts'

/**
 * What flows offer other kinds and the pump, under `flow`:
 * - `record-event` {entity, id, event, record?}: a record was created or went through a transition; starts flows.
 * - `start` {subject?, variables?, businessKey?}: starts the named flow by hand.
 * - `complete-task` {taskId, outcome, opinion?, version?, record?}: the principal acts on a task.
 * - `fire-job` {jobId, kind?, owner?}: `fired`, `stale` when nobody waits (any more), `halted` when its version no longer compiles.
 * - `fail-job` {jobId, kind?, owner?, code?, message}: all attempts were in vain; an incident.
 * - `complete-external` {id, worker, variables?}, `fail-external` {id, worker, message, details?, retriesLeft?, retryInMs?},
 *   `throw-in-external` {id, worker, code, message?, variables?}, `extend-external` {id, worker, lockMs},
 *   `unlock-external` {id, worker}: a worker ends the external task that he holds, or keeps it, or gives it back.
 * - `complete-function` {id, worker, result}: a function with effects outside has answered.
 * - `retry-incident` {incidentId}: the stuck token enters its element anew.
 * - `instances-of` {entity, id}: the runs about a record with their paths.
 * - `affected-runs` {fields}: unfinished runs whose kept flow or forms name one of the fields (`contract#amount`).
 * - `migrate-runs` {flow, mapping?, versions?, instances?, apply}: what moving runs to the present version would do, or does.
 * - `replay-runs` {flow, from, to, since?, after?, limit?}: what past runs would have been in another version; changes nothing.
 * - `check-versions`: runs whose version of the flow no longer compiles become incidents; answers how many.
 */
export const flowOperations: Record<string, KindOperation> = {
  ...messageOperations,
  ...operateOperations,
  'record-event': (_, event: RecordEvent, ctx) => startByRecordEvent(ctx, event),
  start: (name, given, ctx) => startByName(ctx, name, given ?? {}),
  'complete-task': (_, input: CompleteTask, ctx) => completeTask(ctx, input),
  'fire-job': (_, order: JobOrder, ctx) => fireJob(ctx, order),
  'fail-job': (
    _,
    { code = 'flow.job_failed', message, ...order }: JobOrder & { code?: string; message: string },
    ctx,
  ) => giveUp(ctx, order, { code, message, lasting: false }),
  'complete-external': (_, given: TaskHold & { variables?: Record<string, unknown> }, ctx) =>
    completeExternalTask(ctx, given),
  'fail-external': (_, failure: TaskFailure, ctx) => failExternalTask(ctx, failure),
  'throw-in-external': (_, given: Parameters<typeof throwInExternalTask>[1], ctx) => throwInExternalTask(ctx, given),
  'extend-external': (_, given: TaskHold & { lockMs: number }, ctx) => extendTask(ctx, given),
  'unlock-external': (_, given: TaskHold, ctx) => unlockTask(ctx, given),
  'complete-function': (_, given: TaskHold & { result: unknown }, ctx) => completeFunction(ctx, given),
  'retry-incident': (_, { incidentId }: { incidentId: string }, ctx) => retry(ctx, incidentId),
  'instances-of': (_, subject: { entity: string; id: string }, ctx) => listRuns(ctx, subject),
  'affected-runs': (_, { fields }: { fields: readonly string[] }, ctx) => affectedRuns(ctx, fields),
  'migrate-runs': (_, order: MigrationOrder, ctx) => migrateRuns(ctx, order),
  'replay-runs': (_, order: ReplayOrder, ctx) => replayRuns(ctx, order),
  'check-versions': (_, __, ctx) => checkVersions(ctx),
}

async function retry(ctx: RunContext, incidentId: string): Promise<void> {
  if (!isUuid(incidentId)) throw new RunUnknown()
  await changeRun(ctx, { statement: loadByIncident, id: incidentId }, run => retryIncident(run, incidentId))
}
