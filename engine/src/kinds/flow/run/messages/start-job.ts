import type { RunContext } from '../../../../runtime/context.ts'
import { failStartJob, lockStartJob, readStartJob } from '../statements/timer-starts.ts'
import { startByEvent } from './start-by-event.ts'
import { moveOn, startByTimer, timerOfJob, type TimerStartJob } from './timer-starts.ts'

/** A job begins a run: its time has come, or a message or signal. `stale`: another one has done so, or there is no such start any more. */
export async function startByJob(ctx: RunContext, jobId: string): Promise<'fired' | 'stale'> {
  const job = await lockedJob(ctx, jobId)
  if (job === undefined) return 'stale'
  return job.data.timer === undefined ? startByEvent(ctx, jobId) : startByTimer(ctx, jobId, job)
}

/** All attempts were in vain: a cycle goes on with its next occurrence; every other one waits for an administrator. */
export async function failStart(ctx: RunContext, jobId: string, message: string): Promise<void> {
  const job = await lockedJob(ctx, jobId)
  if (job === undefined) return
  const goesOn = job.every !== null && (await moveOn(ctx, jobId, { job, timer: timerOfJob(ctx, job), error: message }))
  if (!goesOn) ctx.tx.write(failStartJob, [jobId, message])
  ctx.audit({
    action: 'flow.start_failed',
    subjectKind: 'flow',
    subjectId: job.data.definition,
    changes: { element: job.element, message, again: goesOn },
  })
}

async function lockedJob(ctx: RunContext, jobId: string): Promise<TimerStartJob | undefined> {
  const [lock] = await ctx.tx.query<{ mine: boolean }>(lockStartJob, [jobId])
  return lock!.mine ? (await ctx.tx.query<TimerStartJob>(readStartJob, [jobId]))[0] : undefined
}
