import type { ElementContent, ElementType } from '../content.ts'
import { chooser } from './choose.ts'
import { extensions, type ModdleElement } from './moddle-element.ts'
import { present } from './present.ts'
import { readMessage } from './read-event.ts'
import { readInputs } from './read-listeners.ts'
import type { ElementReading } from './element-reading.ts'
import { texts } from './texts.ts'

/** Work that is no person's: a registered function, an external worker's topic, or an expression. */
export function readServiceTask(at: ElementReading, type: ElementType): Partial<ElementContent> {
  return { type, ...readWork(at.element), inputs: readInputs(at.element) }
}

/** What of this an event that throws a message may also say. */
export function readWork(element: ModdleElement): Partial<ElementContent> {
  const headers = extensions(element, 'jw:Header').map(header => [header['name'] ?? '', header['value'] ?? ''] as const)
  return {
    ...texts(element, ['function', 'topic', 'expression', 'priority', 'resultVariable']),
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
  }
}

/** Without a function or topic it publishes its message. */
export const readSendTask = (at: ElementReading): Partial<ElementContent> => ({
  ...readServiceTask(at, 'sendTask'),
  ...(hasMessage(at) && { event: readMessage(at) }),
})

/** It waits for its message; without one it waits to be told to go on. */
export function readReceiveTask(at: ElementReading): Partial<ElementContent> {
  if (at.element['instantiate'] === true)
    at.refuse('A receive task begins no run. Use a start event with the message instead of instantiate="true".')
  return { type: 'receiveTask', ...(hasMessage(at) && { event: readMessage(at) }) }
}

const hasMessage = ({ element, id, reading }: ElementReading): boolean =>
  element['messageRef'] !== undefined ||
  reading.unresolved(element, 'messageRef') !== undefined ||
  reading.messageNames.has(id)

const MAP_DECISIONS = ['single_entry', 'single_result', 'collect_entries', 'result_list'] as const

/** A rule set decides, or it is work like a service task's. */
export function readBusinessRuleTask(at: ElementReading): Partial<ElementContent> {
  const { element, reading } = at
  const inputs = readInputs(element)
  return {
    type: 'businessRuleTask',
    ...texts(element, ['ruleSet', 'binding']),
    ...readWork(element),
    ...present({ mapDecision: chooser(at)('mapDecision', element['mapDecision'], MAP_DECISIONS, undefined) }),
    // In models of other engines a decision sees all variables.
    ...((inputs.length > 0 || !reading.dialect.foreign) && { inputs }),
  }
}

export function readScriptTask(at: ElementReading): Partial<ElementContent> {
  const { element, reading } = at
  const said = reading.dialect.expression(String(element['script'] ?? ''), element['scriptFormat'])
  if (element['function'] !== undefined) return readServiceTask(at, 'serviceTask')
  if (said === null)
    return at.refuse(
      `Its script is in the language "${element['scriptFormat']}". Write it in FEEL, or give it a jw:function.`,
    )
  return {
    type: 'scriptTask',
    ...texts(element, ['resultVariable']),
    script: said.text,
    ...(said.language && { language: said.language }),
  }
}
