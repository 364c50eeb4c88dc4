import type { ExpressionTask, ScriptTask } from '../graph.ts'
import type { Effect } from '../effect.ts'
import type { At, Behaviour } from './behaviour.ts'

/** A script task is an expression and sets one variable; definitions can never run code. */
export const scriptTask: Behaviour<ScriptTask> = {
  enter: at => calculated(at, at.element.script.toVariable(at.scope), at.element.resultVariable),
}

/** A service task that is an expression: Camunda 7's and Flowable's `expression`. */
export const expressionTask: Behaviour<ExpressionTask> = {
  enter: at => calculated(at, at.element.expression.toVariable(at.scope), at.element.resultVariable),
}

const calculated = (at: At, value: unknown, name: string | null): Effect[] => [
  ...(name === null ? [] : [{ do: 'set' as const, scope: at.token.scope, name, value }]),
  { do: 'note', instance: at.instance.id, element: at.element.id, event: 'calculated' },
  { do: 'leave', token: at.token.id },
]
