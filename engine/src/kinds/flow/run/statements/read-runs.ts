import type { Statement } from '../../../../runtime/context.ts'
import { rawRow } from '../rows/read-rows.ts'
import { instances, participants, tasks } from '../rows/tables.ts'

const columns = `
  ${rawRow(instances, 'i')} as instance,
  (select coalesce(json_agg(${rawRow(tasks, 't')} order by t.id), '[]') from flow.task t where t.instance_id = i.id) as tasks,
  (select coalesce(json_agg(${rawRow(participants, 'p')} order by p.position), '[]')
     from flow.participant p join flow.task t on t.id = p.task_id where t.instance_id = i.id) as participants`

/** $1: instance. The run with all its tasks, closed ones too. */
export const readRun: Statement = {
  name: 'flow-read-run',
  text: `select ${columns} from flow.instance i where i.id = $1`,
}

/** $1: entity, $2: record. The newest 50 runs about it, newest first. */
export const readRunsOfRecord: Statement = {
  name: 'flow-read-runs-of-record',
  text: `select ${columns} from flow.instance i where i.subject_entity = $1 and i.subject_id = $2 order by i.id desc limit 50`,
}

/** $1: person ids. */
export const readNames: Statement = {
  name: 'flow-read-names',
  text: `select id, name from app.person where id = any ($1::uuid[])`,
}

/** $1: task, $2: person. The instance of a task that the person takes part in or started; nothing for strangers. */
export const readTaskAccess: Statement = {
  name: 'flow-read-task-access',
  text: `select t.instance_id, t.subject_entity, t.subject_id,
      (select json_agg(json_build_object('state', p.state, 'role', p.role)) from flow.participant p where p.task_id = t.id and p.person_id = $2) as mine
    from flow.task t join flow.instance i on i.id = t.instance_id
    where t.id = $1 and (i.starter = $2 or exists (
      select from flow.participant p join flow.task o on o.id = p.task_id where o.instance_id = i.id and p.person_id = $2))`,
}

/** $1: instance, $2: how many. The latest history of a run, oldest first. */
export const readHistory: Statement = {
  name: 'flow-read-history',
  text: `select * from (select seq, element, event, at, data from flow.history where instance_id = $1 order by seq desc limit $2) h
    order by seq`,
}
