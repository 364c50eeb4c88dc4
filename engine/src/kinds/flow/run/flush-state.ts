import type { Transaction } from '../../../runtime/context.ts'
import type { FlowState, Incident, Instance, Job, Participant, Task, Token } from '../state.ts'
import { FLUSH_PARTS, flushStatement, type FlushPart } from './statements/flush-state.ts'
import type { SubjectSummary } from './subject-summary.ts'

/**
 * Writes what changed, in one statement. A token, timer or task that came and went in this command was never a row; the
 * rows of a finished run's tokens and timers are gone with it.
 */
export async function flushState(tx: Transaction, state: FlowState, about: SubjectSummary | null): Promise<void> {
  const values = valuesOf(state, about)
  const parts = (Object.keys(FLUSH_PARTS) as FlushPart[]).filter(part => values[part] !== undefined)
  if (parts.length === 0) return
  await tx.query(
    flushStatement(parts),
    parts.map(part => values[part]),
  )
}

/** The parameter of every part that has something to write. */
function valuesOf(state: FlowState, about: SubjectSummary | null): Partial<Record<FlushPart, unknown>> {
  const { instance } = state
  const owner = { instance_id: instance.id, root_id: instance.rootId }
  const [tokens, jobs] = [state.tokens.changes(), state.jobs.changes()]
  return withoutEmpty({
    instance: rows(state.isNew || state.history.length > 0 ? [instanceRow(instance)] : []),
    token: rows(written(tokens).map(t => ({ ...owner, ...tokenRow(t) }))),
    task: rows(written(state.tasks.changes()).map(t => ({ ...owner, ...taskRow(t), ...subjectRow(instance, about) }))),
    participant: rows(written(state.participants.changes()).map(participantRow)),
    job: rows(written(jobs).map(j => ({ ...owner, ...jobRow(j) }))),
    incident: rows(written(state.incidents.changes()).map(i => ({ ...owner, ...incidentRow(i) }))),
    history: rows(state.history.map(h => ({ instance_id: instance.id, ...h }))),
    ...gone('token_gone', 'tokens_gone', tokens.removed),
    ...gone('job_gone', 'jobs_gone', jobs.removed),
  })
}

const written = <Row>({ created, changed }: { created: Row[]; changed: Row[] }): Row[] => [...created, ...changed]

const rows = (list: readonly object[]): string | undefined => (list.length === 0 ? undefined : JSON.stringify(list))

/** One row goes by its key, without a guess of how many there are. */
const gone = (one: FlushPart, many: FlushPart, ids: readonly string[]): Partial<Record<FlushPart, unknown>> =>
  ids.length === 0 ? {} : ids.length === 1 ? { [one]: ids[0] } : { [many]: ids }

const withoutEmpty = (values: Record<string, unknown>): Partial<Record<FlushPart, unknown>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

const instanceRow = (i: Instance) => ({
  id: i.id,
  root_id: i.rootId,
  definition: i.definition,
  version: i.version,
  snapshot_id: i.snapshot,
  state: i.state,
  outcome: i.outcome,
  business_key: i.businessKey,
  subject_entity: i.subject?.entity ?? null,
  subject_id: i.subject?.id ?? null,
  starter: i.starter,
  variables: i.variables,
  round: i.round,
  sequence: i.sequence,
  started_at: i.startedAt,
  ended_at: i.endedAt,
})

const tokenRow = ({ id, element, flow, state, task }: Token) => ({ id, element, flow, state, task_id: task })

const taskRow = (t: Task) => ({
  id: t.id,
  token_id: t.token,
  element: t.element,
  kind: t.kind,
  title: t.title,
  state: t.state,
  outcome: t.outcome,
  version: t.version,
  round: t.round,
  opened_at: t.openedAt,
  due_at: t.dueAt,
  done_at: t.doneAt,
})

const subjectRow = ({ subject }: Instance, about: SubjectSummary | null) => ({
  subject_entity: subject?.entity ?? null,
  subject_id: subject?.id ?? null,
  subject_title: about?.title ?? null,
  summary: about?.facts ?? [],
})

const participantRow = (p: Participant) => ({
  id: p.id,
  task_id: p.task,
  person_id: p.person,
  position: p.position,
  role: p.role,
  state: p.state,
  opinion: p.opinion,
  acted_at: p.actedAt,
})

const jobRow = (j: Job) => ({
  id: j.id,
  kind: j.kind,
  token_id: j.token,
  element: j.element,
  due_at: j.dueAt,
  grid_start: j.gridStart,
  every: j.every,
  repeats_left: j.repeatsLeft,
  state: j.state,
})

const incidentRow = (i: Incident) => ({
  id: i.id,
  token_id: i.token,
  job_id: i.job,
  element: i.element,
  code: i.code,
  message: i.message,
  at: i.at,
  resolved_at: i.resolvedAt,
})
