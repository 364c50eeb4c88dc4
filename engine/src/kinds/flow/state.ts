import type { TaskKind } from './content.ts'
import { RowSet } from './row-set.ts'

/**
 * One run of a flow in memory. The rows are those of the schema `flow`; instants are ISO 8601 text in UTC.
 *
 * Instance: running → ended | cancelled; running ⇄ incident (it waits for an administrator).
 * Token: waiting → gone, or incident → entered anew.
 * Task: open → done | cancelled. Participant: waiting → active → approved | rejected | returned | done | cancelled;
 * skipped = an earlier approval of the same person in this round counts.
 */
export interface FlowState {
  instance: Instance
  /** It has no row yet. */
  isNew: boolean
  tokens: RowSet<Token>
  tasks: RowSet<Task>
  participants: RowSet<Participant>
  jobs: RowSet<Job>
  incidents: RowSet<Incident>
  /** What happened in this command. */
  history: HistoryEntry[]
  /** Approvals that count in the present round, in the order in which they were complete. */
  approvals: PassedApproval[]
}

export interface Instance {
  id: string
  rootId: string
  definition: string
  version: number
  /** Snapshot in force when it began, or to which it was migrated: what it keeps. Null: one that was never published. */
  snapshot: number | null
  state: 'running' | 'incident' | 'ended' | 'cancelled'
  outcome: string | null
  businessKey: string | null
  subject: Subject | null
  /** Person id. */
  starter: string | null
  variables: Readonly<Record<string, unknown>>
  round: number
  sequence: number
  startedAt: string
  endedAt: string | null
}

export interface Subject {
  entity: string
  id: string
}

export interface Token {
  id: string
  element: string
  /** Sequence flow by which it came; null for a start or a return. */
  flow: string | null
  state: 'waiting' | 'incident'
  /** Task at whose boundary its path began: what `task` means in expressions there. */
  task: string | null
}

export interface Task {
  id: string
  token: string
  element: string
  kind: TaskKind
  title: string
  state: 'open' | 'done' | 'cancelled'
  outcome: string | null
  version: number
  round: number
  openedAt: string
  dueAt: string | null
  doneAt: string | null
}

export type ParticipantState =
  'waiting' | 'active' | 'approved' | 'rejected' | 'returned' | 'done' | 'skipped' | 'cancelled'

export interface Participant {
  id: string
  task: string
  person: string
  position: number
  /** The role by which alone he was asked; without it he may no longer act. Null: he was asked in another way. */
  role: string | null
  state: ParticipantState
  opinion: string | null
  actedAt: string | null
}

export interface Job {
  id: string
  kind: 'timer'
  token: string
  element: string
  dueAt: string
  gridStart: string | null
  every: string | null
  repeatsLeft: number | null
  /** `failed`: all attempts were in vain; an incident tells of it. */
  state: 'ready' | 'failed'
}

export interface Incident {
  id: string
  token: string | null
  /** The timer that failed, to be fired again when the incident is retried. */
  job: string | null
  element: string
  code: string
  message: string
  at: string
  resolvedAt: string | null
}

export interface HistoryEntry {
  seq: number
  element: string
  event: string
  at: string
  data: Record<string, unknown> | null
}

export interface PassedApproval {
  element: string
  people: readonly string[]
}

export interface NewInstance {
  id: string
  definition: string
  version: number
  /** Default null. */
  snapshot?: number | null
  subject: Subject | null
  starter: string | null
  variables?: Record<string, unknown>
  businessKey?: string | null
  now: string
}

/** A run that has just begun and stands nowhere yet. */
export const newState = (given: NewInstance): FlowState => ({
  instance: {
    id: given.id,
    rootId: given.id,
    definition: given.definition,
    version: given.version,
    snapshot: given.snapshot ?? null,
    state: 'running',
    outcome: null,
    businessKey: given.businessKey ?? null,
    subject: given.subject,
    starter: given.starter,
    variables: given.variables ?? {},
    round: 1,
    sequence: 0,
    startedAt: given.now,
    endedAt: null,
  },
  isNew: true,
  tokens: new RowSet(),
  tasks: new RowSet(),
  participants: new RowSet(),
  jobs: new RowSet(),
  incidents: new RowSet(),
  history: [],
  approvals: [],
})

export const isFinished = (state: FlowState): boolean =>
  state.instance.state === 'ended' || state.instance.state === 'cancelled'

/** The people of a task in their order. */
export const participantsOf = (state: FlowState, task: string): Participant[] =>
  participantsIn(state.participants.all(), task)

export const participantsIn = (participants: readonly Participant[], task: string): Participant[] =>
  participants.filter(p => p.task === task).sort((a, b) => a.position - b.position)
