import type { Statement } from '../../../../runtime/context.ts'

/** $1: id, $2: action, $3: input, $4: reason, $5: account, $6: now, $7: runs. */
export const orderBulkRepair: Statement = {
  name: 'flow-order-bulk-repair',
  text: `
    with ordered as (
      insert into flow.bulk_repair (id, action, input, reason, account_id, ordered_at) values ($1, $2, $3::jsonb, $4, $5, $6)
      returning id
    )
    insert into flow.bulk_repair_item (bulk_id, instance_id) select $1::uuid, unnest($7::uuid[]) from ordered`,
}

/** $1: id, $2: how many. What is still to be done, with the order. */
export const readWaitingRepairs: Statement = {
  name: 'flow-read-waiting-repairs',
  text: `
    select i.instance_id as instance, b.account_id as account from flow.bulk_repair b join flow.bulk_repair_item i on i.bulk_id = b.id
    where b.id = $1 and i.state = 'waiting' order by i.instance_id limit $2`,
}

/** $1: id, $2: run. The order, if this run still waits for it; whoever does the same waits. */
export const takeRepair: Statement = {
  name: 'flow-take-repair',
  text: `
    select b.action, b.input, b.reason from flow.bulk_repair_item i join flow.bulk_repair b on b.id = i.bulk_id
    where i.bulk_id = $1 and i.instance_id = $2 and i.state = 'waiting' for update of i`,
}

/** $1: id, $2: run, $3: state, $4: code, $5: message. */
export const settleRepair: Statement = {
  name: 'flow-settle-repair',
  text: `
    update flow.bulk_repair_item set state = $3, code = $4, message = $5
    where bulk_id = $1 and instance_id = $2 and state = 'waiting'`,
}

/** $1: id. The order, and how far it is. */
export const readBulkRepair: Statement = {
  name: 'flow-read-bulk-repair',
  text: `
    select b.id, b.action, b.input, b.reason, b.ordered_at as "orderedAt",
      count(*)::integer as total, count(*) filter (where i.state = 'waiting')::integer as waiting,
      count(*) filter (where i.state = 'done')::integer as done, count(*) filter (where i.state = 'failed')::integer as failed
    from flow.bulk_repair b join flow.bulk_repair_item i on i.bulk_id = b.id where b.id = $1 group by b.id`,
}

/** $1: id, $2: state or null, $3: after (run) or null, $4: how many. */
export const listBulkItems: Statement = {
  name: 'flow-list-bulk-items',
  text: `
    select instance_id as "instanceId", state, code, message from flow.bulk_repair_item
    where bulk_id = $1 and ($2::text is null or state = $2) and ($3::uuid is null or instance_id > $3)
    order by instance_id limit $4`,
}
