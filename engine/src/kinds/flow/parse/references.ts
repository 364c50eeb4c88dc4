import type { ModdleElement } from './moddle-element.ts'

/** What the XML reader says of a reference that leads to nothing. */
export interface ReaderWarning {
  message: string
  element?: ModdleElement
  property?: string
  value?: string
}

export type Unresolved = Map<ModdleElement, Map<string, string>>

/** References that say nothing about what a run does: types of data, echoes of flows, drawings, operations of services. */
const HARMLESS: ReadonlySet<string> = new Set(
  [
    'incoming outgoing flowNodeRef structureRef itemRef evaluatesToTypeRef dataStoreRef dataObjectRef categoryValueRef',
    'definitionalCollaborationRef supports operationRef inMessageRef outMessageRef errorRefs interfaceRef supportedInterfaceRefs',
    'partitionElementRef correlationPropertyRef bpmnElement inputSetRefs outputSetRefs dataInputRefs dataOutputRefs',
    'type import definition source target sourceElement targetElement implementationRef endPointRefs participantRef',
  ].flatMap(names => names.split(' ').map(name => `bpmn:${name}`)),
)

/** In every dialect they may be the name of a variable, or of a type of data. */
const KEPT: ReadonlySet<string> = new Set(['loopDataInputRef', 'loopDataOutputRef', 'itemSubjectRef'])

/**
 * Sorts the reader's warnings: references by a qualified name are led to their element, those that mean nothing to us are
 * dropped, those that may be a name themselves are handed to the readers, and the rest are faults of the text.
 */
export function sortReferences(
  warnings: readonly ReaderWarning[],
  elementsById: Readonly<Record<string, ModdleElement>>,
  nameItself: ReadonlySet<string>,
): { unresolved: Unresolved; faults: ReaderWarning[] } {
  const unresolved: Unresolved = new Map()
  const faults: ReaderWarning[] = []
  for (const warning of warnings) {
    const { element, property, value } = warning
    const isReference = warning.message.startsWith('unresolved reference') && element && property && value !== undefined
    if (!isReference) faults.push(warning)
    else if (isHarmless(element, property)) continue
    else if (resolveQualified({ element, property, value }, elementsById)) continue
    else if (KEPT.has(localName(property)) || nameItself.has(localName(property))) {
      const said = unresolved.get(element) ?? new Map<string, string>()
      unresolved.set(element, said.set(localName(property), value))
    } else faults.push(warning)
  }
  return { unresolved, faults }
}

/** Where a note or a data association leads is drawing; a sequence or message flow must lead somewhere. */
function isHarmless({ $type }: ModdleElement, property: string): boolean {
  if (HARMLESS.has(property) || property.startsWith('bpmndi:')) return true
  return (property === 'bpmn:sourceRef' || property === 'bpmn:targetRef') && $type.endsWith('Association')
}

/** `tns:message_1` is the element `message_1` of this text. */
function resolveQualified(
  { element, property, value }: { element: ModdleElement; property: string; value: string },
  elementsById: Readonly<Record<string, ModdleElement>>,
): boolean {
  const local = localName(value)
  if (local === value || !Object.hasOwn(elementsById, local)) return false
  const named = elementsById[local]!
  const name = localName(property)
  if (Array.isArray(element[name])) element[name].push(named)
  else element[name] = named
  return true
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)
