import type { Statement } from '../../../../runtime/context.ts'

/** $1: definition, $2: version or null. What stands where now. */
export const countAtElements: Statement = {
  name: 'flow-count-at-elements',
  text: `
    with runs as materialized (
      select id, root_id from flow.instance
      where definition = $1 and ($2::integer is null or version = $2) and state in ('running', 'incident')
    ), tokens as (
      select t.element, count(*)::integer as tokens from runs r join flow.token t on t.root_id = r.root_id and t.instance_id = r.id group by t.element
    ), incidents as (
      select n.element, count(*)::integer as incidents
      from runs r join flow.incident n on n.instance_id = r.id where n.resolved_at is null group by n.element
    )
    select coalesce(t.element, n.element) as element, coalesce(tokens, 0) as tokens, coalesce(incidents, 0) as incidents
    from tokens t full join incidents n on n.element = t.element order by 1`,
}

/**
 * $1: definition, $2: version or null, $3: from, $4: to. Visits of each element that ended in that time, and how long they
 * took, in milliseconds. The months of the range are all that is read of the history.
 */
export const measureElements: Statement = {
  name: 'flow-measure-elements',
  text: `
    select h.element, count(*)::integer as visits, avg(h.ms)::float8 as mean,
      percentile_cont(0.5) within group (order by h.ms)::float8 as p50,
      percentile_cont(0.9) within group (order by h.ms)::float8 as p90
    from (
      select element, instance_id, extract(epoch from at - since) * 1000 as ms from flow.history
      where at >= $3 and at < $4 and since is not null
    ) h join flow.instance i on i.id = h.instance_id
    where i.definition = $1 and ($2::integer is null or i.version = $2)
    group by h.element order by h.element`,
}

/** The same parameters, $5: how many. The newest visits themselves, for durations that SQL can't count. */
export const readVisits: Statement = {
  name: 'flow-read-visits',
  text: `
    select h.element, h.since, h.at from flow.history h join flow.instance i on i.id = h.instance_id
    where h.at >= $3 and h.at < $4 and h.since is not null and i.definition = $1 and ($2::integer is null or i.version = $2)
    order by h.at desc limit $5`,
}

/** $1: code or null, $2: definition or null, $3: after (id) or null, $4: how many. Open incidents, newest first. */
export const listIncidents: Statement = {
  name: 'flow-list-incidents',
  text: `
    select n.id, n.instance_id as "instanceId", n.root_id as "rootId", n.element, n.code, n.message, n.at, n.job_id as "jobId",
      i.definition, i.version, i.business_key as "businessKey", j.last_error as "lastError", j.retries_left as "retriesLeft"
    from flow.incident n join flow.instance i on i.id = n.instance_id left join flow.job j on j.id = n.job_id
    where n.resolved_at is null and ($1::text is null or n.code = $1) and ($2::text is null or i.definition = $2)
      and ($3::uuid is null or n.id < $3)
    order by n.id desc limit $4`,
}

/** $1: after (id) or null, $2: how many. Starts by time or message that failed to the last attempt. */
export const listFailedStarts: Statement = {
  name: 'flow-list-failed-starts',
  text: `
    select id, element, due_at as "dueAt", last_error as "lastError", data ->> 'definition' as flow, data ->> 'name' as message
    from flow.job where kind = 'start' and state = 'failed' and ($1::uuid is null or id < $1) order by id desc limit $2`,
}

/** $1: job, $2: now. One more round of attempts. A row: it was one. */
export const retryStart: Statement = {
  name: 'flow-retry-start',
  text: `
    update flow.job set state = 'ready', retries_left = 3, due_at = $2, locked_until = null, last_error = null
    where id = $1 and kind = 'start' and state = 'failed' returning data ->> 'definition' as flow`,
}
