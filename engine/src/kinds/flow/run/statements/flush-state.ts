import type { Statement } from '../../../../runtime/context.ts'

/** The parts of a flush: each takes one JSON parameter, a list of rows. */
export const FLUSH_PARTS = {
  insert_instance: `insert into flow.instance (id, root_id, definition, version, state, outcome, business_key, subject_entity,
      subject_id, starter, variables, round, sequence, started_at, ended_at)
    select * from json_to_recordset($) as r(id uuid, root_id uuid, definition text, version integer, state text, outcome text,
      business_key text, subject_entity text, subject_id uuid, starter uuid, variables jsonb, round integer, sequence integer,
      started_at timestamptz, ended_at timestamptz)`,
  update_instance: `update flow.instance t set state = r.state, outcome = r.outcome, variables = r.variables, round = r.round,
      sequence = r.sequence, ended_at = r.ended_at
    from json_to_recordset($) as r(id uuid, state text, outcome text, variables jsonb, round integer, sequence integer,
      ended_at timestamptz) where t.id = r.id`,
  insert_token: `insert into flow.token (id, instance_id, root_id, element, flow, state, task_id)
    select * from json_to_recordset($) as r(id uuid, instance_id uuid, root_id uuid, element text, flow text, state text, task_id uuid)`,
  update_token: `update flow.token t set state = r.state from json_to_recordset($) as r(id uuid, state text) where t.id = r.id`,
  delete_token: `delete from flow.token where id in (select x::uuid from json_array_elements_text($) x)`,
  insert_task: `insert into flow.task (id, instance_id, root_id, token_id, element, kind, title, subject_entity, subject_id,
      subject_title, summary, state, outcome, version, round, opened_at, due_at, done_at)
    select * from json_to_recordset($) as r(id uuid, instance_id uuid, root_id uuid, token_id uuid, element text, kind text,
      title text, subject_entity text, subject_id uuid, subject_title text, summary jsonb, state text, outcome text,
      version integer, round integer, opened_at timestamptz, due_at timestamptz, done_at timestamptz)`,
  update_task: `update flow.task t set state = r.state, outcome = r.outcome, version = r.version, done_at = r.done_at
    from json_to_recordset($) as r(id uuid, state text, outcome text, version integer, done_at timestamptz) where t.id = r.id`,
  insert_participant: `insert into flow.participant (id, task_id, person_id, position, state, opinion, acted_at)
    select * from json_to_recordset($) as r(id uuid, task_id uuid, person_id uuid, position integer, state text, opinion text,
      acted_at timestamptz)`,
  update_participant: `update flow.participant t set state = r.state, opinion = r.opinion, acted_at = r.acted_at
    from json_to_recordset($) as r(id uuid, state text, opinion text, acted_at timestamptz) where t.id = r.id`,
  insert_job: `insert into flow.job (id, kind, instance_id, root_id, token_id, element, due_at, grid_start, every, repeats_left, state)
    select * from json_to_recordset($) as r(id uuid, kind text, instance_id uuid, root_id uuid, token_id uuid, element text,
      due_at timestamptz, grid_start timestamptz, every text, repeats_left integer, state text)`,
  update_job: `update flow.job t set due_at = r.due_at, repeats_left = r.repeats_left, state = r.state, retries_left = default,
      locked_by = null, locked_until = null, last_error = null
    from json_to_recordset($) as r(id uuid, due_at timestamptz, repeats_left integer, state text) where t.id = r.id`,
  delete_job: `delete from flow.job where id in (select x::uuid from json_array_elements_text($) x)`,
  insert_incident: `insert into flow.incident (id, instance_id, root_id, token_id, job_id, element, code, message, at, resolved_at)
    select * from json_to_recordset($) as r(id uuid, instance_id uuid, root_id uuid, token_id uuid, job_id uuid, element text, code text,
      message text, at timestamptz, resolved_at timestamptz)`,
  update_incident: `update flow.incident t set resolved_at = r.resolved_at
    from json_to_recordset($) as r(id uuid, resolved_at timestamptz) where t.id = r.id`,
  insert_history: `insert into flow.history (instance_id, seq, element, event, at, data)
    select * from json_to_recordset($) as r(instance_id uuid, seq integer, element text, event text, at timestamptz, data jsonb)`,
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
  const written = parts.map((part, i) => `${part} as (${FLUSH_PARTS[part].replace('($)', `($${i + 1}::json)`)})`)
  return { name: `flow-flush-${number}`, text: `with ${written.join(',\n')}\nselect` }
}
