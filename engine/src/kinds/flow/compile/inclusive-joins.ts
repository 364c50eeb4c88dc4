import type { InclusiveJoin } from '../graph.ts'
import type { ProcessStructure } from './process-structure.ts'

/**
 * Per inclusive gateway with several incoming flows: which of them a token at each position of its scope can come to without
 * passing the gateway (BPMN 2.0.2 §13.4.3). Boundary events are ways out of their activity; links are flows; a subprocess
 * that runs is its element.
 */
export function inclusiveJoins(process: ProcessStructure): Record<string, InclusiveJoin> {
  const joins = process.elements.filter(
    ({ id, type }) => type === 'inclusiveGateway' && process.incoming(id).length > 1,
  )
  return Object.fromEntries(joins.map(({ id }) => [id, new Join(id, process)]))
}

/** Calculated when a token first waits there: all joins of a big process at once would cost the square of its size. */
class Join implements InclusiveJoin {
  readonly #id: string
  readonly #process: ProcessStructure
  #reach: InclusiveJoin['reach'] | undefined

  constructor(id: string, process: ProcessStructure) {
    this.#id = id
    this.#process = process
  }

  get reach(): InclusiveJoin['reach'] {
    return (this.#reach ??= reachOf(this.#id, this.#process))
  }
}

function reachOf(join: string, process: ProcessStructure): InclusiveJoin['reach'] {
  const reach: Record<string, Set<string>> = {}
  for (const flow of process.incoming(join)) {
    for (const position of positionsBefore(flow.from, join, process)) (reach[position] ??= new Set()).add(flow.id)
  }
  return reach
}

/** `last` and all from which a token can come to it without passing the join. */
function positionsBefore(last: string, join: string, { byId, incoming }: ProcessStructure): Set<string> {
  const before = new Set<string>()
  const todo = [last]
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    const element = byId.get(id)
    if (element === undefined || id === join || before.has(id)) continue
    before.add(id)
    if (element.attachedTo !== undefined) todo.push(element.attachedTo)
    for (const flow of incoming(id)) todo.push(flow.from)
  }
  return before
}
