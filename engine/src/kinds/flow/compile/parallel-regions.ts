import type { FlowContent } from '../content.ts'

/** What lies on one branch of a parallel split, up to where the branches come together. Element and sequence flow ids. */
export interface Region {
  split: string
  branches: ReadonlySet<string>[]
}

/** The branches of every parallel split. A position that several branches reach belongs to none of them alone. */
export function parallelRegions(content: FlowContent): Region[] {
  const next = nextOf(content)
  const outgoing = Map.groupBy(content.flows, flow => flow.from)
  return content.elements
    .filter(e => e.type === 'parallelGateway')
    .map(e => ({ split: e.id, first: outgoing.get(e.id) ?? [] }))
    .filter(({ first }) => first.length > 1)
    .map(({ split, first }) => ({ split, branches: onlyTheirs(first.map(flow => reach(next, flow.id, split))) }))
}

/** What a token comes to from an element or a sequence flow. */
function nextOf({ elements, flows }: FlowContent): ReadonlyMap<string, readonly string[]> {
  const next = new Map<string, string[]>()
  const add = (from: string, to: string): void => {
    const known = next.get(from)
    if (known) known.push(to)
    else next.set(from, [to])
  }
  for (const { id, from, to } of flows) {
    add(from, id)
    add(id, to)
  }
  for (const { id, attachedTo } of elements) if (attachedTo !== undefined) add(attachedTo, id)
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
