import type { Statement } from '../../../../runtime/context.ts'
import { rawRow } from '../rows/read-rows.ts'
import { instances } from '../rows/tables.ts'

/** $1: flow, $2: version, $3: started since or null, $4: id after which (older than) or null, $5: how many. Newest first. */
export const readRunsToReplay: Statement = {
  name: 'flow-read-runs-to-replay',
  text: `
    select ${rawRow(instances, 'i')} as instance from flow.instance i
    where i.definition = $1 and i.version = $2 and i.parent_id is null
      and ($3::timestamptz is null or i.started_at >= $3) and ($4::uuid is null or i.id < $4)
    order by i.id desc limit $5`,
}

/** $1: root, $2: when it began, $3: how many rows. All that happened in a run and in those that it called. */
export const readWholeHistory: Statement = {
  name: 'flow-read-whole-history',
  text: `
    select h.instance_id as instance, h.seq, h.element, h.event, to_json(h.at) #>> '{}' as at, h.data, h.input
    from flow.instance i join flow.history h on h.instance_id = i.id
    where (i.id = $1 or (i.root_id = $1 and i.parent_id is not null)) and h.at >= $2
    order by h.instance_id, h.seq limit $3`,
}

/** $1: end of the definition's id, `/flow/<name>`; $2: author, null for whoever saved last. */
export const readFlowDraft: Statement = {
  name: 'flow-read-flow-draft',
  text: `
    select text from jw.draft
    where right(definition_id, length($1::text)) = $1 and ($2::text is null or author = $2)
    order by updated_at desc limit 1`,
}
