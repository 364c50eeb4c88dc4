import type { Statement } from '../../../../runtime/context.ts'

/** $1: name, $2: key or null, $3: only this run or null. Two are enough to know that it is not clear. */
export const findReceivers: Statement = {
  name: 'flow-find-receivers',
  text: `
    select s.id, s.definition, s.instance_id, s.element
    from flow.subscription s join flow.instance r on r.id = s.root_id and not r.suspended
    where s.kind = 'message' and s.name = $1 and ($2::text is null or s.key = $2) and ($3::uuid is null or s.instance_id = $3 or s.root_id = $3)
    order by s.instance_id, s.id limit 2`,
}
