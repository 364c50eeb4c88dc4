import type { Effect } from '../effect.ts'
import type { At } from './behaviour.ts'

/** A result as a variable, seen from the activity: mapped outputs read it there. */
export function resultIn({ state, token }: At, name: string | null, value: unknown): Effect[] {
  if (name === null) return []
  const scope = state.scopes.by('token', token.id)[0]?.id ?? token.scope
  return [{ do: 'set', scope, name, value: value ?? null }]
}
