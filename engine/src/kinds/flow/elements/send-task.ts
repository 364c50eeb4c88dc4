import type { SendTask } from '../graph.ts'
import type { Behaviour } from './behaviour.ts'
import { throwing } from './throwing.ts'

/** Publishes its message and goes on (BPMN 2.0.2 §10.3.3). */
export const sendTask: Behaviour<SendTask> = {
  enter: at => [
    { do: 'note', instance: at.instance.id, element: at.element.id, event: 'passed' },
    ...throwing(at, at.element.event),
  ],
}
