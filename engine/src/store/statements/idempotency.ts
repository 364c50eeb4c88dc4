import type { Statement } from '../../runtime/context.ts'

/** Parameters: account id, key, request hash, now. A row when the key is new. */
export const claimIdempotencyKey: Statement = {
  name: 'claim-idempotency-key',
  text: `
    insert into jw.idempotency (account_id, key, request_hash, created_at) values ($1, $2, $3, $4)
    on conflict (account_id, key) do nothing
    returning key`,
}

/** Parameters: account id, key. */
export const readIdempotentAnswer: Statement = {
  name: 'read-idempotent-answer',
  text: `select request_hash, body from jw.idempotency where account_id = $1 and key = $2`,
}

/** Parameters: account id, key, answer. */
export const storeIdempotentAnswer: Statement = {
  name: 'store-idempotent-answer',
  text: `update jw.idempotency set body = $3 where account_id = $1 and key = $2`,
}

/** Parameter: instant before which keys are forgotten. */
export const forgetIdempotencyKeys: Statement = {
  name: 'forget-idempotency-keys',
  text: `delete from jw.idempotency where created_at < $1`,
}
