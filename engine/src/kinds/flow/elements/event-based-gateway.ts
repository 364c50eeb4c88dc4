import type { EventBasedGateway } from '../graph.ts'
import type { Behaviour } from './behaviour.ts'

/**
 * BPMN 2.0.2 §13.4.4: waits for all events behind it at once; the first one wins, the others and their timers are forgotten
 * in the same transaction.
 */
export const eventBasedGateway: Behaviour<EventBasedGateway> = {
  enter: at => [
    { do: 'note', instance: at.instance.id, element: at.element.id, event: 'waiting' },
    ...at.element.targets.map(element => ({ do: 'await' as const, token: at.token.id, element })),
  ],
}
