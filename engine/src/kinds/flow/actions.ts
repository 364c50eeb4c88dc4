import { act, type Action } from './approval/act.ts'
import { checkAction, type Acting } from './approval/check-action.ts'
import type { Effect } from './effect.ts'
import { behaviourOf } from './elements/index.ts'
import { atToken, runToRest, type RunningFlow } from './run-to-rest.ts'
import { nextOccurrence } from './timer/next-occurrence.ts'

/** Begins the run at one of the flow's start events. */
export const startAt = (running: RunningFlow, startEvent: string): Promise<void> =>
  runToRest(running, [{ do: 'place', element: startEvent }])

/** A person acts on a task. Throws what check-action.ts throws; nothing is changed then. */
export async function actOnTask(running: RunningFlow, acting: Acting): Promise<void> {
  const { task, participant, element } = checkAction(running, acting)
  const at = await atToken(running.state.tokens.get(task.token)!, running)
  const action: Action = { outcome: acting.outcome, opinion: acting.opinion ?? null }
  await runToRest(running, act({ ...at, element }, task, participant, action))
}

/**
 * A timer fires. `stale` when its job is gone meanwhile, because the element no longer waits, or not due (any more): another
 * node took it over and fired it.
 */
export async function fireTimer(running: RunningFlow, jobId: string): Promise<'fired' | 'stale'> {
  const { state, graph } = running
  const job = state.jobs.get(jobId)
  const token = job && state.tokens.get(job.token)
  if (job?.state !== 'ready' || token === undefined || job.dueAt > running.ports.now().toISOString()) return 'stale'
  const at = await atToken(token, running, job.element)
  const spent: Effect[] = job.every === null ? [{ do: 'reschedule', job: job.id, plan: null }] : []
  await runToRest(running, [...spent, ...behaviourOf(graph.elements[job.element]!).fire!(at, job)])
  return 'fired'
}

/** Why a timer could not fire. */
export interface TimerFailure {
  code: string
  message: string
  /** The next occurrence would fail just so: the cycle waits for the retry, too. */
  lasting: boolean
}

/**
 * A timer could not fire: an incident says why. A cycle goes on with its next occurrence even so; a one-shot timer waits
 * for the retry.
 */
export async function failTimer(
  running: RunningFlow,
  jobId: string,
  { code, message, lasting }: TimerFailure,
): Promise<void> {
  const { state, ports } = running
  const job = state.jobs.get(jobId)
  if (job?.state !== 'ready') return
  const now = ports.now().toISOString()
  const next = lasting ? null : nextOccurrence(job, now)
  state.jobs.change(jobId, next === null ? { state: 'failed' } : next)
  const about = { element: job.element, code, message }
  state.incidents.add({
    id: ports.newId(),
    token: null,
    job: next === null ? jobId : null,
    ...about,
    at: now,
    resolvedAt: null,
  })
  await runToRest(running, [
    { do: 'note', element: job.element, event: 'incident', data: { code: about.code, message } },
  ])
}

/** An administrator has put right what was missing: the token enters its element anew, or the timer fires again. */
export async function retryIncident(running: RunningFlow, incidentId: string): Promise<void> {
  const { state, ports } = running
  const incident = state.incidents.get(incidentId)
  if (incident === undefined || incident.resolvedAt !== null) return
  const now = ports.now().toISOString()
  state.incidents.change(incidentId, { resolvedAt: now })
  if (incident.job !== null) state.jobs.change(incident.job, { state: 'ready', dueAt: now })
  if (incident.token !== null) state.tokens.change(incident.token, { state: 'waiting' })
  const anew: Effect[] = incident.token === null ? [] : [{ do: 'enter', token: incident.token }]
  await runToRest(running, [{ do: 'note', element: incident.element, event: 'retried' }, ...anew])
}

/** The run can't go on at all: an incident says why, once. */
export async function haltRun(
  running: RunningFlow,
  { code, message }: { code: string; message: string },
): Promise<void> {
  const { state, ports } = running
  if (state.incidents.where(i => i.code === code && i.resolvedAt === null).length > 0) return
  const at = ports.now().toISOString()
  state.incidents.add({ id: ports.newId(), token: null, job: null, element: '', code, message, at, resolvedAt: null })
  await runToRest(running, [{ do: 'note', element: '', event: 'incident', data: { code, message } }])
}
