import type { Statement, Transaction } from '../../../runtime/context.ts'
import { RowSet } from '../row-set.ts'
import type { FlowState, Incident, Instance, Job, Participant, PassedApproval, Task, Token } from '../state.ts'

interface LoadedRow {
  instance: Row
  seen: number
  tokens: Row[]
  tasks: Row[]
  participants: Row[]
  jobs: Row[]
  incidents: Row[]
  approvals: PassedApproval[]
}
type Row = Record<string, any>

/** Locks the run that `id` belongs to, and reads it. Null when there is no such thing. */
export async function loadState(tx: Transaction, statement: Statement, id: string): Promise<FlowState | null> {
  let [row] = await tx.query<LoadedRow>(statement, [id])
  // Under the lock nobody changes it any more: the second reading is always whole.
  if (row !== undefined && row.seen !== row.instance.sequence) [row] = await tx.query<LoadedRow>(statement, [id])
  return row === undefined ? null : stateOf(row)
}

const stateOf = (row: LoadedRow): FlowState => ({
  instance: instanceOf(row.instance),
  isNew: false,
  tokens: new RowSet(row.tokens.map(tokenOf)),
  tasks: new RowSet(row.tasks.map(taskOf)),
  participants: new RowSet(row.participants.map(participantOf)),
  jobs: new RowSet(row.jobs.map(jobOf)),
  incidents: new RowSet(row.incidents.map(incidentOf)),
  history: [],
  approvals: row.approvals,
})

export const instanceOf = (row: Row): Instance => ({
  id: row.id,
  rootId: row.root_id,
  definition: row.definition,
  version: row.version,
  snapshot: row.snapshot_id,
  state: row.state,
  outcome: row.outcome,
  businessKey: row.business_key,
  subject: row.subject_id === null ? null : { entity: row.subject_entity, id: row.subject_id },
  starter: row.starter,
  variables: row.variables,
  round: row.round,
  sequence: row.sequence,
  startedAt: instant(row.started_at)!,
  endedAt: instant(row.ended_at),
})

const tokenOf = (row: Row): Token => ({
  id: row.id,
  element: row.element,
  flow: row.flow,
  state: row.state,
  task: row.task_id,
})

export const taskOf = (row: Row): Task => ({
  id: row.id,
  token: row.token_id,
  element: row.element,
  kind: row.kind,
  title: row.title,
  state: row.state,
  outcome: row.outcome,
  version: row.version,
  round: row.round,
  openedAt: instant(row.opened_at)!,
  dueAt: instant(row.due_at),
  doneAt: instant(row.done_at),
})

export const participantOf = (row: Row): Participant => ({
  id: row.id,
  task: row.task_id,
  person: row.person_id,
  position: row.position,
  role: row.role,
  state: row.state,
  opinion: row.opinion,
  actedAt: instant(row.acted_at),
})

const jobOf = (row: Row): Job => ({
  id: row.id,
  kind: row.kind,
  token: row.token_id,
  element: row.element,
  dueAt: instant(row.due_at)!,
  gridStart: instant(row.grid_start),
  every: row.every,
  repeatsLeft: row.repeats_left,
  state: row.state,
})

const incidentOf = (row: Row): Incident => ({
  id: row.id,
  token: row.token_id,
  job: row.job_id,
  element: row.element,
  code: row.code,
  message: row.message,
  at: instant(row.at)!,
  resolvedAt: instant(row.resolved_at),
})

/** The database writes instants in its own form; ours is that of `Date.toISOString`. */
const instant = (text: string | null): string | null => (text === null ? null : new Date(text).toISOString())
