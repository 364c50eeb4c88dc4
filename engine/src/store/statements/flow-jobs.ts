import type { Statement } from '../../runtime/context.ts'

/**
 * $1: owner, $2: until when, $3: now, $4: how many. The timers that are due, oldest first. SKIP LOCKED: nodes never wait for
 * one another. `locked_until` in the past frees the timers of a node that died, and ends the pause after a failure.
 */
export const claimFlowJobs: Statement = {
  name: 'flow-jobs-claim',
  text: `
    update flow.job set locked_by = $1, locked_until = $2
    where id in (
      select id from flow.job
      where state = 'ready' and due_at <= $3 and (locked_until is null or locked_until < $3)
      order by due_at limit $4 for update skip locked)
    returning id, retries_left`,
}

/** $1: owner, $2: ids, $3: until when. */
export const keepFlowJobs: Statement = {
  name: 'flow-jobs-keep',
  text: `update flow.job set locked_until = $3 where id = any ($2::uuid[]) and locked_by = $1`,
}

/** $1: id, $2: owner, $3: earliest next attempt, $4: why it failed. Only while it is still ours. */
export const releaseFlowJob: Statement = {
  name: 'flow-jobs-release',
  text: `
    update flow.job set locked_by = null, locked_until = $3, retries_left = retries_left - 1, last_error = $4
    where id = $1 and locked_by = $2`,
}
