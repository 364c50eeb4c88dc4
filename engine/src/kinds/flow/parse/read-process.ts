import type { FlowContent } from '../content.ts'
import type { ModdleElement, ReadFault } from './moddle-element.ts'
import { readElement } from './read-element.ts'
import { readSequenceFlow } from './read-sequence-flow.ts'

/** Exactly one process; pools, lanes, notes and the diagram are drawing and carry no meaning for the engine. */
export function readProcess(definitions: ModdleElement): { content?: FlowContent; faults: ReadFault[] } {
  const faults: ReadFault[] = []
  const roots: ModdleElement[] = definitions.rootElements ?? []
  const processes = roots.filter(root => root.$type === 'bpmn:Process')
  for (const pool of roots.filter(root => root.$type === 'bpmn:Collaboration')) refuseMessageFlows(pool, faults)
  const [process] = processes
  if (process === undefined || processes.length > 1) {
    const { id } = processes[1] ?? definitions
    faults.push({
      code: 'flow.one_process',
      message: `A flow's text holds exactly one process; this one has ${processes.length}.`,
      ...(id === undefined ? {} : { elementId: id }),
    })
    return { faults }
  }
  const excess = beyondLimit(process)
  if (excess) return { faults: [...faults, excess] }
  return { content: contentOf(process, faults), faults }
}

/** Elements and sequence flows together. Some checks take more than linear time. */
const MOST_ELEMENTS = 1_000

function beyondLimit(process: ModdleElement): ReadFault | undefined {
  const elements: ModdleElement[] = process.flowElements ?? []
  if (elements.length <= MOST_ELEMENTS) return undefined
  const message = `A flow has at most ${MOST_ELEMENTS} elements and sequence flows; this one has ${elements.length}. Split it into several.`
  return { code: 'flow.too_many_elements', message, elementId: elements[MOST_ELEMENTS]!.id }
}

function contentOf(process: ModdleElement, faults: ReadFault[]): FlowContent {
  const elements: ModdleElement[] = process.flowElements ?? []
  for (const { id } of elements)
    if (FORBIDDEN_IDS.has(id))
      faults.push({ code: 'flow.forbidden_id', message: `"${id}" can't be an id. Choose another.`, elementId: id })
  return {
    $kind: 'flow',
    name: process.id,
    title: process.name ?? process.id,
    elements: elements.filter(e => e.$type !== 'bpmn:SequenceFlow').map(e => readElement(e, faults)),
    flows: elements.filter(e => e.$type === 'bpmn:SequenceFlow').map(readSequenceFlow),
  }
}

/** Names that plain objects can't hold safely. */
const FORBIDDEN_IDS = new Set(['__proto__', 'constructor', 'prototype'])

function refuseMessageFlows(collaboration: ModdleElement, faults: ReadFault[]): void {
  for (const flow of collaboration.messageFlows ?? []) {
    faults.push({
      code: 'flow.unsupported_element',
      message: `Message flow ${flow.id} would not be executed. Remove it, or call a function from a service task.`,
      elementId: flow.id,
    })
  }
}
