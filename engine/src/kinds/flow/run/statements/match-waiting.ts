import type { Statement } from '../../../../runtime/context.ts'

/**
 * The oldest message that subscription `s` may still have, as lateral `m`. `now` and `own` are parameters: a message that was
 * routed before its time was over is delivered even after it.
 */
export const oldestFor = (s: string, now: string, own: string | null): string =>
  `
  lateral (
    select o.id, o.variables, o.seq from (
      (select * from flow.message k where k.kind = 'message' and k.name = ${s}.name and k.key = ${s}.key and ${fits('k')} order by k.seq limit 1)
      union all
      (select * from flow.message k where k.kind = 'message' and k.name = ${s}.name and k.key is null and ${fits('k')} order by k.seq limit 1)
    ) o order by o.seq limit 1
  ) m`
    .replaceAll('$now', now)
    .replaceAll('$own', own ?? 'null')
    .replaceAll('$s', s)

/** Nobody of the definition has had it. */
const fits = (k: string): string =>
  `(${k}.expires_at > $now or ${k}.id = $own::uuid) and not exists (select from flow.message_target t where t.message_id = ${k}.id and t.definition = $s.definition)`

/**
 * $1: subscriptions that have just been made, or may have another message, $2: now. A delivery for each for which a message
 * waits already. Under the lock of their names and keys.
 */
export const matchWaiting: Statement = {
  name: 'flow-match-waiting',
  text: `
    insert into flow.job (id, kind, element, due_at, exclusive, data)
    select gen_random_uuid(), 'deliver', s.element, $2::timestamptz, false,
      jsonb_build_object('subscription', s.id, 'message', m.id, 'definition', s.definition, 'name', s.name, 'key', s.key)
    from flow.subscription s join flow.instance r on r.id = s.root_id and not r.suspended, ${oldestFor('s', '$2::timestamptz', null)}
    where s.id = any ($1::uuid[]) and s.kind = 'message'`,
}

/** $1: root. What a run that is resumed may have missed. */
export const readSubscribedMessages: Statement = {
  name: 'flow-read-subscribed-messages',
  text: `select id, name, key from flow.subscription where root_id = $1 and kind = 'message'`,
}
