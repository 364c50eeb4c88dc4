import type { Statement } from '../../../../runtime/context.ts'

/** $1: definition, $2: name, $3: key, $4: the run that is about to start. A row: it may. Waits for whoever does the same. */
export const claimStartKey: Statement = {
  name: 'flow-claim-start-key',
  text: `
    insert into flow.message_start (definition, name, key, instance_id) values ($1, $2, $3, $4)
    on conflict (definition, name, key) do nothing returning instance_id`,
}

/** $1: definition, $2: name, $3: key. Who has the key, when it is nobody any more: a run that was deleted, or never began. */
export const findDeadStartKey: Statement = {
  name: 'flow-find-dead-start-key',
  text: `
    select s.instance_id from flow.message_start s
    where s.definition = $1 and s.name = $2 and s.key = $3
      and not exists (select from flow.instance i where i.id = s.instance_id and i.state in ('running', 'incident'))`,
}

/** $1, $2, $3 as above, $4: the run that is about to start, $5: who had the key. A row: it may. */
export const takeStartKey: Statement = {
  name: 'flow-take-start-key',
  text: `
    update flow.message_start set instance_id = $4
    where definition = $1 and name = $2 and key = $3 and instance_id = $5 returning instance_id`,
}

/** $1: runs that are over. Whoever is about to start with one of their keys comes before or after. */
export const lockStartKeys: Statement = {
  name: 'flow-lock-start-keys',
  text: `select count(*) from (select from flow.message_start where instance_id = any ($1::uuid[]) for update) locked`,
}

/** $1: runs that are over, $2: now. Their keys are free; the oldest message that waited for that starts a run. */
export const freeStartKeys: Statement = {
  name: 'flow-free-start-keys',
  text: `
    with free as (delete from flow.message_start where instance_id = any ($1::uuid[]) returning definition, name, key)
    insert into flow.job (id, kind, element, due_at, exclusive, data)
    select gen_random_uuid(), 'start', '', $2::timestamptz, false,
      jsonb_build_object('definition', f.definition, 'message', m.id, 'name', f.name, 'key', f.key)
    from free f, lateral (
      select k.id from flow.message k
      where k.kind = 'message' and k.name = f.name and k.key = f.key and k.expires_at > $2
        and not exists (select from flow.message_target t where t.message_id = k.id and t.definition = f.definition)
      order by k.seq limit 1) m`,
}

/** $1: now, $2: how many. Messages whose time is over and that nothing is left to do for. */
export const forgetMessages: Statement = {
  name: 'flow-forget-messages',
  text: `
    with over as (
      delete from flow.message where id in (
        select m.id from flow.message m
        where m.expires_at < $1 and not exists (
          select from flow.job j where j.kind in ('deliver', 'start') and j.data ->> 'message' = m.id::text)
        order by m.expires_at limit $2)
      returning id
    ), targets as (delete from flow.message_target t using over where t.message_id = over.id)
    select count(*)::integer as messages from over`,
}
