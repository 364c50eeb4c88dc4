import type { Effect } from '../effect.ts'
import type { BoundaryTimer } from '../graph.ts'
import type { Job } from '../state.ts'
import { nextOccurrence } from '../timer/next-occurrence.ts'
import { cannotDecide, type At, type Behaviour } from './behaviour.ts'
import { planFor } from './plan-for.ts'

/**
 * Timer at the boundary of an activity (BPMN 2.0.2 §10.5.4). Interrupting: the activity ends, and so does the timer, even
 * if it is a cycle. Non-interrupting: a path beside the activity begins, and the cycle goes on until its count is used up
 * or the activity ends.
 */
export const boundaryTimer: Behaviour<BoundaryTimer> = {
  // Nothing flows into a boundary event: it is armed by the activity.
  enter: () => [],
  fire: (at, job) => (at.element.interrupting ? interrupt(at) : beside(at, job)),
}

function interrupt(at: At<BoundaryTimer>): Effect[] {
  return [
    { do: 'note', element: at.element.id, event: 'interrupted', data: { activity: at.element.attachedTo } },
    { do: 'consume', token: at.token.id },
    ...at.element.outgoing.map(flow => ({ do: 'take' as const, flow, task: at.token.task })),
  ]
}

function beside(at: At<BoundaryTimer>, job: Job): Effect[] {
  const task = at.state.tasks.where(t => t.token === at.token.id && t.state === 'open')[0]
  return [
    { do: 'note', element: at.element.id, event: 'fired', data: { activity: at.element.attachedTo } },
    { do: 'reschedule', job: job.id, plan: nextOccurrence(job, at.now) },
    ...at.element.outgoing.map(flow => ({ do: 'take' as const, flow, task: task?.id ?? at.token.task })),
  ]
}

/** The timers of an activity that begins to wait. */
export function armBoundaries(at: At): Effect[] {
  const armed = at.element.boundary.map(id => armBoundary(at, id))
  return armed.find(effects => effects.some(effect => effect.do === 'incident')) ?? armed.flat()
}

/** One of them. */
export function armBoundary(at: At, id: string): Effect[] {
  const event = at.graph.elements[id] as BoundaryTimer
  const plan = planFor(event.timer, at.scope, at.now)
  if (typeof plan === 'string') return cannotDecide(at, 'flow.timer_invalid', `${id}: ${plan}`)
  return [{ do: 'schedule', token: at.token.id, element: id, plan }]
}
