import { hasErrors } from '../../metadata/diagnostic.ts'
import type { EntityModel } from '../../metadata/entity-model.ts'
import type { CompileResult, Linker, Source } from '../../metadata/kind.ts'
import { checkStructure } from './compile/check-structure.ts'
import { checkVariables } from './compile/check-variables.ts'
import { compileElement } from './compile/compile-element.ts'
import type { Compiling, CompilingElement } from './compile/compiling.ts'
import { compileCondition } from './compile/expression.ts'
import { Faults } from './compile/faults.ts'
import { flowScope } from './compile/flow-scope.ts'
import { keptPositions } from './compile/kept-positions.ts'
import { namePlacesIn } from './compile/name-places.ts'
import { compileSubject } from './compile/subject.ts'
import type { ElementContent, FlowContent } from './content.ts'
import type { FlowElement, FlowGraph, SequenceFlow, StartEvent } from './graph.ts'

/** Checks a flow against everything it names and compiles it to an immutable graph. Pure. */
export function compileFlow(source: Source<FlowContent>, link: Linker): CompileResult<FlowGraph> {
  const faults = new Faults(source)
  const { content } = source
  const compiling = begin(source, link, faults)
  checkStructure(content, faults)
  const flows: Record<string, SequenceFlow> = {}
  const elements: Record<string, FlowElement> = {}
  const around = surroundings(content)
  for (const element of content.elements) {
    const compiled = compileWithFlows(element, { compiling, around }, flows)
    if (compiled !== null) elements[element.id] = compiled
  }
  const kept = keptPositions(content, faults)
  checkVariables(content, compiling.variableReads, faults)
  const { references } = compiling
  if (hasErrors(faults.diagnostics)) return { diagnostics: faults.diagnostics, references }
  const starts = Object.values(elements).filter((e): e is StartEvent => e.type === 'startEvent')
  const graph: FlowGraph = {
    name: content.name,
    title: content.title,
    subject: compiling.subjectName,
    elements,
    flows,
    starts,
    kept,
  }
  return { compiled: Object.freeze(graph), diagnostics: faults.diagnostics, references }
}

function begin({ content, text }: Source<FlowContent>, link: Linker, faults: Faults): Compiling {
  const names = namePlacesIn(text)
  const references: Compiling['references'] = []
  const subjectName = compileSubject(content, { link, faults, references, names })
  const subject = subjectName === null ? null : (link.compiled<EntityModel>('entity', subjectName) ?? null)
  const functions = link.feelFunctions
  const scope = flowScope({ content, link, subject, functions })
  return { content, link, faults, references, names, subject, subjectName, scope, variableReads: [], functions }
}

type Surroundings = ReturnType<typeof surroundings>

const surroundings = ({ elements, flows }: FlowContent) => ({
  outgoing: Map.groupBy(flows, flow => flow.from),
  incoming: Map.groupBy(flows, flow => flow.to),
  boundary: Map.groupBy(elements, element => element.attachedTo),
})

/** An element decides about its outgoing flows, so their conditions are compiled, and read their values, with it. */
function compileWithFlows(
  element: ElementContent,
  { compiling, around }: { compiling: Compiling; around: Surroundings },
  flows: Record<string, SequenceFlow>,
): FlowElement | null {
  const at: CompilingElement = { compiling, id: element.id, reads: { record: false, starter: false } }
  const own = compileElement(element, at)
  const outgoing = around.outgoing.get(element.id) ?? []
  for (const { id, title, from, to, condition } of outgoing) {
    const atFlow = { ...at, id }
    flows[id] = { id, title, from, to, condition: condition === undefined ? null : compileCondition(atFlow, condition) }
  }
  if (own === null) return null
  const boundary = around.boundary.get(element.id) ?? []
  return {
    id: element.id,
    title: element.title,
    incoming: (around.incoming.get(element.id) ?? []).map(f => f.id),
    outgoing: outgoing.map(f => f.id),
    defaultFlow: element.defaultFlow ?? null,
    boundary: boundary.map(e => e.id),
    // The timers of its boundary are planned when the activity begins to wait, with the values that it sees.
    reads: boundary.some(e => e.timer?.value.startsWith('=')) ? { record: true, starter: true } : at.reads,
    ...own,
  }
}
