import type { At } from './behaviour.ts'

/** Scopes whose completed activities a compensation throw can undo: an event subprocess undoes for the scope around it. */
export function scopesToThrowIn({ state, token, graph }: At): string[] {
  const row = state.scopes.get(token.scope)
  if (row === undefined) return [token.scope]
  const element = graph.elements[row.element]
  return element?.type === 'subProcess' && element.variant === 'event' ? [row.parent, row.id] : [row.id]
}
