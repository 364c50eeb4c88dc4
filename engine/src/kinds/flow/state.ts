import type { TaskKind } from './content.ts'
import type { TakenInput } from './replay/taken-input.ts'
import { RowSet } from './row-set.ts'

/**
 * A run of a flow in memory, with the runs that it called. The rows are those of the schema `flow`; instants are ISO 8601
 * text in UTC.
 *
 * Instance: running → ended | cancelled; running ⇄ incident (it waits for an administrator).
 * Token: (before →) waiting (→ after) → gone, or incident → tried anew.
 * Task: open → done | cancelled. Participant: waiting → active → approved | rejected | returned | done | cancelled;
 * skipped = an earlier approval of the same person in this round counts.
 */
export interface FlowState {
  /** The root instance: what is locked. */
  readonly instance: Instance
  /** It, and the unfinished runs that it called. */
  instances: RowSet<Instance, 'parentToken'>
  /** It has no row yet. */
  isNew: boolean
  /** False: iterations of multi-instance activities that the command does not touch were not loaded. */
  whole: boolean
  scopes: RowSet<Scope, 'token' | 'parent'>
  outputs: RowSet<LoopOutput, 'body'>
  tokens: RowSet<Token, 'scope' | 'element' | 'compensates'>
  tasks: RowSet<Task, 'token'>
  participants: RowSet<Participant, 'task'>
  jobs: RowSet<Job, 'token' | 'scope'>
  subscriptions: RowSet<Subscription, 'token' | 'scope' | 'kind'>
  compensations: RowSet<Compensation, 'scope' | 'parent'>
  incidents: RowSet<Incident, 'token'>
  /** What happened in this command. */
  history: HistoryEntry[]
  /** Approvals that count in the present round, in the order in which they were complete. */
  approvals: PassedApproval[]
}

export type InstanceState = 'running' | 'incident' | 'ended' | 'cancelled'

