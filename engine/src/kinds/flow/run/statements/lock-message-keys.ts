import type { Statement } from '../../../../runtime/context.ts'

/**
 * $1: what is locked, $2: alone (true) or with others. Until the end of the transaction. Hashed into a few hundred locks, so
 * that a command with thousands of keys takes no more than these; in the order of the hashes, so that nobody waits in a circle.
 */
export const lockMessageKeys: Statement = {
  name: 'flow-lock-message-keys',
  text: `
    select count(case when alone then pg_advisory_xact_lock(7493007, slot)::text else pg_advisory_xact_lock_shared(7493007, slot)::text end)
    from (
      select slot, bool_or(alone) as alone
      from (select (hashtextextended(what, 0) & 255)::integer as slot, alone from unnest($1::text[], $2::boolean[]) as given(what, alone)) hashed
      group by slot order by slot offset 0
    ) ordered`,
}
