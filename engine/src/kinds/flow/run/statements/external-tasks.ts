import type { Statement } from '../../../../runtime/context.ts'

/** $1: id, $2: worker, $3: earliest next attempt, $4: why it failed, $5: attempts left. */
export const releaseExternalTask: Statement = {
  name: 'flow-external-release',
  text: `
    update flow.job set locked_by = null, locked_until = $3, last_error = $4, retries_left = $5, failures = failures + 1
    where id = $1 and locked_by = $2`,
}

/** $1: id, $2: worker, $3: until when. No row: he does not hold it. */
export const extendExternalTask: Statement = {
  name: 'flow-external-extend',
  text: `
    update flow.job set locked_until = $3 where id = $1 and locked_by = $2 and kind = 'external' and state = 'ready'
    returning id`,
}

/** $1: id, $2: worker. No row: he does not hold it. */
export const unlockExternalTask: Statement = {
  name: 'flow-external-unlock',
  text: `
    update flow.job set locked_by = null, locked_until = null where id = $1 and locked_by = $2 and kind = 'external'
    returning id`,
}

/** $1: id. */
export const findExternalTask: Statement = {
  name: 'flow-external-find',
  text: `select id from flow.job where id = $1 and kind = 'external'`,
}

/** $1: topic or null, $2: worker or null, $3: state or null, $4: the id after which the page begins or null, $5: rows. Oldest first. */
export const listExternalTasks: Statement = {
  name: 'flow-external-list',
  text: `
    select j.id, j.topic, j.state, j.priority, j.element, j.retries_left, j.failures, j.locked_by, j.locked_until,
      j.last_error, j.due_at, j.instance_id, i.definition, i.version, i.business_key
    from flow.job j join flow.instance i on i.id = j.instance_id
    where j.kind = 'external' and ($1::text is null or j.topic = $1) and ($2::text is null or j.locked_by = $2)
      and ($3::text is null or j.state = $3) and ($4::uuid is null or j.id > $4)
    order by j.id limit $5`,
}
