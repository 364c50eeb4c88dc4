import type { ElementContent, FlowContent, SequenceFlowContent } from '../content.ts'
import type { Faults } from './faults.ts'
import { returnTargets } from './ways.ts'

/** A variable that an expression reads. */
export interface VariableRead {
  /** Element or sequence flow whose expression it is. */
  at: string
  name: string
  /** Where the name stands in the text (0-based), when that can be told. */
  offset?: number
}

/**
 * Warns of variables that a run may read before anything has set them: on some way from a start to the place that reads,
 * no element sets them. Such a variable is null. Each is named once for each place.
 */
export function checkVariables(content: FlowContent, reads: readonly VariableRead[], faults: Faults): void {
  const search = new UnsetSearch(content)
  for (const [name, ofName] of Map.groupBy(reads, read => read.name)) {
    const unset = search.placesWithout(name)
    const places = new Map(ofName.toReversed().map(read => [read.at, read]))
    for (const { at, offset } of [...places.values()].reverse()) {
      if (!unset.has(at)) continue
      const message = `A run can come to ${at} without "${name}" having been set; it is null then. Set it on every way that leads here, or read it only behind the element that sets it.`
      faults.within(at, { code: 'flow.variable_maybe_unset', severity: 'warning', message }, offset)
    }
  }
}

class UnsetSearch {
  readonly #elements: ReadonlyMap<string, ElementContent>
  readonly #outgoing: ReadonlyMap<string, SequenceFlowContent[]>
  readonly #incoming: ReadonlyMap<string, SequenceFlowContent[]>
  readonly #boundary: ReadonlyMap<string | undefined, ElementContent[]>

  constructor({ elements, flows }: FlowContent) {
    this.#elements = new Map(elements.map(element => [element.id, element]))
    this.#outgoing = Map.groupBy(flows, flow => flow.from)
    this.#incoming = Map.groupBy(flows, flow => flow.to)
    this.#boundary = Map.groupBy(elements, element => element.attachedTo)
  }

  /** Elements and sequence flows to which a token can come while nothing has set the variable. */
  placesWithout(name: string): ReadonlySet<string> {
    const places = new Set<string>()
    const todo = [...this.#elements.values()].filter(element => element.type === 'startEvent')
    for (let element = todo.pop(); element; element = todo.pop()) {
      if (places.has(element.id)) continue
      places.add(element.id)
      // Timers fire, and work is sent back, before the element has a result.
      const early = [
        ...(this.#boundary.get(element.id) ?? []),
        ...returnTargets(element).map(id => this.#elements.get(id)),
      ]
      todo.push(...early.filter(each => each !== undefined))
      if (element.resultVariable !== name) todo.push(...this.#behind(element, places))
    }
    return places
  }

  /** A join of parallel branches is passed when all have come, so one that sets the variable is enough. */
  #behind({ id }: ElementContent, places: Set<string>): ElementContent[] {
    return (this.#outgoing.get(id) ?? []).flatMap(flow => {
      places.add(flow.id)
      const target = this.#elements.get(flow.to)
      const waits =
        target?.type === 'parallelGateway' && !this.#incoming.get(flow.to)!.every(each => places.has(each.id))
      return target === undefined || waits ? [] : [target]
    })
  }
}
