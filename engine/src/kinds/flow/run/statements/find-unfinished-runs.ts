import type { Statement } from '../../../../runtime/context.ts'

/** $1: entity, $2: record, $3: names of flows. The record's row is locked by the caller, so that no run appears meanwhile. */
export const findUnfinishedRuns: Statement = {
  name: 'flow-find-unfinished-runs',
  text: `select distinct definition from flow.instance
    where subject_entity = $1 and subject_id = $2 and definition = any ($3) and state in ('running', 'incident')`,
}
