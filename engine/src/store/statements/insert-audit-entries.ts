import type { Statement } from '../../runtime/context.ts'

/** Parameters: one array per column, all of one length. Rows keep the order of the arrays. */
export const insertAuditEntries: Statement = {
  name: 'insert-audit-entries',
  text: `
    insert into jw.audit_entry (at, account_id, person_id, command_id, command, cause, action,
                                subject_kind, subject_id, changes, reason, content_hash)
    select at, account_id, person_id, command_id, command, cause, action,
           subject_kind, subject_id, changes::jsonb, reason, content_hash
    from unnest($1::timestamptz[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[],
                $8::text[], $9::text[], $10::text[], $11::text[], $12::bytea[])
         with ordinality as e (at, account_id, person_id, command_id, command, cause, action,
                               subject_kind, subject_id, changes, reason, content_hash, place)
    order by place`,
}
