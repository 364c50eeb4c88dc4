import type { PassTask } from '../graph.ts'
import type { Behaviour } from './behaviour.ts'

/** Manual and abstract tasks are done outside of the engine, which only notes that they were passed (BPMN 2.0.2 §10.3.3). */
export const passTask: Behaviour<PassTask> = {
  enter: at => [
    { do: 'note', instance: at.instance.id, element: at.element.id, event: 'passed' },
    { do: 'leave', token: at.token.id },
  ],
}
