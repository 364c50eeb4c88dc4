import type { RunContext } from '../../../../runtime/context.ts'
import { completeJob } from '../../actions.ts'
import { inHeldTask } from './held-task.ts'
import type { TaskHold } from './end-task.ts'

/** A function with effects outside has answered the worker of this engine. Throws as `inHeldTask`. */
export const completeFunction = (
  ctx: RunContext,
  { id, worker, result }: TaskHold & { result: unknown },
): Promise<void> =>
  inHeldTask(ctx, { id, worker }, async run => {
    await completeJob(run, id, { result })
  })
