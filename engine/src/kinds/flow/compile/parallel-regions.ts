import type { FlowContent } from '../content.ts'

/** What lies on one branch of a parallel split, up to where the branches come together. Element and sequence flow ids. */
export interface Region {
  split: string
  branches: ReadonlySet<string>[]
}

/** The branches of every parallel split. A position that several branches reach belongs to none of them alone. */
export function parallelRegions(content: FlowContent): Region[] {
  return content.elements
    .filter(e => e.type === 'parallelGateway')
    .map(e => ({ split: e.id, first: content.flows.filter(f => f.from === e.id).map(f => f.id) }))
    .filter(({ first }) => first.length > 1)
    .map(({ split, first }) => ({ split, branches: onlyTheirs(first.map(flow => reach(content, flow, split))) }))
}

/** Elements and flows that a token on `flow` can come to without passing the split again. */
function reach(content: FlowContent, flow: string, split: string): Set<string> {
  const reached = new Set<string>()
  const todo = [flow]
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (reached.has(id) || id === split) continue
    reached.add(id)
    const asFlow = content.flows.find(f => f.id === id)
    if (asFlow !== undefined) todo.push(asFlow.to)
    else
      todo.push(
        ...content.flows.filter(f => f.from === id).map(f => f.id),
        ...content.elements.filter(e => e.attachedTo === id).map(e => e.id),
      )
  }
  return reached
}

const onlyTheirs = (branches: Set<string>[]): ReadonlySet<string>[] =>
  branches.map(branch => new Set([...branch].filter(id => branches.filter(other => other.has(id)).length === 1)))
