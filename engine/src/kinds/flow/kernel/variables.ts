import type { FlowState } from '../state.ts'

type Values = Readonly<Record<string, unknown>>

/** The scope and those around it, from the inside out; the last is the instance. Ids. */
export function scopesAround(state: FlowState, scope: string): string[] {
  const chain = [scope]
  for (let row = state.scopes.get(scope); row !== undefined; row = state.scopes.get(row.parent)) chain.push(row.parent)
  return chain
}

/** Variables of one scope itself. */
export const variablesOf = (state: FlowState, scope: string): Values =>
  (state.scopes.get(scope) ?? state.instances.get(scope))?.variables ?? {}

/** What an expression sees there: nearer ones hide those further out. */
export function variablesSeen(state: FlowState, scope: string): Record<string, unknown> {
  const chain = scopesAround(state, scope)
  if (chain.length === 1) return { ...variablesOf(state, scope) }
  return Object.assign({}, ...chain.reverse().map(id => variablesOf(state, id)))
}

/**
 * Where a write goes that is made in `scope`: to the nearest scope that has the name, else to the process (as Camunda 7's
 * `setVariable`).
 */
export function holderOf(state: FlowState, scope: string, name: string): string {
  const chain = scopesAround(state, scope)
  return chain.find(id => Object.hasOwn(variablesOf(state, id), name)) ?? chain.at(-1)!
}

export function setIn(state: FlowState, scope: string, values: Values): void {
  const variables = { ...variablesOf(state, scope), ...values }
  if (state.scopes.get(scope) === undefined) state.instances.change(scope, { variables })
  else state.scopes.change(scope, { variables })
}

/** The instance to which a scope belongs, and the innermost iteration in which it lies: a called run lies in its caller's. */
export function whereIs(state: FlowState, scope: string): { instance: string; iteration: string | null } {
  const row = state.scopes.get(scope)
  if (row !== undefined) return { instance: row.instance, iteration: row.iteration }
  const caller = state.instances.get(scope)?.parentToken ?? null
  return { instance: scope, iteration: caller === null ? null : (state.tokens.get(caller)?.iteration ?? null) }
}
