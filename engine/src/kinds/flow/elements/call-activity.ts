import type { CallActivity } from '../graph.ts'
import { textIn } from '../scope.ts'
import { cannotDecide, type Behaviour } from './behaviour.ts'

/** A run of another process (BPMN 2.0.2 §10.3.6); its end is the end of the activity. */
export const callActivity: Behaviour<CallActivity> = {
  enter(at) {
    const process = textIn(at.element.process, at.scope)
    if (process === null)
      return cannotDecide(at, 'flow.called_unknown', `${at.element.id} names no process: its value is empty.`)
    return [{ do: 'call_process', token: at.token.id, process, version: textIn(at.element.version, at.scope) }]
  },
}
