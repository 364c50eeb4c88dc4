import { nowIn } from '../apply-effect.ts'
import type { Token } from '../state.ts'
import type { RunningFlow } from './running-flow.ts'
import { whereIs } from './variables.ts'

/** A token appears in a scope; it still has to enter its element. */
export function addToken(
  { state, ports }: RunningFlow,
  { scope, element, ...given }: Pick<Token, 'scope' | 'element'> & Partial<Token>,
): Token {
  const token: Token = {
    id: ports.newId(),
    ...whereIs(state, scope),
    scope,
    element,
    flow: null,
    state: 'waiting',
    task: null,
    enteredAt: nowIn({ ports }),
    compensates: null,
    ...given,
  }
  state.tokens.add(token)
  return token
}
