import { feelToJson } from '../../../expression/index.ts'
import type { ScriptTask } from '../graph.ts'
import type { Behaviour } from './behaviour.ts'

/** A script task is FEEL and sets one variable; definitions can never run code. */
export const scriptTask: Behaviour<ScriptTask> = {
  enter: at => [
    { do: 'set', name: at.element.resultVariable, value: feelToJson(at.element.script.evaluate(at.scope)) },
    { do: 'note', element: at.element.id, event: 'calculated' },
    { do: 'leave', token: at.token.id },
  ],
}
