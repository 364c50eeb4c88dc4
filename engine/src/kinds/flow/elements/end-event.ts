import type { EndEvent } from '../graph.ts'
import type { Behaviour } from './behaviour.ts'

/**
 * BPMN 2.0.2 §10.5.3. None: the token is used up, and the run ends with the last one; its outcome is the id of the end
 * event reached last. Terminate: all other tokens of the scope go too.
 */
export const endEvent: Behaviour<EndEvent> = {
  enter: at => [
    { do: 'note', element: at.element.id, event: 'reached' },
    { do: 'consume', token: at.token.id },
    at.element.terminate ? { do: 'end', outcome: at.element.id } : { do: 'reached', outcome: at.element.id },
  ],
}
