import type { ElementContent, ElementType } from '../content.ts'
import { extensions, type ModdleElement, type ReadFault } from './moddle-element.ts'
import { readTimer } from './read-timer.ts'
import { readUserTask } from './read-user-task.ts'
import { withoutEquals } from './read-sequence-flow.ts'

type Reader = (element: ModdleElement, faults: ReadFault[]) => Partial<ElementContent>

/** One reader per BPMN type. A reader answers `unsupported` for a shape of its type that the engine does not run. */
const READERS: Readonly<Record<string, Reader>> = {
  'bpmn:StartEvent': element => (hasEventDefinition(element) ? unsupported(element) : readStart(element)),
  'bpmn:EndEvent': element => readEnd(element),
  'bpmn:UserTask': readUserTask,
  'bpmn:ServiceTask': element => readCall(element, 'serviceTask'),
  'bpmn:SendTask': element => readCall(element, 'sendTask'),
  'bpmn:BusinessRuleTask': element => ({
    type: 'businessRuleTask',
    ...texts(element, ['ruleSet', 'binding', 'resultVariable']),
    inputs: readInputs(element),
  }),
  'bpmn:ScriptTask': element => ({
    type: 'scriptTask',
    ...texts(element, ['resultVariable']),
    script: withoutEquals(element.script ?? ''),
  }),
  'bpmn:ExclusiveGateway': () => ({ type: 'exclusiveGateway' }),
  'bpmn:ParallelGateway': () => ({ type: 'parallelGateway' }),
  'bpmn:BoundaryEvent': element => {
    const timer = readTimer(element)
    if (timer === null) return unsupported(element)
    // A missing cancelActivity means interrupting for every type (BPMN 2.0.2 XSD default).
    return {
      type: 'boundaryEvent',
      timer,
      attachedTo: element.attachedToRef?.id ?? '',
      interrupting: element.cancelActivity !== false,
    }
  },
  'bpmn:IntermediateCatchEvent': element => {
    const timer = readTimer(element)
    return timer === null ? unsupported(element) : { type: 'intermediateCatchEvent', timer }
  },
}

/** Reads one element. Whatever the engine would not execute becomes `unsupported`, which compile refuses by its id. */
export function readElement(element: ModdleElement, faults: ReadFault[]): ElementContent {
  const reader = READERS[element.$type]
  const read = reader === undefined ? unsupported(element) : reader(element, faults)
  return {
    id: element.id ?? '',
    type: 'unsupported',
    title: element.name ?? '',
    ...(element.default && { defaultFlow: element.default.id }),
    ...(element.loopCharacteristics && { multiInstance: true }),
    ...read,
  }
}

function readStart(element: ModdleElement): Partial<ElementContent> {
  const trigger = extensions(element, 'jw:Trigger')[0]
  if (trigger === undefined) return { type: 'startEvent' }
  if (trigger.type !== 'record') return { type: 'unsupported', bpmn: `trigger of type ${trigger.type}` }
  return { type: 'startEvent', trigger: { type: 'record', entity: trigger.entity ?? '', on: trigger.on ?? '' } }
}

function readEnd(element: ModdleElement): Partial<ElementContent> {
  const definitions: ModdleElement[] = element.eventDefinitions ?? []
  if (definitions.length === 0) return { type: 'endEvent' }
  if (definitions.length > 1 || definitions[0]!.$type !== 'bpmn:TerminateEventDefinition') return unsupported(element)
  return { type: 'endEvent', terminate: true }
}

const readCall = (element: ModdleElement, type: ElementType): Partial<ElementContent> => ({
  type,
  ...texts(element, ['function', 'resultVariable']),
  inputs: readInputs(element),
})

const readInputs = (element: ModdleElement) =>
  extensions(element, 'jw:Input').map(input => ({ name: input.name ?? '', value: input.value ?? '' }))

const texts = <Key extends string>(element: ModdleElement, keys: readonly Key[]): Partial<Record<Key, string>> =>
  Object.fromEntries(keys.filter(key => element[key] !== undefined).map(key => [key, element[key]])) as Partial<
    Record<Key, string>
  >

const hasEventDefinition = (element: ModdleElement): boolean => (element.eventDefinitions ?? []).length > 0

function unsupported(element: ModdleElement): Partial<ElementContent> {
  const definitions = (element.eventDefinitions ?? []).map((d: ModdleElement) => d.$type)
  return { type: 'unsupported', bpmn: [element.$type, ...definitions].join(' with ') }
}
