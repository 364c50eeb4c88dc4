import type { WorkingCalendar } from '../../../base/working-calendar/index.ts'
import { applying, note, nowIn } from '../apply-effect.ts'
import type { Effect } from '../effect.ts'
import { functionDone } from '../elements/call-task.ts'
import { takeIn } from '../kernel/events.ts'
import { atToken, elementOf, graphOf, type RunningFlow } from '../kernel/running-flow.ts'
import { placeOfJob, took } from '../replay/took.ts'
import { runToRest } from '../run-to-rest.ts'
import type { Job, Token } from '../state.ts'
import { CalendarGone } from '../timer/calendar-gone.ts'
import { nextOccurrence } from '../timer/next-occurrence.ts'

type Values = Readonly<Record<string, unknown>>

/**
 * A timer fires, or an asynchronous continuation goes on. `stale` when the job is gone meanwhile, because nobody waits any
 * more, or not due (any more): another node took it over.
 */
export async function fireJob(running: RunningFlow, jobId: string): Promise<'fired' | 'stale'> {
  const job = ready(running, jobId)
  if (job === null || job.kind === 'external' || job.dueAt > nowIn(running)) return 'stale'
  took(running, () => ({ door: 'fire', place: placeOfJob(running.state, jobId), given: { kind: job.kind } }))
  await runToRest(running, job.kind === 'timer' ? await fireTimer(running, job) : goOn(running, job))
  return 'fired'
}

function ready({ state }: RunningFlow, jobId: string): Job | null {
  const job = state.jobs.get(jobId)
  const waits = job !== undefined && (job.token === null || state.tokens.get(job.token) !== undefined)
  return waits && job.state === 'ready' ? job : null
}

/** The follow-up of a cycle is made in the transaction of this firing; an interrupting event takes it along. */
async function fireTimer(running: RunningFlow, job: Job): Promise<Effect[]> {
  await reschedule(running, job)
  return [{ do: 'trigger', element: job.element, token: job.token, scope: job.scope }]
}

async function reschedule(running: RunningFlow, job: Job): Promise<boolean> {
  const { state, ports } = running
  const next = nextOccurrence(job, nowIn({ ports }), { calendar: await calendarOf(running, job) })
  if (next === null) {
    state.jobs.remove(job.id)
    return false
  }
  const { dueAt, gridStart, every, repeatsLeft } = next
  // Every occurrence has its own attempts.
  const retriesLeft = (job.data?.pauses?.length ?? 2) + 1
  state.jobs.change(job.id, { dueAt, gridStart, every, repeatsLeft, retriesLeft, state: 'ready' })
  return true
}

/** Null: all time counts. Throws CalendarGone. */
async function calendarOf(running: RunningFlow, { instance, element, every }: Job): Promise<WorkingCalendar | null> {
  const at = every === null ? undefined : graphOf(running, instance!).elements[element]
  const event = at !== undefined && 'event' in at ? at.event : undefined
  const name = event?.type === 'timer' ? event.timer.calendar : null
  if (name === null) return null
  const calendar = await running.ports.calendar(name)
  if (calendar === null) throw new CalendarGone(name)
  return calendar
}

function goOn({ state }: RunningFlow, job: Job): Effect[] {
  state.jobs.remove(job.id)
  const token = job.token!
  state.tokens.change(token, { state: 'waiting' })
  return [{ do: job.kind === 'enter' ? 'start' : 'depart', token }]
}

/** Why a job could not be done. */
export interface JobFailure {
  code: string
  message: string
  /** A next occurrence would fail just so: the cycle waits for the retry, too. */
  lasting: boolean
}

/**
 * All attempts were in vain: an incident says why. A cycle goes on with its next occurrence even so; everything else waits
 * for the retry.
 */
export async function failJob(running: RunningFlow, jobId: string, failure: JobFailure): Promise<void> {
  const { state, ports } = running
  const job = ready(running, jobId)
  if (job === null) return
  took(running, () => ({ door: 'fail', place: placeOfJob(state, jobId), given: { ...failure } }))
  const now = nowIn({ ports })
  const goesOn = !failure.lasting && job.every !== null && (await canGoOn(running, job))
  if (!goesOn && state.jobs.get(jobId) === undefined) state.jobs.add({ ...job })
  if (!goesOn) state.jobs.change(jobId, { state: 'failed', retriesLeft: 0 })
  const { element, instance, iteration } = job
  const { code, message } = failure
  const about = { instance, element, phase: 'enter' as const, code, message, iteration }
  const incident = { id: ports.newId(), token: null, job: goesOn ? null : jobId, at: now, resolvedAt: null, ...about }
  state.incidents.add(incident)
  note(applying(running), { instance, element, event: 'incident', data: { code, message } })
  await runToRest(running, [])
}

/** A cycle that has lost its calendar waits for it. */
async function canGoOn(running: RunningFlow, job: Job): Promise<boolean> {
  try {
    return await reschedule(running, job)
  } catch (error) {
    if (error instanceof CalendarGone) return false
    throw error
  }
}

/**
 * A worker has done an external task: `variables` are what he found; of a function `result` is what it gave. `stale` when
 * nobody waits for it any more.
 */
export async function completeJob(
  running: RunningFlow,
  jobId: string,
  { variables, result }: { variables?: Values; result?: unknown } = {},
): Promise<'completed' | 'stale'> {
  const found = externalOf(running, jobId)
  if (found === null) return 'stale'
  const { token, job } = found
  took(running, () => ({ door: 'job_done', place: placeOfJob(running.state, jobId), given: { variables, result } }))
  running.state.jobs.remove(job.id)
  const element = elementOf(token, running)
  if (element.type === 'functionTask') {
    await runToRest(running, functionDone(await atToken(token, running), result))
    return 'completed'
  }
  const named = element.type === 'externalTask' && element.resultVariable !== null ? element.resultVariable : null
  const values = named === null ? variables : { [named]: variables?.[named] ?? variables ?? null }
  note(applying(running), { instance: job.instance, element: job.element, event: 'called', data: { topic: job.topic } })
  await runToRest(running, [...takeIn(token, element, values, running), { do: 'leave', token: token.id }])
  return 'completed'
}

/** A worker reports a BPMN error: an event of the flow, not a failure. */
export async function throwInJob(
  running: RunningFlow,
  jobId: string,
  { code, message = null, variables }: { code: string; message?: string | null; variables?: Values },
): Promise<'thrown' | 'stale'> {
  const found = externalOf(running, jobId)
  if (found === null) return 'stale'
  const { token, job } = found
  took(running, () => ({
    door: 'job_error',
    place: placeOfJob(running.state, jobId),
    given: { code, message, variables },
  }))
  running.state.jobs.remove(job.id)
  const values: Effect[] = variables === undefined ? [] : [{ do: 'merge', scope: token.scope, values: variables }]
  await runToRest(running, [...values, { do: 'throw_error', token: token.id, code, message }])
  return 'thrown'
}

function externalOf(running: RunningFlow, jobId: string): { job: Job; token: Token } | null {
  const job = running.state.jobs.get(jobId)
  const token = job?.kind === 'external' && job.token !== null ? running.state.tokens.get(job.token) : undefined
  return job === undefined || token === undefined ? null : { job, token }
}
