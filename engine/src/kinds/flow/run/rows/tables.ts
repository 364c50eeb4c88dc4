import type {
  Compensation,
  Incident,
  Instance,
  Job,
  LoopOutput,
  Participant,
  Scope,
  Subscription,
  Task,
  Token,
} from '../../state.ts'
import type { SubjectSummary } from '../subject-summary.ts'
import { fixed, given, open, type Table } from './table.ts'

/** What the rows of a flush have in common. */
export interface Beside {
  root: string
  /** What lists show of the record that a run is about. */
  about(instance: string): { subject: Instance['subject']; summary: SubjectSummary | null }
}

const root = <Row>() => given<Row, Beside>('root_id', 'uuid', (_, { root: id }) => id)

/** Its columns `subject_entity` and `subject_id` are one field in memory. */
export const instances: Table<Instance, Beside> = {
  name: 'flow.instance',
  columns: [
    fixed('id', 'uuid', 'id'),
    fixed('root_id', 'uuid', 'rootId'),
    fixed('parent_id', 'uuid', 'parent'),
    fixed('parent_token', 'uuid', 'parentToken'),
    open('definition', 'text', 'definition'),
    open('version', 'integer', 'version'),
    open('process', 'text', 'process'),
    open('snapshot_id', 'bigint', 'snapshot'),
    open('state', 'text', 'state'),
    open('suspended', 'boolean', 'suspended'),
    open('outcome', 'text', 'outcome'),
    open('business_key', 'text', 'businessKey'),
    given('subject_entity', 'text', i => i.subject?.entity ?? null),
    given('subject_id', 'uuid', i => i.subject?.id ?? null),
    fixed('starter', 'uuid', 'starter'),
    open('variables', 'jsonb', 'variables'),
    open('round', 'integer', 'round'),
    open('sequence', 'integer', 'sequence'),
    fixed('started_at', 'timestamptz', 'startedAt'),
    open('ended_at', 'timestamptz', 'endedAt'),
  ],
}

export const scopes: Table<Scope, Beside> = {
  name: 'flow.scope',
  columns: [
    fixed('id', 'uuid', 'id'),
    fixed('instance_id', 'uuid', 'instance'),
    root(),
    open('parent_id', 'uuid', 'parent'),
    open('token_id', 'uuid', 'token'),
    open('element', 'text', 'element'),
    fixed('kind', 'text', 'kind'),
    open('variables', 'jsonb', 'variables'),
    open('loop', 'jsonb', 'loop'),
    // Of no use any more once all instances have begun.
    fixed(
      'items',
      'jsonb',
      'items',
      s => `case when (${s}.loop ->> 'started')::integer < (${s}.loop ->> 'total')::integer then ${s}.items end`,
    ),
    open('iteration_id', 'uuid', 'iteration'),
  ],
}

export const outputs: Table<LoopOutput, Beside> = {
  name: 'flow.loop_output',
  columns: [
    fixed('id', 'uuid', 'id'),
    fixed('instance_id', 'uuid', 'instance'),
    root(),
    open('body_id', 'uuid', 'body'),
    open('index', 'integer', 'index'),
    open('value', 'jsonb', 'value'),
  ],
}

export const tokens: Table<Token, Beside> = {
  name: 'flow.token',
  columns: [
    fixed('id', 'uuid', 'id'),
    fixed('instance_id', 'uuid', 'instance'),
    root(),
    open('scope_id', 'uuid', 'scope'),
    open('element', 'text', 'element'),
    open('flow', 'text', 'flow'),
    open('state', 'text', 'state'),
    open('task_id', 'uuid', 'task'),
    open('entered_at', 'timestamptz', 'enteredAt'),
    open('compensates', 'uuid', 'compensates'),
    open('iteration_id', 'uuid', 'iteration'),
  ],
}

export const tasks: Table<Task, Beside> = {
  name: 'flow.task',
  columns: [
    fixed('id', 'uuid', 'id'),
    fixed('instance_id', 'uuid', 'instance'),
    root(),
    open('token_id', 'uuid', 'token'),
    open('element', 'text', 'element'),
    open('kind', 'text', 'kind'),
    open('title', 'text', 'title'),
    given('subject_entity', 'text', (t, { about }) => about(t.instance).subject?.entity ?? null),
    given('subject_id', 'uuid', (t, { about }) => about(t.instance).subject?.id ?? null),
    given('subject_title', 'text', (t, { about }) => about(t.instance).summary?.title ?? null),
    given('summary', 'jsonb', (t, { about }) => about(t.instance).summary?.facts ?? []),
    open('state', 'text', 'state'),
    open('outcome', 'text', 'outcome'),
    open('version', 'integer', 'version'),
    open('round', 'integer', 'round'),
    open('priority', 'integer', 'priority'),
    fixed('opened_at', 'timestamptz', 'openedAt'),
    open('due_at', 'timestamptz', 'dueAt'),
    open('due_beyond_calendar', 'boolean', 'dueBeyondCalendar'),
    open('follow_up_at', 'timestamptz', 'followUpAt'),
    open('done_at', 'timestamptz', 'doneAt'),
  ],
}

