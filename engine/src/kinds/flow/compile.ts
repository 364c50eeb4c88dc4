import { hasErrors } from '../../metadata/diagnostic.ts'
import type { EntityModel } from '../../metadata/entity-model.ts'
import type { CompileResult, Linker, Source } from '../../metadata/kind.ts'
import { checkStructure } from './compile/check-structure.ts'
import { checkVariables } from './compile/check-variables.ts'
import type { Compiling } from './compile/compiling.ts'
import { Faults } from './compile/faults.ts'
import { fillScope } from './compile/flow-scope.ts'
import { inclusiveJoins } from './compile/inclusive-joins.ts'
import { isOpen } from './compile/is-open.ts'
import { isStrict } from './compile/is-strict.ts'
import { keptPositions } from './compile/kept-positions.ts'
import { namePlacesIn } from './compile/name-places.ts'
import { compileElements, type ProcessElements } from './compile/process-elements.ts'
import { processesOf, type ProcessStructure } from './compile/process-structure.ts'
import { scopeGraphs } from './compile/scope-graphs.ts'
import { compileStarters } from './compile/starters.ts'
import { compileSubject } from './compile/subject.ts'
import type { FlowContent } from './content.ts'
import type { FlowElement, FlowGraph, StartEvent } from './graph.ts'

/** Checks a flow against everything it names and compiles each of its processes to an immutable graph. Pure. */
export function compileFlow(source: Source<FlowContent>, link: Linker): CompileResult<FlowGraph> {
  const faults = new Faults(source)
  const shared: Shared = {
    content: source.content,
    strict: isStrict(source),
    link,
    faults,
    references: [],
    names: namePlacesIn(source.text),
  }
  const [main, ...others] = processesOf(source.content).map(process => compileProcess(process, shared))
  const { diagnostics } = faults
  const { references } = shared
  if (hasErrors(diagnostics)) return { diagnostics, references }
  const processes = Object.fromEntries(others.map(graph => [graph.process, Object.freeze(graph)]))
  return { compiled: Object.freeze({ ...main!, processes }), diagnostics, references }
}

type Shared = Pick<Compiling, 'content' | 'strict' | 'link' | 'faults' | 'references' | 'names'>

function compileProcess(process: ProcessStructure, shared: Shared): FlowGraph {
  const compiling = begin(process, shared)
  checkStructure(compiling)
  const { elements, flows } = compileElements(compiling)
  const kept = keptPositions(process, shared.faults)
  const starters = compileStarters(compiling)
  checkVariables(compiling)
  return { ...headOf(compiling), elements, flows, ...listensOf(elements), starters, kept, ...waysOf(compiling) }
}

function begin(process: ProcessStructure, shared: Shared): Compiling {
  const subjectName = compileSubject(process, shared)
  const compiling: Compiling = {
    ...shared,
    process,
    subjectName,
    subject: subjectName === null ? null : (shared.link.compiled<EntityModel>('entity', subjectName) ?? null),
    scope: {},
    scopes: new Set(),
    open: !shared.strict || isOpen(process),
    variableReads: [],
    functions: shared.link.feelFunctions,
    compiled: new Map(),
  }
  fillScope(compiling)
  return compiling
}

function headOf({ content, process, subjectName: subject, strict }: Compiling) {
  const { name, history = 'full', historyDays = null, versionTag = null } = content
  return { name, title: process.title, process: process.id, subject, strict, history, historyDays, versionTag }
}

function listensOf(elements: ProcessElements['elements']): Pick<FlowGraph, 'starts' | 'conditions'> {
  const all = Object.values(elements)
  return {
    starts: all.filter((element): element is StartEvent => element.type === 'startEvent' && element.parent === ''),
    conditions: all.filter(asksVariables).map(element => element.id),
  }
}

/** The start of a process asks before there is a run, not when one of its variables changes. */
const asksVariables = (element: FlowElement): boolean =>
  'event' in element && element.event.type === 'condition' && !(element.type === 'startEvent' && element.parent === '')

const waysOf = ({ content, process }: Compiling) => ({
  scopes: scopeGraphs(content, process),
  inclusiveJoins: inclusiveJoins(process),
  processes: {},
})
