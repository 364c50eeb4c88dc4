import type { ElementContent, FlowContent, SequenceFlowContent } from '../content.ts'
import { linkFlows } from './link-flows.ts'

/** One process of a text, indexed once: what every check and every compiler asks. */
export interface ProcessStructure {
  /** Its id in the text; '' for the main process. */
  id: string
  title: string
  /** Of all its levels, in the order of the text. */
  elements: readonly ElementContent[]
  byId: ReadonlyMap<string, ElementContent>
  /** Sequence flows of the text, then those that links stand for. */
  flows: readonly SequenceFlowContent[]
  outgoing(id: string): readonly SequenceFlowContent[]
  incoming(id: string): readonly SequenceFlowContent[]
  /** Boundary events of an activity. */
  boundary(id: string): readonly ElementContent[]
  /** What stands directly in the process ('') or in a subprocess. */
  children(scope: string): readonly ElementContent[]
  /** '' or the id of the subprocess in which an element stands. */
  scopeOf(element: ElementContent): string
}

/** The processes of a text, the main one first. */
export function processesOf(content: FlowContent): ProcessStructure[] {
  const processOf = processFinder(content)
  const elements = Map.groupBy(content.elements, element => processOf(element.id))
  const flows = Map.groupBy(content.flows, flow => processOf(flow.from) ?? processOf(flow.to) ?? '')
  const all = [{ id: '', title: content.title }, ...(content.processes ?? [])]
  return all.map(({ id, title }) => structureOf({ id, title }, elements.get(id) ?? [], flows.get(id) ?? []))
}

/** Id of the process in which an element stands; undefined for ids that are no element. */
function processFinder({ elements, processes }: FlowContent): (id: string) => string | undefined {
  const others = new Set(processes?.map(process => process.id))
  const byId = new Map(elements.map(element => [element.id, element]))
  const known = new Map<string, string>()
  const find = (id: string): string | undefined => {
    const element = byId.get(id)
    if (element === undefined) return undefined
    const { parent } = element
    const found = known.get(id) ?? (parent === undefined ? '' : others.has(parent) ? parent : (find(parent) ?? ''))
    known.set(id, found)
    return found
  }
  return find
}

function structureOf(
  process: Pick<ProcessStructure, 'id' | 'title'>,
  elements: readonly ElementContent[],
  drawn: readonly SequenceFlowContent[],
): ProcessStructure {
  const byId = new Map(elements.map(element => [element.id, element]))
  const scopeOf = ({ parent }: ElementContent): string => (parent !== undefined && byId.has(parent) ? parent : '')
  const children = Map.groupBy(elements, scopeOf)
  const flows = [...drawn, ...[...children.values()].flatMap(linkFlows)]
  const outgoing = Map.groupBy(flows, flow => flow.from)
  const incoming = Map.groupBy(flows, flow => flow.to)
  const boundary = Map.groupBy(elements, element => element.attachedTo)
  return {
    ...process,
    elements,
    byId,
    flows,
    outgoing: id => outgoing.get(id) ?? [],
    incoming: id => incoming.get(id) ?? [],
    boundary: id => boundary.get(id) ?? [],
    children: scope => children.get(scope) ?? [],
    scopeOf,
  }
}
