import type { Effect } from '../effect.ts'
import type { At } from '../elements/behaviour.ts'
import { resultIn } from '../elements/result-in.ts'
import type { UserTask } from '../graph.ts'
import { restartAt } from '../return.ts'

/** The approval is through without asking anybody: there is nothing to remember that is not remembered already. */
export function passed(at: At<UserTask>, why: { people: readonly string[]; because: string }): Effect[] {
  return [
    {
      do: 'note',
      instance: at.instance.id,
      element: at.element.id,
      event: 'passed',
      data: { because: why.because, people: why.people },
    },
    ...agreed(at, []),
  ]
}

/** Everybody whose word was needed agreed: the token goes on. */
export function agreed(at: At<UserTask>, people: readonly string[]): Effect[] {
  return [
    ...(people.length === 0 ? [] : [{ do: 'remember_approval' as const, element: at.element.id, people }]),
    ...result(at, 'approve'),
    { do: 'leave', token: at.token.id },
  ]
}

/** Somebody said no: back to a set element, or the end of the run. */
export function rejected(at: At<UserTask>): Effect[] {
  const target = at.element.approval?.rejectTo
  return [...result(at, 'reject'), ...(target === undefined ? ended(at) : restartAt(at, target))]
}

/** Sent back for correction. */
export function returned(at: At<UserTask>, target: string): Effect[] {
  return [...result(at, 'return'), ...restartAt(at, target)]
}

export function result(at: At<UserTask>, outcome: string): Effect[] {
  return resultIn(at, at.element.resultVariable, { outcome })
}

/** The run in which it was asked is over; one that was called goes back to its caller. */
const ended = ({ instance }: At): Effect[] => [{ do: 'terminate', scope: instance.id, outcome: 'rejected' }]
