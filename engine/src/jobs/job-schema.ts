import { runMigrations } from 'graphile-worker'
import type { Pool } from 'pg'
import type { Log } from '../base/log.ts'
import { jobLogger } from './job-logger.ts'

/**
 * Brings the schema `graphile_worker` to the version of the installed worker and lets the application role use it.
 * Runs as the owner: the application role may not create tables. Does nothing when all is in place; several nodes may
 * call it at once.
 */
export async function migrateJobs(owner: Pool, log: Log): Promise<void> {
  await runMigrations({ pgPool: owner, logger: jobLogger(log) })
  await owner.query(GRANTS)
}

// The worker enables row-level security on its tables and leaves it to the owner to let others in: without the policies
// the application role sees no job and can't add one. The notice lock keeps two starting nodes apart.
const GRANTS = `
do $$
declare t text;
begin
  if current_user = 'jingwei_app' or not exists (select from pg_roles where rolname = 'jingwei_app') then return; end if;
  perform pg_advisory_xact_lock(hashtext('jingwei.job_schema'));
  grant usage on schema graphile_worker to jingwei_app;
  grant select, insert, update, delete on all tables in schema graphile_worker to jingwei_app;
  grant usage, select on all sequences in schema graphile_worker to jingwei_app;
  grant execute on all functions in schema graphile_worker to jingwei_app;
  for t in
    select c.relname from pg_class c
    where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r' and c.relrowsecurity
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'jingwei_app')
  loop
    execute format('create policy jingwei_app on graphile_worker.%I to jingwei_app using (true) with check (true)', t);
  end loop;
end $$`
