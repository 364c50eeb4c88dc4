import type { ElementContent } from '../content.ts'
import type { ProcessStructure } from './process-structure.ts'

/** What lies on one branch of a split, up to where the branches come together. Element and sequence flow ids of one scope. */
export interface Region {
  split: string
  branches: ReadonlySet<string>[]
  /** All branches are taken, so that a join behind them waits for each. */
  all: boolean
}

/**
 * The branches of every split of a scope that can put tokens on several of them. A position that several branches reach
 * belongs to none of them alone.
 */
export function parallelRegions(scope: string, process: ProcessStructure): Region[] {
  const elements = process.children(scope)
  const next = nextOf(elements, process)
  return elements
    .filter(({ id, type }) => !CHOOSING.has(type) && process.outgoing(id).length > 1)
    .map(({ id, type }) => {
      const flows = process.outgoing(id)
      const branches = onlyTheirs(flows.map(flow => reach(next, flow.id, id)))
      return { split: id, branches, all: type === 'parallelGateway' || flows.every(each => !each.condition) }
    })
}

/** They go on along one flow only. */
const CHOOSING = new Set<ElementContent['type']>(['exclusiveGateway', 'eventBasedGateway'])

/** What a token comes to from an element or a sequence flow. */
function nextOf(
  elements: readonly ElementContent[],
  process: ProcessStructure,
): ReadonlyMap<string, readonly string[]> {
  const next = new Map<string, readonly string[]>()
  for (const { id } of elements) {
    const flows = process.outgoing(id)
    next.set(id, [...flows.map(flow => flow.id), ...process.boundary(id).map(event => event.id)])
    for (const flow of flows) next.set(flow.id, [flow.to])
  }
  return next
}

/** Elements and flows that a token on `flow` can come to without passing the split again. */
function reach(next: ReadonlyMap<string, readonly string[]>, flow: string, split: string): Set<string> {
  const reached = new Set<string>()
  const todo = [flow]
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (reached.has(id) || id === split) continue
    reached.add(id)
    todo.push(...(next.get(id) ?? []))
  }
  return reached
}

function onlyTheirs(branches: Set<string>[]): ReadonlySet<string>[] {
  const reachedBy = new Map<string, number>()
  for (const branch of branches) for (const id of branch) reachedBy.set(id, (reachedBy.get(id) ?? 0) + 1)
  return branches.map(branch => new Set([...branch].filter(id => reachedBy.get(id) === 1)))
}
