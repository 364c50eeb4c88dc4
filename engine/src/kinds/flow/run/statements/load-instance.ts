import type { Statement } from '../../../../runtime/context.ts'

/**
 * $1: instance, task or job id. Locks the root instance (nothing else of a flow is ever locked) and reads the whole run in
 * one round trip. A reader that had to wait for the lock sees the instance fresh and the rest as it was before the wait:
 * `seen` then differs from the instance's `sequence`, and the same statement has to run again under the lock.
 */
const loading = (name: string, root: string, lock: 'for update' | '' = 'for update'): Statement => ({
  name,
  text: `
    with root as materialized (select * from flow.instance where id = ${root} ${lock})
    select to_json(i) as instance,
      (select sequence from flow.instance s where s.id = i.id) as seen,
      (select coalesce(json_agg(t order by t.id), '[]') from flow.token t where t.root_id = i.id) as tokens,
      (select coalesce(json_agg(t order by t.id), '[]')
         from flow.task t where t.root_id = i.id and (t.state = 'open' or t.id = $1)) as tasks,
      (select coalesce(json_agg(p order by p.position), '[]')
         from flow.participant p join flow.task t on t.id = p.task_id
        where t.root_id = i.id and (t.state = 'open' or t.id = $1)) as participants,
      (select coalesce(json_agg(j order by j.id), '[]') from flow.job j where j.root_id = i.id) as jobs,
      (select coalesce(json_agg(n order by n.id), '[]')
         from flow.incident n where n.root_id = i.id and n.resolved_at is null) as incidents,
      (select coalesce(json_agg(json_build_object('element', t.element, 'people', t.people) order by t.done_at, t.id), '[]')
         from (select t.element, t.done_at, t.id, json_agg(p.person_id order by p.position) as people
                 from flow.task t join flow.participant p on p.task_id = t.id
                where t.root_id = i.id and t.round = i.round and t.kind = 'approval' and t.state = 'done'
                  and t.outcome = 'approve' and p.state in ('approved', 'skipped')
                group by t.id) t) as approvals
    from root i`,
})

export const loadByInstance = loading('flow-load-by-instance', '$1')
export const loadByTask = loading('flow-load-by-task', '(select root_id from flow.task where id = $1)')
export const loadByJob = loading('flow-load-by-job', '(select root_id from flow.job where id = $1)')
export const loadByIncident = loading('flow-load-by-incident', '(select root_id from flow.incident where id = $1)')

/** To look at a run only. */
export const readInstance = loading('flow-read-instance', '$1', '')
