import type { Statement } from '../../runtime/context.ts'

/** Parameter: JSON array of rows with the columns of jw.notice that a new one has. */
export const insertNotices: Statement = {
  name: 'insert-notices',
  text: `
    insert into jw.notice (id, person_id, kind, title, text, locale, link, subject_entity, subject_id, created_at)
    select id, person_id, kind, title, text, locale, link, subject_entity, subject_id, created_at
    from jsonb_to_recordset($1::jsonb) as n(
      id uuid, person_id uuid, kind text, title text, text text, locale text, link text,
      subject_entity text, subject_id uuid, created_at timestamptz)`,
}

/** Parameter: person ids. People without an account, or who chose no language, are not in the answer. */
export const readLocalesOfPeople: Statement = {
  name: 'read-locales-of-people',
  text: `select person_id, locale from jw.account where person_id = any($1::uuid[]) and locale is not null`,
}

/** Parameter: notice id. */
export const readNotice: Statement = {
  name: 'read-notice',
  text: `select id, person_id, title, text, locale, link, delivered from jw.notice where id = $1`,
}

/** Parameters: notice id, channel, at. */
export const markNoticeDelivered: Statement = {
  name: 'mark-notice-delivered',
  text: `update jw.notice set delivered = delivered || jsonb_build_object($2::text, $3::timestamptz) where id = $1`,
}

/** Parameters: person id, id of the last one seen or null, only unread, how many. Newest first: ids are in order of time. */
export const listNotices: Statement = {
  name: 'list-notices',
  text: `
    select id, kind, title, text, link, created_at, read_at
    from jw.notice
    where person_id = $1 and ($2::uuid is null or id < $2) and (not $3::boolean or read_at is null)
    order by id desc
    limit $4`,
}

/** Parameter: person id. */
export const countUnreadNotices: Statement = {
  name: 'count-unread-notices',
  text: `select count(*)::int as unread from jw.notice where person_id = $1 and read_at is null`,
}

/** Parameters: notice id, person id, at. The first reading counts. */
export const markNoticeRead: Statement = {
  name: 'mark-notice-read',
  text: `
    update jw.notice set read_at = coalesce(read_at, $3)
    where id = $1 and person_id = $2
    returning id, kind, title, text, link, created_at, read_at`,
}
