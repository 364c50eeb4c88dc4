import { isUuid } from '../../../base/ids.ts'
import type { At } from '../elements/behaviour.ts'
import type { UserTask, Who } from '../graph.ts'
import type { PeopleQuery } from '../people.ts'

/** Role whose holders get an approval that finds nobody, under the policy `admin`. */
export const ADMIN_ROLE = 'platform_admin'

/** All that must be known about the organisation to open this task, asked at once. */
export function questionsFor(at: At<UserTask>): PeopleQuery[] {
  const { approval } = at.element
  const { starter } = at.instance
  const questions = approverQuestions(at)
  if (approval?.starter === 'superior' && starter !== null) questions.push({ by: 'superior', of: starter })
  if (approval?.empty === 'admin') questions.push({ by: 'role', name: ADMIN_ROLE })
  return questions
}

/** Only the questions of the approvers themselves; they stand first in `questionsFor`. */
export const approverQuestions = (at: At<UserTask>): PeopleQuery[] =>
  at.element.approvers.flatMap(who => questionsOf(who, at))

function questionsOf(who: Who, at: At<UserTask>): PeopleQuery[] {
  const { starter } = at.instance
  switch (who.type) {
    case 'unit_head':
      return starter === null ? [] : [{ by: 'unit_head', of: starter, unitType: who.unitType }]
    case 'unit_level':
      return starter === null ? [] : [{ by: 'unit_level', of: starter, level: who.level }]
    case 'position':
      return [{ by: 'position', code: who.code }]
    case 'role':
      return [{ by: 'role', name: who.name }]
    case 'person':
      return [{ by: 'code', code: who.code }]
    case 'starter':
      return starter === null ? [] : [{ by: 'id', id: starter }]
    case 'field':
      return ids((at.scope.record as Record<string, unknown> | null)?.[who.field])
    case 'expression': {
      const names = namesIn(who.expression.evaluate(at.scope))
      return names.map(name => (who.gives === 'roles' ? { by: 'role', name } : personCalled(name)))
    }
  }
}

/** One id or a list of them; whatever else is nobody, and nobody is the business of the `empty` policy. */
const ids = (value: unknown): PeopleQuery[] =>
  (Array.isArray(value) ? value : [value])
    .filter(id => typeof id === 'string' && id !== '')
    .map(id => ({ by: 'id', id }))

/** An expression names people or roles one by one, in a list, or between commas. */
const namesIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value])
    .flatMap(each => (typeof each === 'string' ? each.split(',') : []))
    .map(name => name.trim())
    .filter(name => name !== '')

/** Our records know people by ids, foreign models and their variables by codes. */
const personCalled = (name: string): PeopleQuery => (isUuid(name) ? { by: 'id', id: name } : { by: 'code', code: name })
