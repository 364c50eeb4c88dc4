import type { Statement } from '../../../../runtime/context.ts'

/** $1: job, $2: why its last attempt failed. Nobody works on it any more. */
export const noteJobError: Statement = {
  name: 'flow-note-job-error',
  text: `update flow.job set last_error = $2, failures = failures + 1, locked_by = null, locked_until = null where id = $1`,
}
