import type { ThrowEvent } from '../graph.ts'
import type { Behaviour } from './behaviour.ts'
import { throwing } from './throwing.ts'

/** Intermediate throw events (BPMN 2.0.2 §10.5.4): the token passes when what was thrown has been told. */
export const throwEvent: Behaviour<ThrowEvent> = {
  enter: at => [
    { do: 'note', instance: at.instance.id, element: at.element.id, event: 'passed' },
    ...throwing(at, at.element.event),
  ],
}
