import type { SequenceFlowContent } from '../content.ts'
import { bodyOf, type ModdleElement } from './moddle-element.ts'
import { readListeners } from './read-listeners.ts'
import type { Reading } from './reading.ts'

/** A sequence flow; one in a language that is not run is a fault, as a way that nothing decides about would be taken. */
export function readSequenceFlow(flow: ModdleElement, id: string, reading: Reading): SequenceFlowContent {
  const listeners = [...readListeners(flow, reading, id), ...reading.dialect.flow(flow, reading)]
  return {
    id,
    title: flow['name'] ?? '',
    from: flow['sourceRef']?.id ?? '',
    to: flow['targetRef']?.id ?? '',
    ...readCondition(flow, id, reading),
    ...(listeners.length > 0 && { listeners }),
  }
}

function readCondition(flow: ModdleElement, id: string, reading: Reading): Partial<SequenceFlowContent> {
  const expression = flow['conditionExpression'] as ModdleElement | undefined
  if (expression === undefined) return {}
  const said = reading.dialect.expression(bodyOf(expression) ?? '', expression['language'])
  if (said !== null) return { condition: said.text, ...(said.language && { language: said.language }) }
  const message = `The condition of ${id} is in the language "${expression['language']}". Write it in FEEL, after "=".`
  reading.faults.push({ code: 'flow.unsupported_language', message, elementId: id })
  return {}
}
