import type { RunContext } from '../../../runtime/context.ts'
import { failJob, fireJob as fireIn, type JobFailure } from '../actions.ts'
import { changeRun, RunUnknown } from './change-run.ts'
import { FlowVersionBroken } from './graph-of-version.ts'
import { deliverEvent } from './messages/deliver-event.ts'
import { failStart, startByJob } from './messages/start-job.ts'
import { adoptDelivery } from './statements/adopt-delivery.ts'
import { loadByJob } from './statements/load-instance.ts'
import { noteJobError } from './statements/note-job-error.ts'

export interface JobOrder {
  jobId: string
  /** Default: a job of a run. */
  kind?: 'timer' | 'enter' | 'leave' | 'deliver' | 'start'
  /** The node that has claimed it; absent: whoever asks may do it. */
  owner?: string
}

export type JobDone = 'fired' | 'stale' | 'halted'

/**
 * Does a job that is due. `stale`: nobody waits for it any more, or another node has taken it over. `halted`: the version of
 * its run no longer compiles, of which an incident tells.
 */
export async function fireJob(ctx: RunContext, order: JobOrder): Promise<JobDone> {
  try {
    return await fire(ctx, order)
  } catch (error) {
    // The job went with its token between the claim and the lock.
    if (error instanceof RunUnknown) return 'stale'
    if (!(error instanceof FlowVersionBroken)) throw error
    await giveUp(ctx, order, { code: error.code, message: error.message, lasting: true })
    return 'halted'
  }
}

function fire(ctx: RunContext, { jobId, kind, owner }: JobOrder): Promise<JobDone> {
  if (kind === 'start') return startByJob(ctx, jobId)
  if (kind === 'deliver') return deliverEvent(ctx, jobId)
  return changeRun(ctx, { statement: loadByJob, id: jobId }, async run =>
    owner !== undefined && run.hold?.by !== owner ? 'stale' : fireIn(run, jobId),
  )
}

/** All attempts were in vain: an incident, unless another node has taken the job over meanwhile. */
export async function giveUp(ctx: RunContext, order: JobOrder, failure: JobFailure): Promise<void> {
  const { jobId, kind, owner } = order
  if (kind === 'start') return failStart(ctx, jobId, failure.message)
  if (kind === 'deliver') await ctx.tx.query(adoptDelivery, [jobId])
  try {
    await changeRun(ctx, { statement: loadByJob, id: jobId, evenBroken: true }, async run => {
      if (owner !== undefined && run.hold?.by !== owner) return
      await failJob(run, jobId, failure)
      ctx.tx.write(noteJobError, [jobId, failure.message])
    })
  } catch (error) {
    if (!(error instanceof RunUnknown)) throw error
  }
}
