import type pg from 'pg'
import { besideWriters, inShortTransaction } from './short-lock.ts'

/**
 * Takes away what an engine that was killed left half done: indexes that were never finished, and unique ones that were
 * not yet made a constraint. Whoever needs them makes them again.
 */
export async function removeLeftovers(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(UNFINISHED_INDEXES)
  for (const { name } of rows) await besideWriters(client, `drop index concurrently if exists app."${name}"`)
}

/** Foreign keys that hold for new rows, while nobody has looked yet at those that were there. */
export async function unvalidatedKeys(client: pg.ClientBase): Promise<{ table: string; name: string }[]> {
  return (await client.query<{ table: string; name: string }>(UNVALIDATED_KEYS)).rows
}

/** Looks at the rows with a lock that writers do not feel. */
export const validateKey = (client: pg.ClientBase, { table, name }: { table: string; name: string }): Promise<void> =>
  inShortTransaction(client, [`alter table app."${table}" validate constraint "${name}"`])

const UNFINISHED_INDEXES = `
  select c.relname as name
  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'app' and (not i.indisvalid
    or (i.indisunique and not i.indisprimary and not exists (select from pg_constraint x where x.conindid = i.indexrelid)))`

const UNVALIDATED_KEYS = `
  select t.relname as "table", x.conname as name
  from pg_constraint x join pg_class t on t.oid = x.conrelid join pg_namespace n on n.oid = t.relnamespace
  where n.nspname = 'app' and x.contype = 'f' and not x.convalidated`
