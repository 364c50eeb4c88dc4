import type { ElementContent } from '../content.ts'
import type { CallTask } from '../graph.ts'
import { compileCallTask } from './compile-call-task.ts'
import { compileEvent } from './compile-event.ts'
import { compileExternalTask } from './compile-external-task.ts'
import type { CompilingElement } from './compiling.ts'
import { expressionIn } from './expression.ts'
import type { Own } from './own.ts'

export function compileServiceTask(element: ElementContent, at: CompilingElement): Own | null {
  const work = compileWork(element, at)
  if (work !== undefined) return work
  const message =
    'A service or send task needs jw:function, the name of a registered function, or jw:topic for workers.'
  at.compiling.faults.at(element.id, 'flow.missing_attribute', message)
  return null
}

/** Without function or topic it publishes its message. */
export function compileSendTask(element: ElementContent, at: CompilingElement): Own | null {
  if (element.event === undefined || hasWork(element)) return compileServiceTask(element, at)
  const event = compileEvent(element, at)
  return event && { type: 'sendTask', event }
}

/** A function, an expression or a worker, whichever the text names; undefined when it names none. */
export function compileWork(element: ElementContent, at: CompilingElement): Own | null | undefined {
  if (!hasWork(element)) return undefined
  if (element.function !== undefined) return compileCallTask(element, at)
  if (element.topic !== undefined) return compileExternalTask(element, element.topic, at)
  return compileExpressionTask(element, element.expression!, at)
}

const hasWork = ({ function: called, topic, expression }: ElementContent): boolean =>
  called !== undefined || topic !== undefined || expression !== undefined

function compileExpressionTask(
  { type, resultVariable }: ElementContent,
  text: string,
  at: CompilingElement,
): Own | null {
  const expression = expressionIn(at, text)
  if (expression === null) return null
  if (expression !== undefined) {
    const bpmn = type as CallTask['bpmn']
    return { type: 'expressionTask', bpmn, expression, resultVariable: resultVariable ?? null }
  }
  const message = `The expression ${text} of ${at.id} is a plain text. Begin it with "=".`
  at.compiling.faults.at(at.id, 'flow.missing_attribute', message)
  return null
}
