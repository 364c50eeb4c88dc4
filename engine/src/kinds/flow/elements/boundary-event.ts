import type { BoundaryEvent } from '../graph.ts'
import type { Behaviour } from './behaviour.ts'

/** Nothing flows into a boundary event: a token appears on it when its event has happened (kernel/events.ts). */
export const boundaryEvent: Behaviour<BoundaryEvent> = {
  enter: at => [{ do: 'leave', token: at.token.id }],
}
