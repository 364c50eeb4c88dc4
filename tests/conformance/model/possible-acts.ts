import { addressOf, addressOfScope, type Scope, type Token } from './marking.ts'
import type { ModelLookup } from './model-lookup.ts'
import type { Action, Caught, ModelNode, NodeOf } from './process-model.ts'

/** An action with what it does to the marking. */
export type Possible = { action: Action } & (
  | { act: 'leave'; token: Token }
  | { act: 'choose'; token: Token; target: ModelNode }
  | { act: 'boundary'; boundary: NodeOf<'boundary'>; host: Token }
  | { act: 'eventSubprocess'; start: NodeOf<'eventStart'>; scope: Scope }
)

/** Everything that somebody, or time, can do in a scope and what is in it. */
export function* possibleActs(scope: Scope, model: ModelLookup): Generator<Possible> {
  for (const start of model.eventStarts(scope)) {
    if (!isAwaited(start.caught)) continue
    const action: Action = { do: 'trigger', node: start.id, address: addressOfScope(scope) }
    yield { action, act: 'eventSubprocess', start, scope }
  }
  for (const token of scope.tokens) {
    yield* possibleAt(token, model)
    for (const inner of token.inner) yield* possibleActs(inner, model)
  }
}

function* possibleAt(token: Token, model: ModelLookup): Generator<Possible> {
  const address = addressOf(token)
  const { node } = token
  if (token.state === 'stuck') return
  if (node.type === 'task' && token.inner.length === 0)
    yield { action: { do: 'complete', node: node.id, address }, act: 'leave', token }
  if (node.type === 'catch') yield { action: { do: 'trigger', node: node.id, address }, act: 'leave', token }
  if (node.type === 'eventChoice') {
    for (const target of model.outgoing(node.id).map(flow => model.node(flow.to)))
      yield { action: { do: 'trigger', node: target.id, address }, act: 'choose', token, target }
  }
  for (const boundary of model.boundaries(token)) {
    if (!isAwaited(boundary.caught) || token.spent.has(boundary.id)) continue
    yield { action: { do: 'trigger', node: boundary.id, address }, act: 'boundary', boundary, host: token }
  }
}

const isAwaited = (caught: Caught): boolean => caught.type !== 'error' && caught.type !== 'escalation'
