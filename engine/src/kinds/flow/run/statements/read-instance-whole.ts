import type { Statement } from '../../../../runtime/context.ts'

/** $1: instance, $2: how many rows of each sort at most. Everything of one run that is there now. */
export const readInstanceWhole: Statement = {
  name: 'flow-read-instance-whole',
  text: `
    select to_json(i) as instance,
      ${some('t', `select id, element, state, scope_id, entered_at, flow from flow.token where root_id = i.root_id and instance_id = i.id order by id limit $2`)} as tokens,
      (select count(*)::integer from flow.token where root_id = i.root_id and instance_id = i.id) as token_count,
      ${some('s', `select id, element, kind, parent_id, token_id, variables, loop from flow.scope where root_id = i.root_id and instance_id = i.id order by id limit $2`)} as scopes,
      ${some(
        't',
        `select id, element, kind, title, state, outcome, opened_at, due_at, done_at, priority,
          (select json_agg(json_build_object('person', p.person_id, 'state', p.state, 'actedAt', p.acted_at) order by p.position) from flow.participant p where p.task_id = t.id) as people
        from flow.task t where t.instance_id = i.id order by (t.state = 'open') desc, id desc limit $2`,
      )} as tasks,
      ${some('j', `select id, kind, element, due_at, state, retries_left, topic, last_error, every, locked_by, locked_until from flow.job where instance_id = i.id order by due_at, id limit $2`)} as jobs,
      ${some('s', `select id, element, kind, name, key, created_at from flow.subscription where root_id = i.root_id and instance_id = i.id order by id limit $2`)} as subscriptions,
      ${some('n', `select id, element, token_id, job_id, code, message, at, resolved_at from flow.incident where instance_id = i.id order by (resolved_at is null) desc, id desc limit $2`)} as incidents,
      ${some('c', `select id, definition, version, state, outcome, parent_token, started_at from flow.instance where root_id = i.root_id and parent_id = i.id order by id desc limit $2`)} as called
    from flow.instance i where i.id = $1`,
}

function some(alias: string, rows: string): string {
  return `(select coalesce(json_agg(${alias}), '[]') from (${rows}) ${alias})`
}

/** $1: instance, $2: number after which, $3: how many. What happened, in order. */
export const readInstanceHistory: Statement = {
  name: 'flow-read-instance-history',
  text: `
    select seq, element, event, at, since, data from flow.history
    where instance_id = $1 and seq > $2 and at >= $4 order by seq limit $3`,
}
