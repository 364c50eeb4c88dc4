import type { Statement } from '../../runtime/context.ts'

/**
 * Enqueues many jobs in the caller's transaction: one round trip for all.
 * $1: JSON array of `{ task, payload, key }`; the keys in it must differ, because one statement can't replace a row twice.
 */
export const addJobs: Statement = {
  name: 'jobs_add',
  text: `
    select count(*) as added
    from graphile_worker.add_jobs((
      select array_agg((m.task, m.payload, null, null, null, m.key, null, null)::graphile_worker.job_spec)
      from json_to_recordset($1::json) as m(task text, payload json, key text)
    ))`,
}
