import { requireRight } from '../../../../access/require-right.ts'
import { Conflict, NotFound } from '../../../../base/errors.ts'
import { isUuid } from '../../../../base/ids.ts'
import type { RunContext } from '../../../../runtime/context.ts'
import { refuseSuspended } from '../../actions/suspended.ts'
import type { Job } from '../../state.ts'
import { changeRun, RunUnknown, type LockedRun } from '../change-run.ts'
import { loadByJob } from '../statements/load-instance.ts'

/**
 * Lets `work` end an external task that `worker` holds, under the lock of its run. A lock that is over, but that nobody took
 * over, is still his: his work need not be done twice. Throws MissingRight, ExternalTaskUnknown,
 * ExternalTaskLockLost, FlowSuspended.
 */
export async function inHeldTask<T>(
  ctx: RunContext,
  { id, worker }: { id: string; worker: string },
  work: (run: LockedRun, job: Job) => Promise<T>,
): Promise<T> {
  requireWorker(ctx)
  if (!isUuid(id)) throw new ExternalTaskUnknown()
  try {
    return await changeRun(ctx, { statement: loadByJob, id }, async run => {
      const job = run.state.jobs.get(id)
      if (job?.kind !== 'external') throw new ExternalTaskUnknown()
      refuseSuspended(run)
      if (run.hold?.by !== worker) throw new ExternalTaskLockLost(worker)
      return work(run, job)
    })
  } catch (error) {
    throw error instanceof RunUnknown ? new ExternalTaskUnknown() : error
  }
}

/** Throws MissingRight. */
export const requireWorker = (ctx: RunContext): void => requireRight(ctx, 'work', 'external_task')

export class ExternalTaskUnknown extends NotFound {
  constructor() {
    super(
      'external_task.unknown',
      'There is no such external task (any more): it was completed, or its run went on without it. Drop the work.',
    )
  }
}

/** It was too slow, and somebody else has the task now; or nobody, and it may be fetched again. */
export class ExternalTaskLockLost extends Conflict {
  constructor(worker: string) {
    super(
      'external_task.lock_lost',
      `The worker ${worker} does not hold this external task. Drop the work, and extend locks in time: whoever fetches the task does it again.`,
    )
  }
}
