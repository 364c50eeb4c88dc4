import type { FlowContent } from '../content.ts'
import type { ScopeGraph } from '../graph.ts'
import type { ProcessStructure } from './process-structure.ts'
import { eventStartsOf, startsOf } from './scope-starts.ts'
import { dataObjectsOf } from './set-variables.ts'

/** What stands in the process itself and in each of its subprocesses. */
export function scopeGraphs(content: FlowContent, process: ProcessStructure): Record<string, ScopeGraph> {
  const scopes: Record<string, ScopeGraph> = {
    '': scope('', null, dataObjectsOf(content, process), process),
  }
  for (const element of process.elements) {
    if (!SCOPES.has(element.type)) continue
    scopes[element.id] = scope(element.id, process.scopeOf(element), element.dataObjects ?? [], process)
  }
  return scopes
}

/** Elements that hold others. */
export const SCOPES: ReadonlySet<string> = new Set(['subProcess', 'eventSubProcess', 'transaction', 'adHocSubProcess'])

const scope = (
  id: string,
  parent: string | null,
  dataObjects: ScopeGraph['dataObjects'],
  process: ProcessStructure,
): ScopeGraph => ({ id, parent, starts: startsOf(id, process), eventStarts: eventStartsOf(id, process), dataObjects })
