import type { Scope, Token } from './marking.ts'
import type { ModelFlow, ModelNode, NodeOf, ProcessModel } from './process-model.ts'

/** Finds things in a model, by looking through all of it. */
export class ModelLookup {
  readonly #model: ProcessModel

  constructor(model: ProcessModel) {
    this.#model = model
  }

  node = (id: string): ModelNode => this.#model.nodes.find(node => node.id === id)!
  outgoing = (id: string): ModelFlow[] => this.#model.flows.filter(flow => flow.from === id)
  incoming = (id: string): ModelFlow[] => this.#model.flows.filter(flow => flow.to === id)
  start = (parent: string | null): ModelNode => this.inside(parent).find(node => node.type === 'start')!
  inside = (parent: string | null): ModelNode[] => this.#model.nodes.filter(node => node.parent === parent)

  /** Starts of the event subprocesses of a scope that can still happen. */
  eventStarts(scope: Scope): NodeOf<'eventStart'>[] {
    if (scope.iteration !== null) return []
    return this.inside(scope.node)
      .filter(node => node.type === 'eventSubprocess')
      .flatMap(node => this.inside(node.id))
      .filter((node): node is NodeOf<'eventStart'> => node.type === 'eventStart' && !scope.spent.has(node.id))
  }

  /** A boundary event belongs to the activity as a whole, never to one of its iterations. */
  boundaries(token: Token): NodeOf<'boundary'>[] {
    if (token.isIteration) return []
    return this.#model.nodes.filter(
      (node): node is NodeOf<'boundary'> => node.type === 'boundary' && node.host === token.node.id,
    )
  }
}
