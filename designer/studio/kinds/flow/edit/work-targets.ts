import type { BusinessObject } from './business-object.ts'

const NO_TARGETS = ['bpmn:StartEvent', 'bpmn:BoundaryEvent', 'bpmn:SequenceFlow']

/** Elements that work can be sent back to from `from`: any that a token may enter. */
export function workTargets(from: BusinessObject): BusinessObject[] {
  return flowElements(from).filter(element => element.id !== from.id && !NO_TARGETS.includes(element.$type))
}

/** Entity whose record the flow is about: that of the first start event with a trigger. */
export function subjectOf(element: BusinessObject): string | undefined {
  for (const start of flowElements(element)) {
    const trigger = start.extensionElements?.values?.find((value: BusinessObject) => value.$type === 'jw:Trigger')
    if (start.$type === 'bpmn:StartEvent' && trigger) return trigger.entity
  }
  return undefined
}

/** Functions that this flow already calls: the likeliest ones to be called again. */
export function functionsOf(element: BusinessObject): string[] {
  return [...new Set(flowElements(element).flatMap(each => (each.function ? [String(each.function)] : [])))]
}

function flowElements(element: BusinessObject): BusinessObject[] {
  const process = element.$type === 'bpmn:Process' ? element : element.$parent
  return process?.flowElements ?? []
}
