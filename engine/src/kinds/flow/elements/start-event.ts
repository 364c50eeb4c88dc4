import type { StartEvent } from '../graph.ts'
import type { Behaviour } from './behaviour.ts'

/** BPMN 2.0.2 §10.5.2: the run begins. */
export const startEvent: Behaviour<StartEvent> = {
  enter: at => [
    { do: 'note', element: at.element.id, event: 'started', data: { round: at.state.instance.round } },
    { do: 'leave', token: at.token.id },
  ],
}
