import { quoted } from '../store/statements/identifiers.ts'
import type { Parameters } from '../store/statements/sql-text.ts'

/**
 * A WHERE term: the person is or was asked in task `taskId`, whose subject is this record. Whoever was asked may read
 * what he was asked about, through the task and for ever; it opens no other door to the record.
 */
export function participantGrant(
  grant: { taskId: string; personId: string | null; entity: string; active: boolean },
  alias: string,
  parameters: Parameters,
): string {
  const task = parameters.add(grant.taskId, 'uuid')
  const entity = parameters.add(grant.entity, 'text')
  const person = parameters.add(grant.personId, 'uuid')
  return `exists (select from flow.task t join flow.participant p on p.task_id = t.id
    where t.id = ${task} and t.subject_entity = ${entity} and t.subject_id = ${quoted(alias)}.id
      and p.person_id = ${person}${grant.active ? " and p.state = 'active'" : ''})`
}
