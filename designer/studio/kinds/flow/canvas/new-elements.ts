import type BpmnFactory from 'bpmn-js/lib/features/modeling/BpmnFactory'
import type ElementFactory from 'bpmn-js/lib/features/modeling/ElementFactory'
import type { Shape } from 'bpmn-js/lib/model/Types'

/** Elements that the engine runs, under the names that people have for them. */
export const NEW_ELEMENTS = {
  start: { type: 'bpmn:StartEvent', icon: 'bpmn-icon-start-event-none' },
  approval: { type: 'bpmn:UserTask', icon: 'bpmn-icon-user-task', attributes: { kind: 'approval' } },
  task: { type: 'bpmn:UserTask', icon: 'bpmn-icon-user', attributes: { kind: 'task' } },
  branch: { type: 'bpmn:ExclusiveGateway', icon: 'bpmn-icon-gateway-xor' },
  parallel: { type: 'bpmn:ParallelGateway', icon: 'bpmn-icon-gateway-parallel' },
  rules: { type: 'bpmn:BusinessRuleTask', icon: 'bpmn-icon-business-rule-task', attributes: { binding: 'current' } },
  action: { type: 'bpmn:ServiceTask', icon: 'bpmn-icon-service-task' },
  notice: { type: 'bpmn:SendTask', icon: 'bpmn-icon-send-task', attributes: { function: 'notice.send' } },
  formula: { type: 'bpmn:ScriptTask', icon: 'bpmn-icon-script-task' },
  timer: { type: 'bpmn:IntermediateCatchEvent', icon: 'bpmn-icon-intermediate-event-catch-timer' },
  end: { type: 'bpmn:EndEvent', icon: 'bpmn-icon-end-event-none' },
} as const satisfies Record<string, { type: string; icon: string; attributes?: Record<string, string> }>

export type NewElement = keyof typeof NEW_ELEMENTS

/** A shape that is not on the canvas yet. Tasks are born with a name: a box without words says nothing. */
export function newShape(
  which: NewElement,
  name: string,
  factories: { bpmn: BpmnFactory; shapes: ElementFactory },
): Shape {
  const { type, attributes = {} } = NEW_ELEMENTS[which] as { type: string; attributes?: Record<string, string> }
  if (which === 'timer') return factories.shapes.createShape({ type, eventDefinitionType: 'bpmn:TimerEventDefinition' })
  const named = type.endsWith('Task') ? { name } : {}
  return factories.shapes.createShape({
    type,
    businessObject: factories.bpmn.create(type, { ...named, ...attributes }),
  })
}
