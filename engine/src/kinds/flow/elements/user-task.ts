import { openApproval } from '../approval/open-approval.ts'
import { questionsFor } from '../approval/questions.ts'
import type { UserTask } from '../graph.ts'
import { valueIn } from '../scope.ts'
import { cannotDecide, type At, type Behaviour } from './behaviour.ts'
import { armBoundaries } from './boundary-timer.ts'
import { planFor } from './plan-for.ts'

/** Work for people (BPMN 2.0.2 §10.3.3): an approval, or a handler task that one of several people does. */
export const userTask: Behaviour<UserTask> = {
  enter: at => [{ do: 'find_people', token: at.token.id, queries: questionsFor(at) }],
  resume(at, answer) {
    if (answer.to !== 'find_people') return []
    const dueAt = dueOf(at)
    if (typeof dueAt === 'object' && dueAt !== null) return cannotDecide(at, 'flow.timer_invalid', dueAt.fault)
    const opened = openApproval(at, answer.people, dueAt)
    return opened.some(effect => effect.do === 'open_task') ? [...opened, ...armBoundaries(at)] : opened
  },
}

/** Null: no deadline. A value that can't be read is a fault, not a task without deadline. */
function dueOf(at: At<UserTask>): string | null | { fault: string } {
  const { due } = at.element
  const value = due === null ? null : valueIn(due, at.scope)
  if (value === null) return null
  const text = String(value)
  const plan = planFor({ kind: text.startsWith('P') ? 'duration' : 'date', value: { literal: text } }, at.scope, at.now)
  return typeof plan === 'string' ? { fault: plan } : plan.dueAt
}
