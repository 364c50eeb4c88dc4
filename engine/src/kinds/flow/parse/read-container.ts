import type { DataObjectContent, ElementContent, SequenceFlowContent } from '../content.ts'
import type { ModdleElement } from './moddle-element.ts'
import { readElement } from './read-element.ts'
import { readSequenceFlow } from './read-sequence-flow.ts'
import { ElementReading } from './element-reading.ts'
import { type Reading } from './reading.ts'

/** Elements and flows of all levels, in the order of the text. */
export interface Found {
  elements: ElementContent[]
  flows: SequenceFlowContent[]
}

/** Pictures of data without a value; the engine has entities and variables. */
const DRAWINGS: ReadonlySet<string> = new Set(['bpmn:DataObject', 'bpmn:DataObjectReference'])

/** Reads what stands in a process or subprocess. Its data objects with a value are its first variables. */
export function readContainer(
  container: ModdleElement,
  parent: string | undefined,
  { found, reading }: { found: Found; reading: Reading },
): DataObjectContent[] {
  noteDrawings(container, reading)
  const inEvent = container['triggeredByEvent'] === true
  const dataObjects: DataObjectContent[] = []
  for (const element of (container['flowElements'] ?? []) as ModdleElement[]) {
    if (element.$type === 'bpmn:SequenceFlow')
      found.flows.push(readSequenceFlow(element, element['id'] ?? freeId(element, reading), reading))
    else if (DRAWINGS.has(element.$type)) dataObjects.push(...readDataObject(element, reading))
    else readNode(element, parent, { at: new ElementReading(element, reading, inEvent), found })
  }
  return dataObjects
}

function readNode(
  element: ModdleElement,
  parent: string | undefined,
  { at, found }: { at: ElementReading; found: Found },
): void {
  const read = readElement(at, parent)
  const index = found.elements.push(read) - 1
  if (element['flowElements'] === undefined || !element.$instanceOf('bpmn:SubProcess')) return
  const dataObjects = readContainer(element, at.id, { found, reading: at.reading })
  if (dataObjects.length > 0 && read.type !== 'unsupported') found.elements[index] = { ...read, dataObjects }
}

/** `jw:value` is JSON, or a text that stands for itself; a data object without one is a drawing. */
function readDataObject(object: ModdleElement, reading: Reading): DataObjectContent[] {
  const ours: string | undefined = object['value']
  const value = ours === undefined ? reading.dialect.dataObject(object, reading) : jsonOrText(ours)
  if (value !== undefined) return [{ name: object['name'] ?? object['id'], value }]
  noteDrawn(object, reading)
  return []
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function noteDrawings(container: ModdleElement, reading: Reading): void {
  const sets: ModdleElement[] = container['laneSets'] ?? []
  for (const lane of sets.flatMap(set => (set['lanes'] ?? []) as ModdleElement[])) noteDrawn(lane, reading)
  for (const artifact of (container['artifacts'] ?? []) as ModdleElement[]) noteDrawn(artifact, reading)
}

export function noteDrawn({ $type, id }: ModdleElement, reading: Reading): void {
  if (id !== undefined) reading.drawn.push({ id, bpmn: $type })
}

/** Some tools write sequence flows without an id; they then go by their ends. */
function freeId(flow: ModdleElement, { ids }: Reading): string {
  const base = `${flow['sourceRef']?.id ?? ''}_to_${flow['targetRef']?.id ?? ''}`
  let id = base
  for (let i = 2; ids.has(id); i++) id = `${base}_${i}`
  ids.add(id)
  return id
}
