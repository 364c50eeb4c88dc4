import { openApproval } from '../approval/open-approval.ts'
import { questionsFor } from '../approval/questions.ts'
import type { UserTask, Value } from '../graph.ts'
import { valueIn } from '../scope.ts'
import { BadTimer } from '../timer/bad-timer.ts'
import { planDue } from '../timer/plan-due.ts'
import { cannotDecide, type At, type Behaviour } from './behaviour.ts'
import { priorityIn } from './priority-in.ts'

/** Work for people (BPMN 2.0.2 §10.3.3): an approval, or a handler task that one of several people does. */
export const userTask: Behaviour<UserTask> = {
  enter: at => [{ do: 'find_people', token: at.token.id, queries: questionsFor(at) }],
  resume(at, answer) {
    if (answer.to !== 'find_people') return []
    const { due, followUp, priority } = at.element
    if (at.element.calendar !== null && at.calendar === null)
      return cannotDecide(at, 'flow.calendar_unknown', `There is no working calendar "${at.element.calendar}".`)
    const [dueAt, followUpAt] = [timeOf(due, at), timeOf(followUp, at)]
    for (const time of [dueAt, followUpAt])
      if (time !== null && 'fault' in time) return cannotDecide(at, 'flow.timer_invalid', time.fault)
    const rank = priorityIn(priority, at.scope, 50)
    if (typeof rank === 'string') return cannotDecide(at, 'flow.priority_invalid', rank)
    return openApproval(at, answer.people, {
      dueAt: (dueAt as Time | null)?.at ?? null,
      beyondCalendar: (dueAt as Time | null)?.beyondCalendar ?? false,
      followUpAt: (followUpAt as Time | null)?.at ?? null,
      priority: rank,
    })
  },
}

interface Time {
  at: string
  beyondCalendar: boolean
}

/** Null: none. A value that can't be read is a fault, not a task without deadline. */
function timeOf(value: Value | null, at: At<UserTask>): Time | null | { fault: string } {
  const given = value === null ? null : valueIn(value, at.scope)
  if (given === null || given === '') return null
  try {
    return planDue(String(given), at.now, { calendar: at.calendar })
  } catch (error) {
    if (error instanceof BadTimer) return { fault: error.message }
    throw error
  }
}
