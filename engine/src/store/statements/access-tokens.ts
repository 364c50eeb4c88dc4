import type { Statement } from '../../runtime/context.ts'

/** Parameters: id, token hash, account id, name, rights, at, ends at. */
export const insertAccessToken: Statement = {
  name: 'insert-access-token',
  text: `
    insert into jw.access_token (id, token_hash, account_id, name, rights, created_at, ends_at)
    values ($1, $2, $3, $4, $5, $6, $7)`,
}

/** Parameters: account id. Newest first. */
export const readAccessTokens: Statement = {
  name: 'read-access-tokens',
  text: `
    select id, name, rights, created_at, ends_at, revoked_at, last_used_at
    from jw.access_token where account_id = $1 order by created_at desc, id desc`,
}

/** Parameters: token hash, now. Only one that is in force, of an account that is open. */
export const readAccessToken: Statement = {
  name: 'read-access-token',
  text: `
    select t.id, t.account_id, t.rights
    from jw.access_token t join jw.account a on a.id = t.account_id
    where t.token_hash = $1 and t.ends_at > $2 and t.revoked_at is null and a.active`,
}

/** Parameters: id, now, the moment before which the last use must lie: reading must not write each time. */
export const touchAccessToken: Statement = {
  name: 'touch-access-token',
  text: `
    update jw.access_token set last_used_at = $2
    where id = $1 and (last_used_at is null or last_used_at < $3)`,
}

/** Parameters: id, account id (null: of anybody), at. */
export const revokeAccessToken: Statement = {
  name: 'revoke-access-token',
  text: `
    update jw.access_token set revoked_at = $3
    where id = $1 and ($2::uuid is null or account_id = $2) and revoked_at is null
    returning name, account_id`,
}

/** Parameter: the moment before which they ended. The audit trail still knows them. */
export const deleteOldAccessTokens: Statement = {
  name: 'delete-old-access-tokens',
  text: `delete from jw.access_token where ends_at < $1`,
}
