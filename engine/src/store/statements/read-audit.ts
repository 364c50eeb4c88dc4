import type { Statement } from '../../runtime/context.ts'

export interface AuditRow {
  at: Date
  account_id: string
  /** Name of the account when it has no person. */
  account_name: string | null
  person_id: string | null
  action: string
  changes: Record<string, unknown> | null
  reason: string | null
}

/** A record's story ends somewhere for a page; the whole of it is in the trail. */
const LONGEST_STORY = 500

/** Parameters: subject kind, subject id. Newest first. */
export const readAuditOfSubject: Statement = {
  name: 'read-audit-of-subject',
  text: `
    select e.at, e.account_id, a.name as account_name, e.person_id, e.action, e.changes, e.reason
    from jw.audit_entry e left join jw.account a on a.id::text = e.account_id
    where e.subject_kind = $1 and e.subject_id = $2
    order by e.seq desc limit ${LONGEST_STORY}`,
}
