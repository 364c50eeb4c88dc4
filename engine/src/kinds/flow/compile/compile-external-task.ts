import type { ElementContent } from '../content.ts'
import type { ExternalTask } from '../graph.ts'
import { optional } from './compile-event.ts'
import { compileFreeInputs } from './compile-inputs.ts'
import type { CompilingElement } from './compiling.ts'
import { compileValue } from './expression.ts'
import type { Own } from './own.ts'

/** Work that workers outside fetch by its topic. */
export function compileExternalTask(element: ElementContent, topic: string, at: CompilingElement): Own | null {
  if (topic.trim() === '') {
    at.compiling.faults.at(element.id, 'flow.missing_attribute', `${element.id} has an empty topic. Name one.`)
    return null
  }
  const compiled = compileValue(at, topic)
  return (
    compiled && {
      type: 'externalTask',
      bpmn: element.type as ExternalTask['bpmn'],
      topic: compiled,
      priority: optional(element.priority, at),
      headers: element.headers ?? {},
      inputs: compileFreeInputs(element.inputs ?? [], at),
      resultVariable: element.resultVariable ?? null,
    }
  )
}
