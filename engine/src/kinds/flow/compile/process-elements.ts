import type { ElementContent } from '../content.ts'
import type { ElementBase, FlowElement, SequenceFlow, Value } from '../graph.ts'
import { compileElement } from './compile-element.ts'
import { optional } from './compile-event.ts'
import { compileListeners } from './compile-listeners.ts'
import { compileLoop } from './compile-loop.ts'
import { compileMappings } from './compile-mappings.ts'
import { compileRetries } from './compile-retries.ts'
import type { Compiling, CompilingElement } from './compiling.ts'
import { compileCondition } from './expression.ts'
import type { ProcessStructure } from './process-structure.ts'
import { eventStartsOf } from './scope-starts.ts'

export interface ProcessElements {
  elements: Record<string, FlowElement>
  flows: Record<string, SequenceFlow>
}

/** Compiles all elements of a process with their outgoing flows; those with faults, which are reported, are left out. */
export function compileElements(compiling: Compiling): ProcessElements {
  const elements: Record<string, FlowElement> = {}
  const flows: Record<string, SequenceFlow> = {}
  for (const element of compiling.process.elements) {
    const at: CompilingElement = { compiling, id: element.id, reads: { record: false, starter: false } }
    const own = compileElement(element, at)
    const base = baseOf(element, at)
    compileFlows(at, flows)
    if (own !== null) elements[element.id] = { ...base, ...own }
  }
  shareReads(elements, compiling.process)
  return { elements, flows }
}

function baseOf(element: ElementContent, at: CompilingElement): ElementBase {
  const { id, type } = element
  const { process } = at.compiling
  const boundary = process.boundary(id)
  return {
    id,
    title: element.title,
    parent: process.scopeOf(element),
    incoming: process.incoming(id).map(flow => flow.id),
    outgoing: process.outgoing(id).map(flow => flow.id),
    defaultFlow: element.defaultFlow ?? null,
    boundary: boundary.filter(event => event.event?.type !== 'compensation').map(event => event.id),
    reads: at.reads,
    loop: compileLoop(element, at),
    asyncBefore: element.asyncBefore ?? false,
    asyncAfter: element.asyncAfter ?? false,
    exclusive: element.exclusive ?? true,
    jobPriority: priorityOf(element, at),
    retries: compileRetries(element.retries, at),
    inputMappings: compileMappings(element.inputMappings, at),
    outputMappings: compileMappings(element.outputMappings, { ...at, late: true }),
    listeners: type === 'unsupported' ? [] : compileListeners(element.listeners, at),
    compensationHandler: boundary.find(event => event.event?.type === 'compensation')?.handler ?? null,
    forCompensation: element.forCompensation ?? false,
  }
}

function priorityOf({ jobPriority }: ElementContent, at: CompilingElement): Value | null {
  const value = optional(jobPriority, at)
  if (value === null || 'expression' in value || /^-?\d{1,9}$/.test(value.literal.trim())) return value
  const message = `"${value.literal}" is no priority for the jobs of ${at.id}. Write a whole number or an expression.`
  at.compiling.faults.at(at.id, 'flow.unknown_value', message)
  return null
}

/** An element decides about its outgoing flows, so their conditions are compiled, and read their values, with it. */
function compileFlows(at: CompilingElement, flows: Record<string, SequenceFlow>): void {
  for (const { id, title, from, to, condition, language, listeners } of at.compiling.process.outgoing(at.id)) {
    const atFlow = { ...at, id }
    flows[id] = {
      id,
      title,
      from,
      to,
      condition: condition === undefined ? null : compileCondition(atFlow, condition, language),
      listeners: compileListeners(listeners, atFlow),
    }
  }
}

/** What listens for an element is asked, when the element begins to wait, with the values that it sees. */
function shareReads(elements: Record<string, FlowElement>, process: ProcessStructure): void {
  for (const element of Object.values(elements)) {
    const targets = element.type === 'eventBasedGateway' ? element.targets : []
    for (const id of [...element.boundary, ...targets, ...eventStartsOf(element.id, process)]) {
      element.reads.record ||= elements[id]?.reads.record ?? false
      element.reads.starter ||= elements[id]?.reads.starter ?? false
    }
  }
}
