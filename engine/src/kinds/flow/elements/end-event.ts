import type { Effect } from '../effect.ts'
import type { EndEvent } from '../graph.ts'
import type { Behaviour } from './behaviour.ts'
import { reachedEnd } from './reached-end.ts'
import { throwing } from './throwing.ts'

/**
 * BPMN 2.0.2 §10.5.3, §13.5.6. None: the token is used up; the outcome of a run is the end event reached last. Terminate:
 * everything in its own scope ends, what is around goes on. Error, escalation, signal, message, compensation and cancel
 * throw first.
 */
export const endEvent: Behaviour<EndEvent> = {
  enter(at) {
    const { element, token, instance } = at
    const { event } = element
    const reached: Effect = { do: 'note', instance: instance.id, element: element.id, event: 'reached' }
    if (event.type === 'terminate')
      return [
        reached,
        event.all ? { do: 'end', outcome: element.id } : { do: 'terminate', scope: token.scope, outcome: element.id },
      ]
    if (event.type === 'cancel') return [reached, { do: 'cancel_transaction', token: token.id }]
    return [reached, ...reachedEnd(at), ...throwing(at, event)]
  },
}
