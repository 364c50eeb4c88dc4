import type { Statement } from '../../../../runtime/context.ts'

/** $1: kind and name of a definition, `/flow/order`. The latest snapshot of each of its latest 50 versions, youngest first. */
export const readSnapshotsOfVersions: Statement = {
  name: 'flow-read-snapshots-of-versions',
  text: `
    select d.value::integer as version, max(s.id) as snapshot
    from jw.snapshot s, jsonb_each_text(s.items -> 'definitions') d
    where right(d.key, length($1::text)) = $1
    group by d.value::integer order by version desc limit 50`,
}
