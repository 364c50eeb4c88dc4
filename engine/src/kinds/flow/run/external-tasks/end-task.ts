import type { RunContext } from '../../../../runtime/context.ts'
import { completeJob, failJob, throwInJob } from '../../actions.ts'
import { noteJobError } from '../statements/note-job-error.ts'
import { releaseExternalTask } from '../statements/external-tasks.ts'
import { inHeldTask } from './held-task.ts'

type Values = Readonly<Record<string, unknown>>

/** One task, and who claims to hold it. */
export interface TaskHold {
  id: string
  worker: string
}

/** The work is done: the run goes on with what the worker found. Throws as `inHeldTask`. */
export const completeExternalTask = (
  ctx: RunContext,
  { id, worker, variables }: TaskHold & { variables?: Values },
): Promise<void> =>
  inHeldTask(ctx, { id, worker }, async run => {
    await completeJob(run, id, { ...(variables && { variables }) })
  })

/** An outcome that the flow knows, not a failure: caught by an error event with this code. Throws as `inHeldTask`. */
export const throwInExternalTask = (
  ctx: RunContext,
  { id, worker, ...error }: TaskHold & { code: string; message?: string | null; variables?: Values },
): Promise<void> =>
  inHeldTask(ctx, { id, worker }, async run => {
    await throwInJob(run, id, error)
  })

export interface TaskFailure extends TaskHold {
  /** Of the incident when no attempt is left; default `external_task.failed`. */
  code?: string
  message: string
  /** For whoever repairs it: a stack trace. */
  details?: string | null
  /** Attempts that are left; default: one less. */
  retriesLeft?: number
  /** Milliseconds before the next attempt; default: none. */
  retryInMs?: number
}

const MOST_DETAILS = 10_000

/** The work could not be done: tried again after a pause, or, when no attempt is left, an incident. Throws as `inHeldTask`. */
export const failExternalTask = (ctx: RunContext, failure: TaskFailure): Promise<{ retriesLeft: number }> =>
  inHeldTask(ctx, failure, async (run, job) => {
    const { id, worker, message, details, retryInMs = 0 } = failure
    const retriesLeft = Math.max(0, failure.retriesLeft ?? job.retriesLeft - 1)
    const error = [message, details ?? ''].join('\n').trim().slice(0, MOST_DETAILS)
    if (retriesLeft === 0) {
      await failJob(run, id, { code: failure.code ?? 'external_task.failed', message, lasting: true })
      ctx.tx.write(noteJobError, [id, error])
    } else {
      const at = new Date(ctx.clock.now().getTime() + retryInMs).toISOString()
      ctx.tx.write(releaseExternalTask, [id, worker, at, error, retriesLeft])
    }
    ctx.audit({
      action: 'external_task.failed',
      subjectKind: 'external_task',
      subjectId: id,
      changes: { instance: job.instance, element: job.element, topic: job.topic, worker, message, retriesLeft },
    })
    return { retriesLeft }
  })
