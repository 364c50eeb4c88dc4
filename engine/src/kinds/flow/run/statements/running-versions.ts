import type { Statement } from '../../../../runtime/context.ts'

/** $1: name of a flow, or null for all. Versions that unfinished runs keep, and how many do. */
export const readRunningVersions: Statement = {
  name: 'flow-read-running-versions',
  text: `select definition, version, snapshot_id as snapshot, count(*)::integer as runs from flow.instance
    where state in ('running', 'incident') and ($1::text is null or definition = $1)
    group by definition, version, snapshot_id order by definition, version, snapshot_id`,
}

/** $1: flow, $2: version, $3: snapshot or null, $4: rows. Unfinished runs that keep just this, oldest first. */
export const readRunsOfVersion: Statement = {
  name: 'flow-read-runs-of-version',
  text: `select id from flow.instance where definition = $1 and version = $2 and snapshot_id is not distinct from $3
      and state in ('running', 'incident') order by id limit $4`,
}

const others = `from flow.instance where definition = $1 and version <> $2 and ($3::integer[] is null or version = any ($3))
      and state in ('running', 'incident')`

/** $1: flow, $2: its present version, $3: versions or null for all, $4: rows. Unfinished runs of other versions, oldest first. */
export const readOtherVersions: Statement = {
  name: 'flow-read-other-versions',
  text: `select id ${others} order by id limit $4`,
}

/** $1, $2, $3 as above. */
export const countOtherVersions: Statement = {
  name: 'flow-count-other-versions',
  text: `select count(*)::integer as runs ${others}`,
}
