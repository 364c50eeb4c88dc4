import { newId } from '../../../../base/ids.ts'
import { hintFlowJobs } from '../../../../jobs/flow-hints.ts'
import type { RunContext } from '../../../../runtime/context.ts'
import { planFor } from '../../elements/plan-for.ts'
import type { Timer } from '../../graph.ts'
import { nextOccurrence } from '../../timer/next-occurrence.ts'
import type { TimerPlan } from '../../timer/timer-plan.ts'
import { removeEventJob } from '../statements/take-delivery.ts'
import { addTimerStarts, moveStartJob, takeTimerStarts } from '../statements/timer-starts.ts'
import { workingCalendar } from '../working-calendars.ts'
import { eventStarts, type EventStart } from './event-starts.ts'
import { beginRun } from './start-by-event.ts'

interface TimerStart {
  definition: string
  process: string
  element: string
}

/**
 * Makes the jobs of timer start events be those of the present definitions; answers how many were planned. Done after every
 * switch of the snapshot and at the engine's start, by every node: the second one finds nothing to do. A start event whose
 * timer says the same as before is left alone: its time goes on, and what has fired once does not fire again because something
 * else in the definition was changed.
 */
export async function planTimerStarts(ctx: RunContext): Promise<number> {
  const starts = eventStarts(ctx.snapshot, 'timer')
  const wanted = starts.map(start => ({ ...idOf(start), timer: textOf(timerOf(start)) }))
  const taken = await ctx.tx.query<TimerStart>(takeTimerStarts, [JSON.stringify(wanted)])
  const planned = []
  for (const each of taken) {
    const start = starts.find(s => isAt(s, each))!
    const plan = await planOf(ctx, timerOf(start))
    if (typeof plan === 'string') ctx.log.error({ ...each, fault: plan }, 'a timer start event can not be planned')
    else planned.push(rowOf(start, plan))
  }
  if (planned.length > 0) ctx.tx.write(addTimerStarts, [JSON.stringify(planned)])
  if (planned.length > 0) ctx.afterCommit(hintFlowJobs)
  return planned.length
}

const idOf = ({ definition, graph, at }: EventStart): TimerStart => ({
  definition,
  process: graph.process,
  element: at.id,
})

const isAt = (start: EventStart, { definition, process, element }: TimerStart): boolean =>
  start.definition === definition && start.graph.process === process && start.at.id === element

const timerOf = ({ at }: EventStart): Timer => (at.event as { timer: Timer }).timer

const textOf = ({ kind, value, calendar }: Timer): string =>
  JSON.stringify([kind, 'literal' in value ? value.literal : { expression: value.expression.text }, calendar])

/** A fault in words when its text gives no time. */
async function planOf(ctx: RunContext, timer: Timer): Promise<TimerPlan | string> {
  const calendar = timer.calendar === null ? null : await workingCalendar(ctx, timer.calendar)
  if (timer.calendar !== null && calendar === null) return `There is no working calendar "${timer.calendar}".`
  return planFor(timer, {}, { now: ctx.clock.now().toISOString(), calendar })
}

const rowOf = (start: EventStart, plan: TimerPlan) => ({
  id: newId(),
  ...idOf(start),
  timer: textOf(timerOf(start)),
  due_at: plan.dueAt,
  grid_start: plan.gridStart,
  every: plan.every,
  repeats_left: plan.repeatsLeft,
})

export interface TimerStartJob {
  element: string
  due_at: Date | string
  grid_start: Date | string | null
  every: string | null
  repeats_left: number | null
  state: string
  data: { definition: string; process: string; timer?: string }
}

/**
 * A timer start event fires: a run begins in the present version, and the next occurrence is planned, in one transaction.
 * After a time in which nothing ran it fires once, and goes on in the future on its grid.
 */
export async function startByTimer(ctx: RunContext, jobId: string, job: TimerStartJob): Promise<'fired' | 'stale'> {
  const start = eventStarts(ctx.snapshot, 'timer').find(s => isAt(s, { ...job.data, element: job.element }))
  if (start === undefined || textOf(timerOf(start)) !== job.data.timer) {
    ctx.tx.write(removeEventJob, [jobId])
    return 'stale'
  }
  if (job.state !== 'ready' || instant(job.due_at) > ctx.clock.now().toISOString()) return 'stale'
  await moveOn(ctx, jobId, { job, timer: timerOf(start), error: null })
  await beginRun(ctx, start, { variables: {} })
  return 'fired'
}

/** A cycle goes on also when this time was in vain; a single one is over, or stays for an administrator. Answers whether it goes on. */
export async function moveOn(
  ctx: RunContext,
  jobId: string,
  { job, timer, error }: { job: TimerStartJob; timer: Timer | null; error: string | null },
): Promise<boolean> {
  const calendar = timer?.calendar ? await workingCalendar(ctx, timer.calendar) : null
  const fired = {
    dueAt: instant(job.due_at),
    gridStart: job.grid_start === null ? null : instant(job.grid_start),
    every: job.every,
    repeatsLeft: job.repeats_left,
  }
  const next = nextOccurrence(fired, ctx.clock.now().toISOString(), { calendar })
  if (next !== null) ctx.tx.write(moveStartJob, [jobId, next.dueAt, next.gridStart, next.repeatsLeft, error])
  else if (error === null) ctx.tx.write(removeEventJob, [jobId])
  return next !== null
}

/** Null when the definition has no such start any more. */
export function timerOfJob(ctx: RunContext, { element, data }: TimerStartJob): Timer | null {
  const start = eventStarts(ctx.snapshot, 'timer').find(s => isAt(s, { ...data, element }))
  return start === undefined ? null : timerOf(start)
}

const instant = (value: Date | string): string => new Date(value).toISOString()
