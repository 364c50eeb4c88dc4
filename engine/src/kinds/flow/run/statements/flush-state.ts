import type { Statement } from '../../../../runtime/context.ts'

/**
 * The parts of a flush: each takes one parameter, `$`. Rows are written by `on conflict`, which always finds the old row by the
 * primary key: an `update … from` a list is planned on a guess of its length, and reads the whole table when the guess is bad.
 */
export const FLUSH_PARTS = {
  instance: `insert into flow.instance (id, root_id, definition, version, snapshot_id, state, outcome, business_key, subject_entity,
      subject_id, starter, variables, round, sequence, started_at, ended_at)
    select * from json_to_recordset($::json) as r(id uuid, root_id uuid, definition text, version integer, snapshot_id bigint, state text,
      outcome text, business_key text, subject_entity text, subject_id uuid, starter uuid, variables jsonb, round integer, sequence integer,
      started_at timestamptz, ended_at timestamptz)
    on conflict (id) do update set version = excluded.version, snapshot_id = excluded.snapshot_id, state = excluded.state,
      outcome = excluded.outcome, variables = excluded.variables, round = excluded.round,
      sequence = excluded.sequence, ended_at = excluded.ended_at`,
  token: `insert into flow.token (id, instance_id, root_id, element, flow, state, task_id)
    select * from json_to_recordset($::json) as r(id uuid, instance_id uuid, root_id uuid, element text, flow text, state text,
      task_id uuid)
    on conflict (id) do update set element = excluded.element, flow = excluded.flow, state = excluded.state`,
  task: `insert into flow.task (id, instance_id, root_id, token_id, element, kind, title, subject_entity, subject_id,
      subject_title, summary, state, outcome, version, round, opened_at, due_at, done_at)
    select * from json_to_recordset($::json) as r(id uuid, instance_id uuid, root_id uuid, token_id uuid, element text, kind text,
      title text, subject_entity text, subject_id uuid, subject_title text, summary jsonb, state text, outcome text,
      version integer, round integer, opened_at timestamptz, due_at timestamptz, done_at timestamptz)
    on conflict (id) do update set element = excluded.element, title = excluded.title, state = excluded.state,
      outcome = excluded.outcome, version = excluded.version, done_at = excluded.done_at`,
  participant: `insert into flow.participant (id, task_id, person_id, position, role, state, opinion, acted_at)
    select * from json_to_recordset($::json) as r(id uuid, task_id uuid, person_id uuid, position integer, role text, state text,
      opinion text, acted_at timestamptz)
    on conflict (id) do update set state = excluded.state, opinion = excluded.opinion, acted_at = excluded.acted_at`,
  job: `insert into flow.job (id, kind, instance_id, root_id, token_id, element, due_at, grid_start, every, repeats_left, state)
    select * from json_to_recordset($::json) as r(id uuid, kind text, instance_id uuid, root_id uuid, token_id uuid, element text,
      due_at timestamptz, grid_start timestamptz, every text, repeats_left integer, state text)
    on conflict (id) do update set element = excluded.element, due_at = excluded.due_at, repeats_left = excluded.repeats_left, state = excluded.state,
      retries_left = excluded.retries_left, locked_by = null, locked_until = null, last_error = null`,
  incident: `insert into flow.incident (id, instance_id, root_id, token_id, job_id, element, code, message, at, resolved_at)
    select * from json_to_recordset($::json) as r(id uuid, instance_id uuid, root_id uuid, token_id uuid, job_id uuid, element text,
      code text, message text, at timestamptz, resolved_at timestamptz)
    on conflict (id) do update set resolved_at = excluded.resolved_at`,
  history: `insert into flow.history (instance_id, seq, element, event, at, data)
    select * from json_to_recordset($::json) as r(instance_id uuid, seq integer, element text, event text, at timestamptz, data jsonb)`,
  tokens_gone: `delete from flow.token where id = any ($::uuid[])`,
  token_gone: `delete from flow.token where id = $::uuid`,
  jobs_gone: `delete from flow.job where id = any ($::uuid[])`,
  job_gone: `delete from flow.job where id = $::uuid`,
} as const

export type FlushPart = keyof typeof FLUSH_PARTS

const known = new Map<string, Statement>()

/** All parts as one statement, so that a flush is one round trip. The same parts give the same prepared statement. */
export function flushStatement(parts: readonly FlushPart[]): Statement {
  const key = parts.join()
  let statement = known.get(key)
  if (statement === undefined) known.set(key, (statement = build(parts, known.size)))
  return statement
}

function build(parts: readonly FlushPart[], number: number): Statement {
  const written = parts.map((part, i) => `${part}_written as (${FLUSH_PARTS[part].replace('$', () => `$${i + 1}`)})`)
  return { name: `flow-flush-${number}`, text: `with ${written.join(',\n')}\nselect` }
}
