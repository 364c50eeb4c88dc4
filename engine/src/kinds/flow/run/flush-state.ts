import type { Transaction } from '../../../runtime/context.ts'
import type { FlowState, Incident, Instance, Job, Participant, Task, Token } from '../state.ts'
import { FLUSH_PARTS, flushStatement, type FlushPart } from './statements/flush-state.ts'
import type { SubjectSummary } from './subject-summary.ts'

/**
 * Writes what changed, in one statement. A token, timer or task that came and went in this command was never a row; the
 * rows of a finished run's tokens and timers are gone with it.
 */
export async function flushState(tx: Transaction, state: FlowState, about: SubjectSummary | null): Promise<void> {
  const rows = rowsOf(state, about)
  const parts = (Object.keys(FLUSH_PARTS) as FlushPart[]).filter(part => (rows[part]?.length ?? 0) > 0)
  if (parts.length === 0) return
  await tx.query(
    flushStatement(parts),
    parts.map(part => JSON.stringify(rows[part])),
  )
}

/** Rows by the part of the statement that writes them. */
function rowsOf(state: FlowState, about: SubjectSummary | null): Partial<Record<FlushPart, unknown[]>> {
  const { instance } = state
  const owner = { instance_id: instance.id, root_id: instance.rootId }
  const [tokens, tasks, participants] = [state.tokens.changes(), state.tasks.changes(), state.participants.changes()]
  const [jobs, incidents] = [state.jobs.changes(), state.incidents.changes()]
  const [created, changed] = state.isNew ? [[instance], []] : [[], state.history.length > 0 ? [instance] : []]
  return {
    insert_instance: created.map(instanceRow),
    update_instance: changed.map(instanceRow),
    insert_token: tokens.created.map(t => ({ ...owner, ...tokenRow(t) })),
    update_token: tokens.changed.map(tokenRow),
    delete_token: tokens.removed,
    insert_task: tasks.created.map(t => ({ ...owner, ...taskRow(t), ...subjectRow(instance, about) })),
    update_task: tasks.changed.map(taskRow),
    insert_participant: participants.created.map(participantRow),
    update_participant: participants.changed.map(participantRow),
    insert_job: jobs.created.map(j => ({ ...owner, ...jobRow(j) })),
    update_job: jobs.changed.map(jobRow),
    delete_job: jobs.removed,
    insert_incident: incidents.created.map(i => ({ ...owner, ...incidentRow(i) })),
    update_incident: incidents.changed.map(incidentRow),
    insert_history: state.history.map(h => ({ instance_id: instance.id, ...h })),
  }
}

const instanceRow = (i: Instance) => ({
  id: i.id,
  root_id: i.rootId,
  definition: i.definition,
  version: i.version,
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