export interface Instance {
  id: string
  rootId: string
  /** Who called it: its run, and the token of the call activity. */
  parent: string | null
  parentToken: string | null
  definition: string
  version: number
  /** Process of the text; '' is the main one. */
  process: string
  /** Snapshot in force when it began, or to which it was migrated: what it keeps. Null: one that was never published. */
  snapshot: number | null
  state: InstanceState
  /** Nothing moves until it is resumed. */
  suspended: boolean
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

/**
 * Where tokens stand and variables live: a subprocess, the body of a multi-instance or looping activity, one iteration of it,
 * or an activity with values of its own. The scope of the process itself is no row: its id is the instance's.
 */
export interface Scope {
  id: string
  instance: string
  /** Id of the scope around it, or of the instance. */
  parent: string
  /** The token that stands at the activity. */
  token: string
  /** The activity. */
  element: string
  kind: 'subprocess' | 'activity' | 'body' | 'iteration'
  variables: Readonly<Record<string, unknown>>
  loop: LoopState | null
  /** Of a sequential body: its collection as it was on entry. */
  items: readonly unknown[] | null
  /** Innermost iteration in which it lies; an iteration lies in itself. */
  iteration: string | null
}

/** How far a body is. */
export interface LoopState {
  /** Instances to be made; of a standard loop the most, null without one. */
  total: number | null
  started: number
  completed: number
}

/** What one instance of a multi-instance activity gave. */
export interface LoopOutput {
  id: string
  instance: string
  body: string
  index: number
  value: unknown
}

export interface Token {
  id: string
  instance: string
  /** Scope in which it stands, or the instance. */
  scope: string
  element: string
  /** Sequence flow by which it came; null for a start or a return. */
  flow: string | null
  /** before, after: it waits for the job of an asynchronous continuation. cancelling: a transaction that is being undone. */
  state: 'waiting' | 'before' | 'after' | 'cancelling' | 'incident'
  /** Task at whose boundary its path began: what `task` means in expressions there. */
  task: string | null
  enteredAt: string
  /** It undoes something for this throwing token. */
  compensates: string | null
  iteration: string | null
}

export interface Task {
  id: string
  instance: string
  token: string
  element: string
  kind: TaskKind
  title: string
  state: 'open' | 'done' | 'cancelled'
  outcome: string | null
  version: number
  round: number
  priority: number
  openedAt: string
  dueAt: string | null
  /** Its deadline was counted past the last known year of its calendar. */
  dueBeyondCalendar: boolean
  followUpAt: string | null
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

/**
 * timer: an event's time. enter, leave: an asynchronous continuation. deliver: a message or signal for a subscription.
 * external: work for a worker outside.
 */
export type JobKind = 'timer' | 'enter' | 'leave' | 'deliver' | 'external'

export interface Job {
  id: string
  instance: string
  kind: JobKind
  /** Null: the event start of a scope. */
  token: string | null
  /** Scope in which the token stands, or which listens. */
  scope: string
  /** The event that fires, or the token's element. */
  element: string
  dueAt: string
  gridStart: string | null
  every: string | null
  repeatsLeft: number | null
  until: string | null
  /** `failed`: all attempts were in vain; an incident tells of it. */
  state: 'ready' | 'failed' | 'suspended'
  retriesLeft: number
  topic: string | null
  priority: number
  exclusive: boolean
  data: JobData | null
  iteration: string | null
}

export interface JobData {
  /** Pauses before the second, third … attempt, ISO 8601; the last one repeats. */
  pauses?: readonly string[]
  /** Of an external task: what its worker gets. */
  variables?: Readonly<Record<string, unknown>>
  headers?: Readonly<Record<string, string>>
  /** Of a delivery. */
  subscription?: string
  message?: string
  /** Its time was counted past the last known year of its calendar. */
  beyondCalendar?: boolean
}

export interface Subscription {
  id: string
  instance: string
  /** Scope in which the token stands, or which listens. */
  scope: string
  /** Null: the event start of a scope. */
  token: string | null
  element: string
  kind: 'message' | 'signal' | 'condition'
  name: string
  key: string | null
  definition: string
  iteration: string | null
  createdAt: string
}

/** A completed activity that can be undone. */
export interface Compensation {
  id: string
  instance: string
  /** Where it can be thrown; null inside of a completed subprocess, whose own row stands for it. */
  scope: string | null
  parent: string | null
  element: string
  /** Null: a subprocess that is undone by what was completed in it. */
  handler: string | null
  /** Local variables of a subprocess when it was completed. */
  variables: Readonly<Record<string, unknown>> | null
  seq: number
  iteration: string | null
}

/** What was tried in vain, and a retry tries again. */
export type Phase = 'enter' | 'start' | 'begin' | 'join' | 'leave' | 'depart'

export interface Incident {
  id: string
  instance: string
  token: string | null
  /** The job that failed, to be tried again when the incident is retried. */
  job: string | null
  element: string
  phase: Phase
  code: string
  message: string
  at: string
  resolvedAt: string | null
  iteration: string | null
}

export interface HistoryEntry {
  instance: string
  seq: number
  element: string
  event: string
  at: string
  /** When the element was entered, of an entry that says how it was left. */
  since: string | null
  data: Record<string, unknown> | null
  /** What came from outside in the command that began with this entry: what a replay needs. */
  input?: readonly TakenInput[]
}

export interface PassedApproval {
  element: string
  people: readonly string[]
}

export interface NewInstance {
  id: string
  /** Default: itself. */
  rootId?: string
  parent?: string | null
  parentToken?: string | null
  definition: string
  version: number
  process?: string
  /** Default null. */
  snapshot?: number | null
  subject: Subject | null
  starter: string | null
  variables?: Readonly<Record<string, unknown>>
  businessKey?: string | null
  now: string
}

/** An instance that has just begun and stands nowhere yet. */
export const newInstance = (given: NewInstance): Instance => ({
  id: given.id,
  rootId: given.rootId ?? given.id,
  parent: given.parent ?? null,
  parentToken: given.parentToken ?? null,
  definition: given.definition,
  version: given.version,
  process: given.process ?? '',
  snapshot: given.snapshot ?? null,
  state: 'running',
  suspended: false,
  outcome: null,
  businessKey: given.businessKey ?? null,
  subject: given.subject,
  starter: given.starter,
  variables: given.variables ?? {},
  round: 1,
  sequence: 0,
  startedAt: given.now,
  endedAt: null,
})

export const newState = (given: NewInstance): FlowState =>
  stateOf({ root: given.id, rows: { instances: [newInstance(given)] }, isNew: true, whole: true })

/** Rows as they were read. */
export interface StateRows {
  instances: readonly Instance[]
  scopes?: readonly Scope[]
  outputs?: readonly LoopOutput[]
  tokens?: readonly Token[]
  tasks?: readonly Task[]
  participants?: readonly Participant[]
  jobs?: readonly Job[]
  subscriptions?: readonly Subscription[]
  compensations?: readonly Compensation[]
  incidents?: readonly Incident[]
  approvals?: readonly PassedApproval[]
}

export function stateOf(given: { root: string; rows: StateRows; isNew: boolean; whole: boolean }): FlowState {
  const { root, rows, isNew, whole } = given
  const instances = new RowSet<Instance, 'parentToken'>([], ['parentToken'])
  for (const instance of rows.instances) if (isNew) instances.add(instance)
  instances.load(rows.instances)
  return {
    get instance() {
      return instances.get(root)!
    },
    instances,
    isNew,
    whole,
    scopes: new RowSet(rows.scopes, ['token', 'parent']),
    outputs: new RowSet(rows.outputs, ['body']),
    tokens: new RowSet(rows.tokens, ['scope', 'element', 'compensates']),
    tasks: new RowSet(rows.tasks, ['token']),
    participants: new RowSet(rows.participants, ['task']),
    jobs: new RowSet(rows.jobs, ['token', 'scope']),
    subscriptions: new RowSet(rows.subscriptions, ['token', 'scope', 'kind']),
    compensations: new RowSet(rows.compensations, ['scope', 'parent']),
    incidents: new RowSet(rows.incidents, ['token']),
    history: [],
    approvals: [...(rows.approvals ?? [])],
  }
}

export const isFinished = (state: FlowState): boolean => isOver(state.instance)

export const isOver = (instance: Instance): boolean => instance.state === 'ended' || instance.state === 'cancelled'

/** The people of a task in their order. */
export const participantsOf = (state: FlowState, task: string): Participant[] =>
  inOrder(state.participants.by('task', task))

export const participantsIn = (participants: readonly Participant[], task: string): Participant[] =>
  inOrder(participants.filter(p => p.task === task))

const inOrder = (participants: Participant[]): Participant[] => participants.sort((a, b) => a.position - b.position)
