import type { Statement } from '../../runtime/context.ts'

/** Parameters: subject id, element, person id. The open task of this element that waits for this person. */
export const findOpenTask: Statement = {
  name: 'find-open-task',
  text: `
    select t.id
    from flow.task t join flow.participant p on p.task_id = t.id
    where t.subject_id = $1 and t.element = $2 and p.person_id = $3 and t.state = 'open' and p.state = 'active'
    order by t.id desc limit 1`,
}
