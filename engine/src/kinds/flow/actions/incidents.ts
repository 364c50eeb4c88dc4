import { applying, note, nowIn } from '../apply-effect.ts'
import type { Effect } from '../effect.ts'
import { disarm, removeScope } from '../kernel/remove.ts'
import { elementOf, graphOf, isInner, type RunningFlow } from '../kernel/running-flow.ts'
import type { TakenInput } from '../replay/taken-input.ts'
import { placeOfIncident, took } from '../replay/took.ts'
import { runToRest } from '../run-to-rest.ts'
import type { Incident, Token } from '../state.ts'

/** An administrator has put right what was missing: what failed is tried again. */
export async function retryIncident(running: RunningFlow, incidentId: string): Promise<void> {
  const incident = resolve(running, incidentId, { door: 'retry' })
  if (incident === null) return
  const { state, ports } = running
  const now = nowIn({ ports })
  if (incident.job !== null) {
    const retriesLeft = graphOf(running, incident.instance).elements[incident.element]?.retries?.attempts ?? 3
    state.jobs.change(incident.job, { state: 'ready', dueAt: now, retriesLeft })
  }
  const token = incident.token === null ? undefined : state.tokens.get(incident.token)
  await runToRest(running, token === undefined ? [] : again(token, incident, running))
}

function resolve(running: RunningFlow, incidentId: string, input: TakenInput): Incident | null {
  const { state, ports } = running
  const incident = state.incidents.get(incidentId)
  if (incident === undefined || incident.resolvedAt !== null) return null
  took(running, () => ({ ...input, place: placeOfIncident(state, incidentId) }))
  state.incidents.change(incidentId, { resolvedAt: nowIn({ ports }) })
  if (incident.token !== null) state.tokens.change(incident.token, { state: 'waiting' })
  note(applying(running), {
    instance: incident.instance,
    element: incident.element,
    event: input.door === 'retry' ? 'retried' : 'skipped',
  })
  return incident
}

/** What had begun is taken back first, but for the values of an instance of a loop: they were given to it. */
function again(token: Token, { phase }: Incident, running: RunningFlow): Effect[] {
  if (phase === 'leave' || phase === 'depart' || phase === 'join' || phase === 'enter')
    return [{ do: phase, token: token.id }]
  reset(token, running)
  return [{ do: isInner(running.state, token) ? 'begin' : 'start', token: token.id }]
}

function reset(token: Token, running: RunningFlow): void {
  const { state } = running
  disarm(state, token)
  for (const scope of state.scopes.by('token', token.id))
    if (scope.kind !== 'iteration') removeScope(applying(running), scope.id)
}

/** The element counts as done; `flow` says which way it goes on where the element would have to choose. */
export async function skipIncident(
  running: RunningFlow,
  incidentId: string,
  { flow }: { flow?: string } = {},
): Promise<void> {
  const { state } = running
  const incident = resolve(running, incidentId, { door: 'skip', given: { flow } })
  if (incident === null) return
  if (incident.job !== null) return skipJob(running, incident.job)
  const token = incident.token === null ? undefined : state.tokens.get(incident.token)
  if (token === undefined) return runToRest(running, [])
  if (incident.phase !== 'leave' && incident.phase !== 'depart') reset(token, running)
  await runToRest(running, wayOn(token, flow, running))
}

/** A gateway that can't decide, or a way out that can't be found, takes the given flow, else its default, else the first. */
function wayOn(token: Token, flow: string | undefined, running: RunningFlow): Effect[] {
  const element = elementOf(token, running)
  const chooses = element.type.endsWith('Gateway') || element.outgoing.length > 1
  const way = flow ?? (chooses ? (element.defaultFlow ?? element.outgoing[0]) : undefined)
  if (way === undefined) return [{ do: 'finish', token: token.id }]
  return [
    { do: 'consume', token: token.id },
    { do: 'take', flows: [way], scope: token.scope, task: token.task },
  ]
}

/** A timer that failed counts as fired without effect; an external task or continuation as done. */
async function skipJob(running: RunningFlow, jobId: string): Promise<void> {
  const { state } = running
  const job = state.jobs.get(jobId)
  state.jobs.remove(jobId)
  const token = job?.token == null ? undefined : state.tokens.get(job.token)
  if (
    job === undefined ||
    token === undefined ||
    ((job.kind === 'timer' || job.kind === 'deliver') && job.element !== token.element)
  )
    return runToRest(running, [])
  state.tokens.change(token.id, { state: 'waiting' })
  await runToRest(running, [{ do: job.kind === 'leave' ? 'depart' : 'leave', token: token.id }])
}

/** The run can't go on at all: an incident says why, once. */
export async function haltRun(
  running: RunningFlow,
  { code, message }: { code: string; message: string },
): Promise<void> {
  const { state, ports } = running
  if (state.incidents.where(i => i.code === code && i.resolvedAt === null).length > 0) return
  took(running, () => ({ door: 'halt', given: { code, message } }))
  const at = nowIn({ ports })
  const { id: instance } = state.instance
  const about = {
    instance,
    token: null,
    job: null,
    element: '',
    phase: 'enter' as const,
    code,
    message,
    iteration: null,
  }
  state.incidents.add({ id: ports.newId(), at, resolvedAt: null, ...about })
  note(applying(running), { instance, element: '', event: 'incident', data: { code, message } })
  await runToRest(running, [])
}
