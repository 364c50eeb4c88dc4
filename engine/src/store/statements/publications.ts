import type { Statement } from '../../runtime/context.ts'

/** Parameters: id, author, note, state, content hash, content, shown, details, packs, base snapshot, created at, publish at. */
export const insertPublication: Statement = {
  name: 'insert-publication',
  text: `
    insert into jw.publication
      (id, author, note, state, content_hash, content, shown, details, packs, base_snapshot, created_at, publish_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
}

const COLUMNS = `
  p.id, p.author, author.name as author_name, p.note, p.state, p.content_hash, p.shown, p.packs, p.base_snapshot,
  p.created_at, p.publish_at, p.reviewer, reviewer.name as reviewer_name, p.reviewed_at, p.comment, p.snapshot_id,
  p.ended_at, p.failure`
const ACCOUNTS = `
  left join jw.account author on author.id::text = p.author
  left join jw.account reviewer on reviewer.id::text = p.reviewer`

/** Parameter: id. With content and details. */
export const readPublication: Statement = {
  name: 'read-publication',
  text: `select ${COLUMNS}, p.content, p.details from jw.publication p ${ACCOUNTS} where p.id = $1`,
}

/** Parameters: states (null: all), limit. Newest first, without content and details. */
export const readPublications: Statement = {
  name: 'read-publications',
  text: `
    select ${COLUMNS} from jw.publication p ${ACCOUNTS}
    where $1::text[] is null or p.state = any($1::text[])
    order by p.created_at desc, p.id desc
    limit $2`,
}

/** Parameters: id, state, reviewer, at, comment. */
export const reviewPublication: Statement = {
  name: 'review-publication',
  text: `
    update jw.publication
    set state = $2, reviewer = $3, reviewed_at = $4::timestamptz, comment = $5,
        ended_at = case when $2 = 'rejected' then $4::timestamptz end
    where id = $1`,
}

/** Parameter: id. */
export const beginPublication: Statement = {
  name: 'begin-publication',
  text: `update jw.publication set state = 'publishing' where id = $1`,
}

/** Parameters: id, state (withdrawn, published or failed), at, snapshot id, failure. */
export const endPublication: Statement = {
  name: 'end-publication',
  text: `update jw.publication set state = $2, ended_at = $3, snapshot_id = $4, failure = $5 where id = $1`,
}

/** Parameter: now. Those that are due, and those that somebody began; one of the latter belongs to the holder of the lock. */
export const readDuePublication: Statement = {
  name: 'read-due-publication',
  text: `
    select id from jw.publication
    where state = 'publishing' or (state = 'scheduled' and publish_at <= $1)
    order by publish_at nulls first, created_at, id
    limit 1`,
}

/** Parameter: pack names. */
export const readPolicies: Statement = {
  name: 'read-policies',
  text: `select pack, review from jw.pack_policy where pack = any($1::text[])`,
}

/** Parameters: pack, review, by, at. */
export const writePolicy: Statement = {
  name: 'write-policy',
  text: `
    insert into jw.pack_policy (pack, review, changed_by, changed_at) values ($1, $2, $3, $4)
    on conflict (pack) do update
    set review = excluded.review, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
}

/** Parameters: arrays of definition id, version, base hash, base pack version, changes. */
export const insertLocalPatches: Statement = {
  name: 'insert-local-patches',
  text: `
    insert into jw.local_patch (definition_id, version, base_hash, base_pack_version, changes)
    select * from unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::jsonb[])
    on conflict do nothing`,
}

/** Parameters: limit, before (snapshot id, null: from the newest). What each one changed against the one before it. */
export const readSnapshots: Statement = {
  name: 'read-snapshots',
  text: `
    select s.id, s.created_at, s.created_by, account.name as author_name, s.note,
      p.id as publication_id, p.reviewer, reviewer.name as reviewer_name, s.id = current.snapshot_id as in_force,
      array(
        select coalesce(after.key, before.key)
        from jsonb_each_text(s.items -> 'definitions') after
        full join jsonb_each_text(s.before -> 'definitions') before on before.key = after.key
        where after.value is distinct from before.value
        order by 1) as changed
    from (
      select *, (select earlier.items from jw.snapshot earlier where earlier.id < snapshot.id order by id desc limit 1) as before
      from jw.snapshot
      where $2::bigint is null or id < $2::bigint
      order by id desc limit $1) s
    cross join jw.current_snapshot current
    left join jw.publication p on p.snapshot_id = s.id
    left join jw.account account on account.id::text = s.created_by
    left join jw.account reviewer on reviewer.id::text = p.reviewer
    order by s.id desc`,
}