export const participants: Table<Participant, Beside> = {
  name: 'flow.participant',
  columns: [
    fixed('id', 'uuid', 'id'),
    fixed('task_id', 'uuid', 'task'),
    open('person_id', 'uuid', 'person'),
    open('position', 'integer', 'position'),
    open('role', 'text', 'role'),
    open('state', 'text', 'state'),
    open('opinion', 'text', 'opinion'),
    open('acted_at', 'timestamptz', 'actedAt'),
  ],
}

/** Whoever holds a job holds it no more when it is due at another time, or waits for somebody else. */
export const jobs: Table<Job, Beside> = {
  name: 'flow.job',
  columns: [
    fixed('id', 'uuid', 'id'),
    fixed('kind', 'text', 'kind'),
    fixed('instance_id', 'uuid', 'instance'),
    root(),
    open('token_id', 'uuid', 'token'),
    open('scope_id', 'uuid', 'scope'),
    open('element', 'text', 'element'),
    open('due_at', 'timestamptz', 'dueAt'),
    open('grid_start', 'timestamptz', 'gridStart'),
    open('every', 'text', 'every'),
    open('repeats_left', 'integer', 'repeatsLeft'),
    open('until', 'timestamptz', 'until'),
    open('state', 'text', 'state'),
    open('retries_left', 'integer', 'retriesLeft'),
    open('topic', 'text', 'topic'),
    open('priority', 'integer', 'priority'),
    open('exclusive', 'boolean', 'exclusive'),
    open('data', 'jsonb', 'data'),
    open('iteration_id', 'uuid', 'iteration'),
  ],
  onChange: `
    locked_by = case when job.due_at = excluded.due_at and job.state = excluded.state then job.locked_by end,
    locked_until = case when job.due_at = excluded.due_at and job.state = excluded.state then job.locked_until end,
    failures = case when job.due_at = excluded.due_at then job.failures else 0 end`,
}

export const subscriptions: Table<Subscription, Beside> = {
  name: 'flow.subscription',
  columns: [
    fixed('id', 'uuid', 'id'),
    fixed('instance_id', 'uuid', 'instance'),
    root(),
    open('scope_id', 'uuid', 'scope'),
    open('token_id', 'uuid', 'token'),
    open('element', 'text', 'element'),
    open('kind', 'text', 'kind'),
    open('name', 'text', 'name'),
    open('key', 'text', 'key'),
    open('definition', 'text', 'definition'),
    open('iteration_id', 'uuid', 'iteration'),
    fixed('created_at', 'timestamptz', 'createdAt'),
  ],
}

export const compensations: Table<Compensation, Beside> = {
  name: 'flow.compensation',
  columns: [
    fixed('id', 'uuid', 'id'),
    fixed('instance_id', 'uuid', 'instance'),
    root(),
    open('scope_id', 'uuid', 'scope'),
    open('parent_id', 'uuid', 'parent'),
    open('element', 'text', 'element'),
    open('handler', 'text', 'handler'),
    fixed('variables', 'jsonb', 'variables'),
    fixed('seq', 'integer', 'seq'),
    open('iteration_id', 'uuid', 'iteration'),
  ],
}

export const incidents: Table<Incident, Beside> = {
  name: 'flow.incident',
  columns: [
    fixed('id', 'uuid', 'id'),
    fixed('instance_id', 'uuid', 'instance'),
    root(),
    open('token_id', 'uuid', 'token'),
    open('job_id', 'uuid', 'job'),
    open('element', 'text', 'element'),
    open('phase', 'text', 'phase'),
    fixed('code', 'text', 'code'),
    fixed('message', 'text', 'message'),
    fixed('at', 'timestamptz', 'at'),
    open('resolved_at', 'timestamptz', 'resolvedAt'),
    open('iteration_id', 'uuid', 'iteration'),
  ],
}
