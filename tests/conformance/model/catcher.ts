import type { Scope, Token } from './marking.ts'
import type { ModelLookup } from './model-lookup.ts'
import type { NodeOf, Thrown } from './process-model.ts'

/** Who catches: an event subprocess of a scope, or the boundary of an activity. */
export type Catcher = { start: NodeOf<'eventStart'>; scope: Scope } | { boundary: NodeOf<'boundary'>; host: Token }

/**
 * From the scope upward: an event subprocess in the scope first, then the boundary of its activity. What is thrown inside of an
 * event subprocess is not caught by another one of the same scope.
 */
export function catcherOf(thrown: Thrown, token: Token, model: ModelLookup): Catcher | null {
  let insideEventSubprocess = false
  for (let scope: Scope | null = token.scope; scope !== null;) {
    const here: Scope = scope
    const start = insideEventSubprocess ? undefined : bestMatch(thrown, model.eventStarts(here))
    if (start !== undefined) return { start, scope: here }
    const { owner } = here
    if (owner === null) return null
    const boundary = bestMatch(thrown, model.boundaries(owner))
    if (boundary !== undefined) return { boundary, host: owner }
    insideEventSubprocess = owner.node.type === 'eventSubprocess'
    scope = owner.scope
  }
  return null
}

/** The exact code is better than a catch-all of the same scope. */
function bestMatch<Node extends NodeOf<'eventStart' | 'boundary'>>(thrown: Thrown, among: Node[]): Node | undefined {
  const codes = among.flatMap(node =>
    node.caught.type === 'error' || node.caught.type === 'escalation' ? [{ node, ...node.caught }] : [],
  )
  const ofType = codes.filter(each => each.type === thrown.type)
  return (ofType.find(each => each.code === thrown.code) ?? ofType.find(each => each.code === null))?.node
}
