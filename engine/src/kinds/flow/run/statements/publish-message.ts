import type { Statement } from '../../../../runtime/context.ts'

/**
 * $1: id, $2: name, $3: key, $4: the sender's message id, $5: variables, $6: now, $7: until when it waits for those who come
 * later, $8: definitions that it can start, `[{definition, element}]`. Under the lock of its name and key. One row: `id` is
 * that of the first sending when it came twice. Per definition the oldest run that waits for it, else a new one.
 */
export const publishMessage: Statement = {
  name: 'flow-publish-message',
  text: `
    with sent as (
      insert into flow.message (id, kind, name, key, message_id, variables, published_at, expires_at)
      values ($1, 'message', $2, $3, $4, $5::jsonb, $6, $7)
      on conflict do nothing returning id
    ), waiting as (
      select distinct on (s.definition) s.id, s.definition, s.element, s.instance_id
      from flow.subscription s join flow.instance r on r.id = s.root_id and not r.suspended
      where exists (select from sent) and s.kind = 'message' and s.name = $2::text and ($3::text is null or s.key = $3::text)
      order by s.definition, s.instance_id, s.id
    ), starting as (
      select g.definition, g.element from json_to_recordset($8::json) as g(definition text, element text)
      where exists (select from sent) and not exists (select from waiting w where w.definition = g.definition)
    ), deliveries as (
      insert into flow.job (id, kind, element, due_at, exclusive, data)
      select gen_random_uuid(), 'deliver', element, $6::timestamptz, false,
        jsonb_build_object('subscription', id, 'message', $1::uuid, 'definition', definition, 'name', $2::text, 'key', $3::text)
      from waiting
    ), starts as (
      insert into flow.job (id, kind, element, due_at, exclusive, data)
      select gen_random_uuid(), 'start', element, $6::timestamptz, false,
        jsonb_build_object('definition', definition, 'message', $1::uuid, 'name', $2::text, 'key', $3::text)
      from starting
    )
    select
      coalesce((select id from sent),
        (select id from flow.message where name = $2 and coalesce(key, '') = coalesce($3, '') and message_id = $4)) as id,
      not exists (select from sent) as duplicate,
      coalesce((select json_agg(json_build_object('flow', definition, 'element', element, 'instanceId', instance_id) order by definition)
        from (select definition, element, instance_id from waiting
              union all select definition, element, null from starting) targets), '[]') as targets`,
}

/**
 * $1: id, $2: name, $3: variables, $4: now, $5: root whose subscriptions were told already, or null, $6: starts
 * `[{definition, process, element}]`. A job for every other subscription, and for every start. One row.
 */
export const publishSignal: Statement = {
  name: 'flow-publish-signal',
  text: `
    with sent as (
      insert into flow.message (id, kind, name, variables, published_at, expires_at)
      values ($1, 'signal', $2, $3::jsonb, $4, $4)
    ), deliveries as (
      insert into flow.job (id, kind, instance_id, root_id, scope_id, iteration_id, element, due_at, state, data)
      select gen_random_uuid(), 'deliver', s.instance_id, s.root_id, s.scope_id, s.iteration_id, s.element, $4::timestamptz,
        case when r.suspended then 'suspended' else 'ready' end, jsonb_build_object('subscription', s.id, 'message', $1::uuid)
      from flow.subscription s join flow.instance r on r.id = s.root_id
      where s.kind = 'signal' and s.name = $2 and s.root_id is distinct from $5::uuid
      returning instance_id
    ), starts as (
      insert into flow.job (id, kind, element, due_at, exclusive, data)
      select gen_random_uuid(), 'start', element, $4::timestamptz, false,
        jsonb_build_object('definition', definition, 'process', process, 'message', $1::uuid)
      from json_to_recordset($6::json) as g(definition text, process text, element text)
      returning id
    )
    select (select count(*)::integer from deliveries) as runs, (select count(*)::integer from starts) as starts`,
}
