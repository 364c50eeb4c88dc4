import type BpmnFactory from 'bpmn-js/lib/features/modeling/BpmnFactory'
import type { Element } from 'bpmn-js/lib/model/Types'
import CommandInterceptor from 'diagram-js/lib/command/CommandInterceptor'
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry'
import type EventBus from 'diagram-js/lib/core/EventBus'
import type { BusinessObject } from '../edit/business-object.ts'
import { proposeId } from '../edit/element-id.ts'
import { TIMER_EXAMPLES } from '../edit/timer-text.ts'

interface Ids {
  assigned(id: string): unknown
  claim(id: string, element: object): void
  unclaim(id: string): void
}

interface Created {
  shape?: Element
  connection?: Element
}

interface Replaced {
  oldShape: Element
  newData: { type: string; businessObject: BusinessObject }
  /** bpmn-js puts back what was not asked for here. */
  hints: { targetElement?: { cancelActivity?: boolean } }
}

/** Extensions that mean something on a type; others are left behind when an element is turned into another. */
const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  'bpmn:Process': ['jw:Starter', 'jw:Handler'],
  'bpmn:StartEvent': ['jw:Trigger'],
  'bpmn:UserTask': ['jw:Approval', 'jw:Assignment'],
  'bpmn:ServiceTask': ['jw:Input', 'jw:Header'],
  'bpmn:SendTask': ['jw:Input', 'jw:Header'],
  'bpmn:BusinessRuleTask': ['jw:Input', 'jw:Header'],
  'bpmn:ScriptTask': ['jw:Input'],
  'bpmn:CallActivity': ['jw:In', 'jw:Out'],
}

/** Those that mean something on every element. */
const COMMON: readonly string[] = ['jw:InputMapping', 'jw:OutputMapping', 'jw:Listener']

/** What holds for every element that comes onto the canvas: a speaking id, and settings that fit its type. */
class ElementRules extends CommandInterceptor {
  static override $inject = ['eventBus', 'elementRegistry', 'bpmnFactory', 'moddle']

  constructor(eventBus: EventBus, registry: ElementRegistry, factory: BpmnFactory, moddle: { ids: Ids }) {
    super(eventBus)
    this.preExecute(['shape.create', 'connection.create'], ({ context }: { context: Created }) => {
      const element = context.shape ?? context.connection
      if (!element || element.type === 'label') return
      fitSettings(element.businessObject, factory)
      rename(element, moddle.ids, registry)
    })
    this.preExecute('shape.replace', ({ context }: { context: Replaced }) => {
      const attached =
        context.oldShape.type === 'bpmn:IntermediateCatchEvent' && context.newData.type === 'bpmn:BoundaryEvent'
      if (!attached) return
      // A timer that is put onto a task reminds: it must not take the task away until somebody says so.
      context.newData.businessObject.cancelActivity = false
      context.hints.targetElement = { ...context.hints.targetElement, cancelActivity: false }
    })
  }
}

/** Nobody has seen the element yet, so it is changed in place and its creation is what undo takes back. */
function rename(element: Element, ids: Ids, registry: ElementRegistry): void {
  const object: BusinessObject = element.businessObject
  ids.unclaim(object.id)
  object.id = proposeId(object as { $type: string }, id => registry.get(id) !== undefined || Boolean(ids.assigned(id)))
  ids.claim(object.id, object)
  element.id = object.id
}

function fitSettings(object: BusinessObject, factory: BpmnFactory): void {
  dropForeignExtensions(object)
  if (object.$type === 'bpmn:UserTask') withPeople(object, factory)
  for (const definition of object.eventDefinitions ?? []) {
    if (definition.$type === 'bpmn:TimerEventDefinition') withTime(definition, factory)
  }
}

function dropForeignExtensions(object: BusinessObject): void {
  const allowed = [...COMMON, ...(EXTENSIONS[object.$type] ?? [])]
  const holder: BusinessObject | undefined = object.extensionElements
  if (!holder) return
  holder.values = holder.values.filter(
    (value: BusinessObject) => !value.$type.startsWith('jw:') || allowed.includes(value.$type),
  )
  if (holder.values.length === 0) delete object.extensionElements
}

/** A new timer waits a day. */
function withTime(definition: BusinessObject, factory: BpmnFactory): void {
  if (definition.timeDuration || definition.timeDate || definition.timeCycle) return
  const day = factory.create('bpmn:FormalExpression', { body: TIMER_EXAMPLES.duration })
  day.$parent = definition
  definition.timeDuration = day
}

/** A new user task is an approval by the head of the starter's unit, unless it says otherwise. */
function withPeople(task: BusinessObject, factory: BpmnFactory): void {
  const holder: BusinessObject = (task.extensionElements ??= factory.create('bpmn:ExtensionElements', { values: [] }))
  holder.$parent = task
  task.kind ??= holder.values.some((value: BusinessObject) => value.$type === 'jw:Assignment') ? 'task' : 'approval'
  const wanted = task.kind === 'task' ? 'jw:Assignment' : 'jw:Approval'
  if (holder.values.some((value: BusinessObject) => value.$type === wanted)) return
  const settings = wanted === 'jw:Approval' ? approval(factory) : factory.create('jw:Assignment', { type: 'starter' })
  settings.$parent = holder
  holder.values = [...holder.values, settings]
}

function approval(factory: BpmnFactory): BusinessObject {
  const approver: BusinessObject = factory.create('jw:Approver', { type: 'unit_head', level: '1' })
  const settings = { mode: 'all', starter: 'superior', empty: 'admin', dedupe: 'none', opinion: 'on_return' }
  const created: BusinessObject = factory.create('jw:Approval', { ...settings, approvers: [approver] })
  approver.$parent = created
  return created
}

export const elementRulesModule = { __init__: ['elementRules'], elementRules: ['type', ElementRules] }
