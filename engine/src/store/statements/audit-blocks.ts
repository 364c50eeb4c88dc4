import type { Statement } from '../../runtime/context.ts'

export interface BlockRow {
  number: string
  xid_from: string
  xid_to: string
  entry_count: string
  last_seq: string
  merkle_root: Buffer
  previous_hash: Buffer
  hash: Buffer
  sealed_at: Date
}

const COLUMNS = `number, xid_from::text, xid_to::text, entry_count, last_seq, merkle_root, previous_hash, hash, sealed_at`

export const readLastBlock: Statement = {
  name: 'read-last-audit-block',
  text: `select ${COLUMNS} from jw.audit_block order by number desc limit 1`,
}

/** Parameters: block number, how many. */
export const readBlocksAfter: Statement = {
  name: 'read-audit-blocks-after',
  text: `select ${COLUMNS} from jw.audit_block where number > $1::bigint order by number limit $2::integer`,
}

/** One row when no other sealer works in this moment; held until the end of the transaction. */
export const tryLockSealer: Statement = {
  name: 'try-lock-audit-sealer',
  text: `select pg_try_advisory_xact_lock(7493004) as locked`,
}

/**
 * Parameters: first transaction id that is not sealed yet, how many entries. All entries below `oldest` are committed or
 * will never be; `cut` is the transaction at which a block of that size must end, null when there are fewer.
 */
export const readSealBounds: Statement = {
  name: 'read-audit-seal-bounds',
  text: `
    with bounds as (select pg_snapshot_xmin(pg_current_snapshot()) as oldest, pg_snapshot_xmax(pg_current_snapshot()) as next)
    select oldest::text, next::text,
      (select e.xid::text from jw.audit_entry e where e.xid >= $1::text::xid8 and e.xid < bounds.oldest
       order by e.xid, e.seq offset $2::integer limit 1) as cut
    from bounds`,
}

/** Parameters: transaction ids from (inclusive) and to (exclusive). */
export const readLeaves: Statement = {
  name: 'read-audit-leaves',
  text: `
    select seq, xid::text, content_hash from jw.audit_entry
    where xid >= $1::text::xid8 and xid < $2::text::xid8 order by xid, seq`,
}

/** Parameters: one per column. */
export const insertBlock: Statement = {
  name: 'insert-audit-block',
  text: `
    insert into jw.audit_block (number, xid_from, xid_to, entry_count, last_seq, merkle_root, previous_hash, hash, sealed_at)
    values ($1, $2::text::xid8, $3::text::xid8, $4, $5, $6, $7, $8, $9)`,
}

/** Every column of the entries of a range, in the block's order. Parameters as in `readLeaves`. */
export const readSealedEntries: Statement = {
  name: 'read-sealed-audit-entries',
  text: `
    select seq, xid::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as at, account_id, person_id, command_id,
           command, cause, action, subject_kind, subject_id, changes::text as changes, reason, content_hash
    from jw.audit_entry where xid >= $1::text::xid8 and xid < $2::text::xid8 order by xid, seq`,
}

/** Parameter: first transaction id that is not sealed. */
export const readUnsealedTail: Statement = {
  name: 'read-unsealed-audit-tail',
  text: `select count(*) as entries, min(at) as oldest from jw.audit_entry where xid >= $1::text::xid8`,
}
