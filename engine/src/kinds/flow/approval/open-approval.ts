import type { AskedPerson, Effect } from '../effect.ts'
import { cannotDecide, type At } from '../elements/behaviour.ts'
import type { UserTask } from '../graph.ts'
import type { Person } from '../people.ts'
import { alreadyApproved } from './dedupe.ts'
import { passed, rejected } from './outcome.ts'
import { ADMIN_ROLE } from './questions.ts'
import { whoTakesPart, type Participants } from './who-takes-part.ts'

/** When it should be done, and how urgent it is. */
export type TaskDates = Pick<
  Extract<Effect, { do: 'open_task' }>,
  'dueAt' | 'beyondCalendar' | 'followUpAt' | 'priority'
>

/** A user task begins: people are asked, or its policies decide that nobody has to be. */
export function openApproval(at: At<UserTask>, answers: readonly (readonly Person[])[], dates: TaskDates): Effect[] {
  const found = whoTakesPart(at, answers)
  if (found.people.length === 0) return withoutPeople(at, found, dates)
  const earlier = alreadyApproved(at.element, at.state)
  const people = found.people.map((id): AskedPerson => ({
    id,
    state: earlier.has(id) ? 'skipped' : 'active',
    role: found.roles.get(id) ?? null,
  }))
  const { approval } = at.element
  const decided = approval?.mode === 'any' ? people.some(isSkipped) : people.every(isSkipped)
  if (decided) return passed(at, { people: people.filter(isSkipped).map(p => p.id), because: 'approved_before' })
  return ask(at, approval?.mode === 'sequential' ? oneAfterAnother(people) : people, dates)
}

const isSkipped = (person: AskedPerson): boolean => person.state === 'skipped'

function ask(at: At<UserTask>, people: readonly AskedPerson[], dates: TaskDates): Effect[] {
  return [{ do: 'open_task', token: at.token.id, ...dates, people }]
}

/** The first who has not approved yet acts, the later ones wait for their turn. */
function oneAfterAnother(people: readonly AskedPerson[]): AskedPerson[] {
  const first = people.findIndex(p => p.state === 'active')
  return people.map((p, i) => (p.state === 'active' && i > first ? { ...p, state: 'waiting' } : p))
}

function withoutPeople(at: At<UserTask>, found: Participants, dates: TaskDates): Effect[] {
  const { approval, title, id } = at.element
  if (approval === null && at.element.unassigned === 'open') return ask(at, [], dates)
  if (approval === null)
    return nobody(at, `Nobody can do the task ${title || id}: its assignment finds no active person.`)
  // Skipping the starter passes the task: that is what the author asked for.
  if (found.because === 'only_the_starter' && approval.starter === 'skip')
    return passed(at, { people: [], because: 'only_the_starter' })
  switch (approval.empty) {
    case 'approve':
      return passed(at, { people: [], because: found.because ?? 'nobody_found' })
    case 'reject':
      return rejected(at)
    case 'admin':
      if (found.admins.length > 0)
        return ask(
          at,
          found.admins.map(person => ({ id: person, state: 'active', role: ADMIN_ROLE })),
          dates,
        )
      return nobody(at, `No approver and no active administrator was found for ${title || id}.`)
    case 'incident':
      return nobody(
        at,
        `No approver was found for ${title || id}. Fill the post or its head, or change the approvers, then retry.`,
      )
  }
}

const nobody = (at: At, message: string): Effect[] => cannotDecide(at, 'flow.no_approver', message)
