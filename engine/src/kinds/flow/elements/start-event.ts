import type { StartEvent } from '../graph.ts'
import type { Behaviour } from './behaviour.ts'

/** BPMN 2.0.2 §10.5.2: the run, a subprocess or an event subprocess begins. */
export const startEvent: Behaviour<StartEvent> = {
  enter: at => [
    {
      do: 'note',
      instance: at.instance.id,
      element: at.element.id,
      event: 'started',
      data: { round: at.instance.round },
    },
    ...(at.element.initiator === null
      ? []
      : [
          {
            do: 'set' as const,
            scope: at.token.scope,
            name: at.element.initiator,
            value: at.instance.starter,
          },
        ]),
    { do: 'leave', token: at.token.id },
  ],
}
