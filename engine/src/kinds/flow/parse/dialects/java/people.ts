import type { ElementContent, WhoContent } from '../../../content.ts'
import type { Foreign } from '../../foreign.ts'
import { candidateGroups, candidateUsers, personOf } from '../../people-list.ts'
import { present } from '../../present.ts'

/** Whose a user task is, and by when. */
export function readTask(said: Foreign): Partial<ElementContent> {
  const assignee = said.attribute('assignee')
  const assignment: WhoContent[] = [
    ...(assignee ? [personOf(assignee)] : []),
    ...candidateUsers(said.attribute('candidateUsers') ?? ''),
    ...candidateGroups(said.attribute('candidateGroups') ?? ''),
  ]
  return {
    ...(present({
      due: said.attribute('dueDate'),
      followUp: said.attribute('followUpDate'),
      priority: said.attribute('priority'),
    }) as Partial<ElementContent>),
    ...(assignment.length > 0 && { assignment }),
  }
}

/** Who may start a process by hand; nobody has to claim that. */
export function readStarters(said: Foreign): WhoContent[] {
  const who = [
    ...candidateUsers(said.attribute('candidateStarterUsers') ?? ''),
    ...candidateGroups(said.attribute('candidateStarterGroups') ?? ''),
  ]
  for (const each of who) delete each.candidate
  return who
}
