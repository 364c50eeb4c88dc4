import type { Statement } from '../../../../runtime/context.ts'

/** $1: person, $2: a task to leave out, $3: his roles. The newest task that waits for the person. */
export const nextTask: Statement = {
  name: 'flow-next-task',
  text: `select task_id from flow.participant where person_id = $1 and state = 'active' and task_id <> $2
      and (role is null or role = any ($3))
    order by task_id desc limit 1`,
}
