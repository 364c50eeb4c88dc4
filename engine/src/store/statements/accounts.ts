import type { Statement } from '../../runtime/context.ts'

/** Parameter: login in any case. */
export const readAccountByLogin: Statement = {
  name: 'read-account-by-login',
  text: `select id, login, password_hash, active, failed_attempts, locked_until from jw.account where lower(login) = lower($1)`,
}

/** Parameters: id, login, password hash or null, person id or null, name, roles, at. A known login keeps its account. */
export const insertAccount: Statement = {
  name: 'insert-account',
  text: `
    insert into jw.account (id, login, password_hash, person_id, name, roles, created_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict do nothing
    returning id`,
}

export const countAccounts: Statement = {
  name: 'count-accounts',
  text: `select count(*)::int as count from jw.account`,
}

/** Parameters: account id, locked until or null. */
export const countFailedAttempt: Statement = {
  name: 'count-failed-attempt',
  text: `update jw.account set failed_attempts = failed_attempts + 1, locked_until = $2 where id = $1`,
}

/** Parameter: account id. */
export const forgetFailedAttempts: Statement = {
  name: 'forget-failed-attempts',
  text: `update jw.account set failed_attempts = 0, locked_until = null where id = $1 and failed_attempts > 0`,
}

/** Parameters: account id, hash. Also opens the account again. */
export const setPassword: Statement = {
  name: 'set-password',
  text: `update jw.account set password_hash = $2, failed_attempts = 0, locked_until = null where id = $1`,
}

/** Parameters: account id, locale. */
export const setAccountLocale: Statement = {
  name: 'set-account-locale',
  text: `update jw.account set locale = $2 where id = $1`,
}

/** Parameters: token hash, account id, CSRF token, at, expires, ends. */
export const insertSession: Statement = {
  name: 'insert-session',
  text: `
    insert into jw.session (token_hash, account_id, csrf_token, created_at, expires_at, ends_at)
    values ($1, $2, $3, $4, $5, $6)`,
}

/** Parameters: token hash, now. */
export const readSession: Statement = {
  name: 'read-session',
  text: `
    select s.account_id, s.csrf_token, s.expires_at, s.ends_at, a.locale, a.login
    from jw.session s join jw.account a on a.id = s.account_id
    where s.token_hash = $1 and s.expires_at > $2 and a.active`,
}

/** Parameters: token hash, new expiry. */
export const prolongSession: Statement = {
  name: 'prolong-session',
  text: `update jw.session set expires_at = least($2, ends_at) where token_hash = $1`,
}

export const deleteSession: Statement = { name: 'delete-session', text: `delete from jw.session where token_hash = $1` }

/** Parameter: account id. After a new password, whoever was signed in with the old one is out. */
export const deleteSessionsOf: Statement = {
  name: 'delete-sessions-of',
  text: `delete from jw.session where account_id = $1`,
}

/** Parameter: now. */
export const deleteEndedSessions: Statement = {
  name: 'delete-ended-sessions',
  text: `delete from jw.session where expires_at <= $1`,
}

/** Parameter: now. */
export const deleteOldPasswordLinks: Statement = {
  name: 'delete-old-password-links',
  text: `delete from jw.password_link where expires_at <= $1`,
}

/** Parameters: token hash, account id, expires. */
export const insertPasswordLink: Statement = {
  name: 'insert-password-link',
  text: `insert into jw.password_link (token_hash, account_id, expires_at) values ($1, $2, $3)`,
}

/** Parameters: token hash, now. Gives the account once. */
export const usePasswordLink: Statement = {
  name: 'use-password-link',
  text: `
    update jw.password_link set used_at = $2
    where token_hash = $1 and used_at is null and expires_at > $2
    returning account_id`,
}

/** Parameter: account id. */
export const readAccount: Statement = {
  name: 'read-account',
  text: `select id, login, name, person_id, roles, locale from jw.account where id = $1 and active`,
}

/** Parameter: person id. The tables are those of definitions/core. */
export const readPersonOfAccount: Statement = {
  name: 'read-person-of-account',
  text: `
    select p.id, p.name, p.org_unit, u.name as unit_name, t.code as position, t.name as position_name, t.roles
    from app.person p
    left join app.org_unit u on u.id = p.org_unit
    left join app.position t on t.id = p.position
    where p.id = $1 and p.active is not false`,
}

/** Parameter: unit id. Union, not union all: a cycle in the tree must not hang the sign-in. */
export const readUnitTree: Statement = {
  name: 'read-unit-tree',
  text: `
    with recursive tree as (
      select id from app.org_unit where id = $1
      union
      select u.id from app.org_unit u join tree on u.parent = tree.id
    )
    select id from tree`,
}

/** Logins with the names of their people, for the demo's sign-in page. */
export const readDemoLogins: Statement = {
  name: 'read-demo-logins',
  text: `
    select a.login, a.name, t.name as position
    from jw.account a
    left join app.person p on p.id = a.person_id
    left join app.position t on t.id = p.position
    where a.active order by a.id`,
}
