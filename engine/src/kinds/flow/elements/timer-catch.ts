import type { TimerCatch } from '../graph.ts'
import { cannotDecide, type Behaviour } from './behaviour.ts'
import { planFor } from './plan-for.ts'

/** Intermediate timer catch event: waits once, then goes on (BPMN 2.0.2 §10.5.4). */
export const timerCatch: Behaviour<TimerCatch> = {
  enter(at) {
    const plan = planFor(at.element.timer, at.scope, at.now)
    if (typeof plan === 'string') return cannotDecide(at, 'flow.timer_invalid', plan)
    return [
      { do: 'note', element: at.element.id, event: 'waiting', data: { dueAt: plan.dueAt } },
      { do: 'schedule', token: at.token.id, element: at.element.id, plan },
    ]
  },
  fire: at => [
    { do: 'note', element: at.element.id, event: 'fired' },
    { do: 'leave', token: at.token.id },
  ],
}
