import type { Statement } from '../../../../runtime/context.ts'
import { oldestFor } from './match-waiting.ts'

/** $1: job. With the message or signal that it is about. */
export const readEventJob: Statement = {
  name: 'flow-read-event-job',
  text: `
    select j.element, j.data, m.kind, m.name, m.key, m.variables
    from flow.job j left join flow.message m on m.id = (j.data ->> 'message')::uuid
    where j.id = $1 and j.kind in ('deliver', 'start') and j.state = 'ready'`,
}

/** $1: job. Sent with the commit: a lock on its row would hold up the heartbeat of its node's other jobs. */
export const removeEventJob: Statement = { name: 'flow-remove-event-job', text: `delete from flow.job where id = $1` }

/**
 * $1: subscription, $2: now, $3: message of the job. Takes the oldest message that it may have, for its definition.
 * `claimed` false: another run was faster; ask again. No row: there is none.
 */
export const claimMessage: Statement = {
  name: 'flow-claim-message',
  text: `
    with picked as (
      select m.id, m.variables, s.definition, s.instance_id
      from flow.subscription s, ${oldestFor('s', '$2::timestamptz', '$3')}
      where s.id = $1
    ), claim as (
      insert into flow.message_target (message_id, definition, instance_id) select id, definition, instance_id from picked
      on conflict do nothing returning message_id
    )
    select id, variables, exists (select from claim) as claimed from picked`,
}

/** $1: message, $2: definition, $3: instance. A row: it is this run's, and nobody else's of the definition. */
export const claimForStart: Statement = {
  name: 'flow-claim-for-start',
  text: `
    with claim as (
      insert into flow.message_target (message_id, definition, instance_id) values ($1, $2, $3)
      on conflict do nothing returning message_id
    )
    select m.id, m.variables, true as claimed from claim join flow.message m on m.id = claim.message_id`,
}

/**
 * $1: message with a key, $2: definition, $3: instance, $4: now. Of those with its name and key the one that was published first
 * and that nobody of the definition has had; by whoever has the key. `claimed` false: a run that waits was faster; ask again.
 */
export const claimOldestForStart: Statement = {
  name: 'flow-claim-oldest-for-start',
  text: `
    with picked as (
      select k.id, k.variables from flow.message o join flow.message k on k.kind = 'message' and k.name = o.name and k.key = o.key
      where o.id = $1 and (k.expires_at > $4 or k.id = $1)
        and not exists (select from flow.message_target t where t.message_id = k.id and t.definition = $2)
      order by k.seq limit 1
    ), claim as (
      insert into flow.message_target (message_id, definition, instance_id) select id, $2, $3::uuid from picked
      on conflict do nothing returning message_id
    )
    select id, variables, exists (select from claim) as claimed from picked`,
}

/**
 * $1: message, $2: definition, $3: now, $4: element at which it can start the definition, or null. Another way for a message
 * that did not reach its run: the next one that waits (and waited before the message's time was over), else a start.
 */
export const routeAgain: Statement = {
  name: 'flow-route-again',
  text: `
    with open as (
      select * from flow.message m where m.id = $1 and m.kind = 'message'
        and not exists (select from flow.message_target t where t.message_id = m.id and t.definition = $2)
    ), waiting as (
      select s.id, s.element
      from open m join flow.subscription s on s.kind = 'message' and s.name = m.name and (m.key is null or s.key = m.key)
        join flow.instance r on r.id = s.root_id and not r.suspended
      where s.definition = $2 and (m.expires_at > $3 or s.created_at <= m.published_at)
      order by s.instance_id, s.id limit 1
    )
    insert into flow.job (id, kind, element, due_at, exclusive, data)
    select gen_random_uuid(), case when w.id is null then 'start' else 'deliver' end, coalesce(w.element, $4), $3::timestamptz, false,
      jsonb_strip_nulls(jsonb_build_object('subscription', w.id, 'message', m.id, 'definition', $2::text, 'name', m.name, 'key', m.key))
    from open m left join waiting w on true
    where w.id is not null or $4::text is not null
    returning id`,
}
