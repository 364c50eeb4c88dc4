import type { Statement } from '../../runtime/context.ts'

/** Nobody holds it, and the pause after its last failure is over. `$3`: now. */
const isFree = `state = 'ready' and (locked_until is null or locked_until <= $3)`

/** Exclusive jobs of one run are not done at the same time. `$3`: now. */
const isAlone = (kinds: string): string => `
  not (j.exclusive and j.root_id is not null and exists (
    select from flow.job o where o.root_id = j.root_id and o.id <> j.id and o.exclusive and o.${kinds}
      and o.state = 'ready' and o.locked_by is not null and o.locked_until >= $3))`

/**
 * $1: owner, $2: until when, $3: now, $4: how many. Jobs of the engine that are due: those with a priority first, then by the
 * time at which they were due. SKIP LOCKED: nodes never wait for one another. `locked_until` in the past frees the jobs of a
 * node that died, and ends the pause after a failure.
 */
export const claimFlowJobs: Statement = {
  name: 'flow-jobs-claim',
  text: `
    with urgent as materialized (
      select id from flow.job j
      where kind <> 'external' and priority > 0 and due_at <= $3 and ${isFree} and ${isAlone("kind <> 'external'")}
      order by priority desc, due_at limit $4::integer for update skip locked
    ), ordinary as materialized (
      select id from flow.job j
      where kind <> 'external' and priority <= 0 and due_at <= $3 and ${isFree} and ${isAlone("kind <> 'external'")}
      order by due_at limit $4::integer - (select count(*) from urgent) for update skip locked
    )
    update flow.job set locked_by = $1, locked_until = $2
    where id = any (array(select id from urgent union all select id from ordinary))
    returning id, kind, root_id, retries_left, failures, data -> 'pauses' as pauses`,
}

/** $1: owner, $2: ids, $3: until when. A job whose row is locked is being finished at this moment, and needs no more time. */
export const keepFlowJobs: Statement = {
  name: 'flow-jobs-keep',
  text: `
    update flow.job set locked_until = $3
    where id = any (array(select id from flow.job where id = any ($2::uuid[]) and locked_by = $1 for update skip locked))`,
}

/** $1: id, $2: owner, $3: earliest next attempt, $4: why it failed. Only while it is still ours. */
export const releaseFlowJob: Statement = {
  name: 'flow-jobs-release',
  text: `
    update flow.job set locked_by = null, locked_until = $3, retries_left = retries_left - 1, failures = failures + 1,
      last_error = $4
    where id = $1 and locked_by = $2`,
}

/** $1: id, $2: owner, $3: not before. An attempt that does not count. */
export const postponeFlowJob: Statement = {
  name: 'flow-jobs-postpone',
  text: `update flow.job set locked_by = null, locked_until = $3 where id = $1 and locked_by = $2`,
}

/** $1: id, $2: owner. An attempt that did not take place. */
export const yieldFlowJob: Statement = {
  name: 'flow-jobs-yield',
  text: `update flow.job set locked_by = null, locked_until = null where id = $1 and locked_by = $2`,
}

/** $1: id, $2: owner, $3: now. Other exclusive work of the same run that another node took at the same moment. */
export const readRivals: Statement = {
  name: 'flow-jobs-rivals',
  text: `
    select o.id from flow.job j join flow.job o on o.root_id = j.root_id and o.id <> j.id
    where j.id = $1 and j.exclusive and o.exclusive and o.kind = 'external' and o.topic like 'function:%'
      and o.state = 'ready' and o.locked_by <> $2 and o.locked_until >= $3`,
}

/**
 * $1: worker, $2: topics, $3: now, $4: for each topic until when, $5: how many at most. External tasks that nobody holds, by
 * priority, then oldest first.
 */
const fetching = (name: string, more: string): Statement => ({
  name,
  text: `
    with wanted as (select * from unnest($2::text[], $4::timestamptz[]) as w (topic, until)),
    picked as materialized (
      select j.id, w.until from wanted w, lateral (
        select j.id, j.priority from flow.job j
        where kind = 'external' and topic = w.topic and ${isFree}${more}
        order by j.priority desc, j.id limit $5::integer for update skip locked
      ) j
      order by j.priority desc, j.id limit $5::integer
    ), taken as (
      update flow.job j set locked_by = $1, locked_until = (select until from picked p where p.id = j.id)
      where j.id = any (array(select id from picked)) returning j.*
    )
    select t.id, t.topic, t.priority, t.element, t.retries_left, t.failures, t.locked_until, t.data, t.instance_id, t.root_id, t.exclusive,
      i.definition, i.version, i.business_key
    from taken t join flow.instance i on i.id = t.instance_id
    order by t.priority desc, t.id`,
})

export const fetchExternalTasks = fetching('flow-external-fetch', '')

/** As above, for functions of this installation: exclusive ones of one run are called one after the other. */
export const fetchFunctionCalls = fetching(
  'flow-functions-fetch',
  ` and ${isAlone("kind = 'external' and o.topic like 'function:%'")}`,
)

/** $1: who tells it. */
export const notifyFlowJobs: Statement = { name: 'flow-jobs-notify', text: `select pg_notify('flow_job', $1)` }
