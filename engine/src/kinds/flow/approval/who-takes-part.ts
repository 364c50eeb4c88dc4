import type { ApprovalContent } from '../content.ts'
import type { At } from '../elements/behaviour.ts'
import type { UserTask } from '../graph.ts'
import type { PeopleQuery, Person } from '../people.ts'
import { approverQuestions } from './questions.ts'

/** Who takes part; when nobody does, `because` says why. */
export interface Participants {
  people: string[]
  /** The role of those who were found by a role and in no other way. */
  roles: ReadonlyMap<string, string>
  because: 'nobody_found' | 'only_the_starter' | null
  admins: string[]
}

/**
 * From the organisation's answers to the people of the task: inactive people are removed first, each person stands once,
 * and the requester never decides on his own request unless the task says so (`starter="self"`).
 */
export function whoTakesPart(at: At<UserTask>, answers: readonly (readonly Person[])[]): Participants {
  const questions = approverQuestions(at)
  const found = activeIds(answers.slice(0, questions.length).flat())
  const policyAnswers = answers.slice(questions.length)
  const { approval } = at.element
  const starter = at.instance.starter
  const superior = approval?.starter === 'superior' && starter !== null ? activeIds(policyAnswers[0] ?? []) : []
  const admins = approval?.empty === 'admin' ? activeIds(policyAnswers.at(-1) ?? []).filter(id => id !== starter) : []
  const people = approval === null ? found : withoutStarter(found, { policy: approval.starter, starter, superior })
  const because = people.length > 0 ? null : found.length > 0 ? 'only_the_starter' : 'nobody_found'
  return { people, roles: rolesOf(questions, answers), because, admins }
}

function rolesOf(questions: readonly PeopleQuery[], answers: readonly (readonly Person[])[]): Map<string, string> {
  const found = new Map<string, string>()
  const otherwise = new Set<string>()
  questions.forEach((question, i) => {
    for (const { id } of answers[i]!) {
      if (question.by === 'role') found.set(id, question.name)
      else otherwise.add(id)
    }
  })
  for (const id of otherwise) found.delete(id)
  return found
}

function withoutStarter(
  found: readonly string[],
  {
    policy,
    starter,
    superior,
  }: { policy: ApprovalContent['starter']; starter: string | null; superior: readonly string[] },
): string[] {
  if (policy === 'self' || starter === null) return [...found]
  return unique(found.flatMap(id => (id !== starter ? [id] : policy === 'superior' ? superior : [])))
}

const activeIds = (people: readonly Person[]): string[] => unique(people.filter(p => p.active).map(p => p.id))

const unique = (ids: readonly string[]): string[] => [...new Set(ids)]
