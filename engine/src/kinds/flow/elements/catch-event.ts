import type { CatchEvent, ReceiveTask } from '../graph.ts'
import type { Behaviour } from './behaviour.ts'

/**
 * Intermediate catch events and receive tasks (BPMN 2.0.2 §10.5.4, §10.3.3): wait once, then go on. A receive task without
 * message waits until it is told to go on.
 */
export const catchEvent: Behaviour<CatchEvent | ReceiveTask> = {
  enter(at) {
    const { element, token, instance } = at
    if ((element.event.type === 'none' && element.type === 'intermediateCatchEvent') || element.event.type === 'link')
      return [
        { do: 'note', instance: instance.id, element: element.id, event: 'passed' },
        { do: 'leave', token: token.id },
      ]
    return [
      { do: 'note', instance: instance.id, element: element.id, event: 'waiting' },
      { do: 'await', token: token.id, element: element.id },
    ]
  },
}
