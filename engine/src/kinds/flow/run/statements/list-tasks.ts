import type { Statement } from '../../../../runtime/context.ts'

const columns = `t.title, t.element, t.kind, t.subject_entity, t.subject_id, t.subject_title, t.summary,
  i.definition, i.snapshot_id, i.starter, s.name as starter_name`

/** $1: person, $2: the task after which the page begins (or null), $3: rows. Newest first. */
export const listTodo: Statement = {
  name: 'flow-list-todo',
  text: `select t.id, ${columns}, p.role, t.opened_at, t.due_at, t.state, t.outcome, t.id::text as cursor
    from flow.participant p join flow.task t on t.id = p.task_id join flow.instance i on i.id = t.instance_id
    left join app.person s on s.id = i.starter
    where p.person_id = $1 and p.state = 'active' and ($2::uuid is null or p.task_id < $2::uuid)
    order by p.task_id desc limit $3`,
}

/** $1: person, $2 and $3: instant and task after which the page begins (or null), $4: rows. Latest act first. */
export const listDone: Statement = {
  name: 'flow-list-done',
  text: `select t.id, ${columns}, p.role, t.opened_at, t.due_at, t.state, p.state as outcome,
      to_char(p.acted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || ' ' || t.id as cursor
    from flow.participant p join flow.task t on t.id = p.task_id join flow.instance i on i.id = t.instance_id
    left join app.person s on s.id = i.starter
    where p.person_id = $1 and p.acted_at is not null
      and ($2::timestamptz is null or (p.acted_at, p.task_id) < ($2::timestamptz, $3::uuid))
    order by p.acted_at desc, p.task_id desc limit $4`,
}

/** $1: person, $2: the run after which the page begins (or null), $3: rows. The runs that he started, newest first. */
export const listStarted: Statement = {
  name: 'flow-list-started',
  text: `select i.id, t.title, t.element, t.kind, i.subject_entity, i.subject_id, t.subject_title, coalesce(t.summary, '[]') as summary,
      i.definition, i.starter, s.name as starter_name, i.started_at as opened_at, t.due_at, i.state, i.outcome, i.id::text as cursor
    from flow.instance i left join app.person s on s.id = i.starter
    left join lateral (select * from flow.task t where t.instance_id = i.id order by t.id desc limit 1) t on true
    where i.starter = $1 and ($2::uuid is null or i.id < $2::uuid)
    order by i.id desc limit $3`,
}

/** $1: person, $2: his roles. */
export const countTasks: Statement = {
  name: 'flow-count-tasks',
  text: `select (select count(*)::integer from flow.participant where person_id = $1 and state = 'active' and (role is null or role = any ($2))) as todo,
    (select count(*)::integer from flow.instance where starter = $1 and state in ('running', 'incident')) as started`,
}
