import type { ModelNode } from './process-model.ts'

/** Where the tokens of a run stand: a tree, as a person would draw it. */
export interface Scope {
  /** The subprocess, or null for the process itself. */
  node: string | null
  /** The token that stands at the subprocess, or at the activity with iterations. */
  owner: Token | null
  /** Of an iteration: its number from 1. */
  iteration: number | null
  tokens: Token[]
  /** Starts of event subprocesses that can happen no more. */
  spent: Set<string>
  alive: boolean
}

export interface Token {
  node: ModelNode
  /** Sequence flow by which it came. */
  via: string | null
  scope: Scope
  /** moving: the step is not over. stuck: it can't go on, which an engine calls an incident. */
  state: 'moving' | 'waiting' | 'stuck'
  /** It is one iteration of its activity, not the activity as a whole. */
  isIteration: boolean
  inner: Scope[]
  iterationsBegun: number
  iterationsComplete: number
  /** Boundary events that can happen no more. */
  spent: Set<string>
  alive: boolean
}

export const newScope = (node: string | null, owner: Token | null, iteration: number | null = null): Scope => ({
  node,
  owner,
  iteration,
  tokens: [],
  spent: new Set(),
  alive: true,
})

export const newToken = (node: ModelNode, scope: Scope, came: Pick<Token, 'via' | 'isIteration'>): Token => ({
  node,
  scope,
  ...came,
  state: 'moving',
  inner: [],
  iterationsBegun: 0,
  iterationsComplete: 0,
  spent: new Set(),
  alive: true,
})

/** The token and all that goes on inside of it are gone. */
export function kill(token: Token): void {
  token.alive = false
  token.scope.tokens = token.scope.tokens.filter(other => other !== token)
  for (const scope of token.inner) killScope(scope)
}

export function killScope(scope: Scope): void {
  scope.alive = false
  for (const token of scope.tokens) kill(token)
}

/** The same text for markings that nobody can tell from each other. */
export function canonicalScope(scope: Scope): string {
  return `{${scope.tokens.map(canonicalToken).sort().join(' ')}}`
}

export function canonicalToken(token: Token): string {
  const at = token.node.type === 'parallel' || token.node.type === 'inclusive' ? `<${token.via}>` : ''
  const stuck = token.state === 'stuck' ? '!' : ''
  const inner = token.inner
    .map(scope => `${scope.iteration === null ? '' : `#${scope.iteration}`}${canonicalScope(scope)}`)
    .sort()
  return `${token.node.id}${at}${stuck}${inner.join('')}`
}

/** See `Action.address`. */
export function addressOf(token: Token): string[] {
  const own = canonicalToken(token)
  return [...addressOfScope(token.scope), own]
}

export function addressOfScope(scope: Scope): string[] {
  const label = scope.iteration === null ? '' : `#${scope.iteration}`
  return scope.owner === null ? [] : [...addressOf(scope.owner), `${label}${canonicalScope(scope)}`]
}
