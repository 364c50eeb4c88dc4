import type { Statement } from '../../../../runtime/context.ts'

/** $1: instance. The run whose row is its lock. */
export const findRoot: Statement = {
  name: 'flow-find-root',
  text: `select root_id as root from flow.instance where id = $1`,
}

/** $1: instance. What it keeps. */
export const readInstanceVersion: Statement = {
  name: 'flow-read-instance-version',
  text: `select snapshot_id as snapshot, process from flow.instance where id = $1`,
}

/** $1: instance. The newest entry of its history. */
export const readLastHistory: Statement = {
  name: 'flow-read-last-history',
  text: `select seq, event, data from flow.history where instance_id = $1 order by seq desc limit 1`,
}
