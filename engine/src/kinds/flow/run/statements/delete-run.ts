import type { Statement } from '../../../../runtime/context.ts'

/** $1: root. Locks it. */
export const lockRoot: Statement = {
  name: 'flow-lock-root',
  text: `select id, definition, version, state, subject_entity, subject_id from flow.instance where id = $1 and root_id = id for update`,
}

/** $1: root. The run with those that it called, and all that they left. */
export const deleteRun: Statement = {
  name: 'flow-delete-run',
  text: `
    with gone as (delete from flow.instance where root_id = $1 returning id),
      h as (delete from flow.history where instance_id in (select id from gone)),
      p as (delete from flow.participant where task_id in (select t.id from flow.task t where t.instance_id in (select id from gone))),
      t as (delete from flow.task where instance_id in (select id from gone)),
      k as (delete from flow.token where root_id = $1),
      s as (delete from flow.scope where root_id = $1),
      o as (delete from flow.loop_output where root_id = $1),
      j as (delete from flow.job where root_id = $1),
      b as (delete from flow.subscription where root_id = $1),
      n as (delete from flow.incident where root_id = $1),
      c as (delete from flow.compensation where root_id = $1),
      m as (delete from flow.message_start where instance_id in (select id from gone))
    select count(*)::integer as instances from gone`,
}
