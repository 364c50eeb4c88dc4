import type { Effect } from '../effect.ts'
import type { EventDefinition } from '../graph.ts'
import { textIn } from '../scope.ts'
import { cannotDecide, type At } from './behaviour.ts'
import { scopesToThrowIn } from './scopes-to-throw-in.ts'

/** What a throwing event does; the token goes on afterwards, unless whoever catches it ends the thrower. */
export function throwing(at: At, event: EventDefinition): Effect[] {
  const { token, scope } = at
  const goesOn: Effect = { do: 'leave', token: token.id }
  switch (event.type) {
    case 'signal': {
      const name = textIn(event.name, scope)
      if (name === null) return cannotDecide(at, 'flow.message_invalid', 'The signal has no name.')
      return [{ do: 'signal', token: token.id, name, variables: given(at) }, goesOn]
    }
    case 'message': {
      const name = textIn(event.name, scope)
      if (name === null) return cannotDecide(at, 'flow.message_invalid', 'The message has no name.')
      const key = textIn(event.key, scope)
      const timeToLive = textIn(event.timeToLive, scope)
      return [{ do: 'publish', token: token.id, name, key, timeToLive, variables: given(at) }, goesOn]
    }
    case 'escalation':
      return [{ do: 'escalate', token: token.id, code: textIn(event.code, scope) }, goesOn]
    case 'error':
      return [
        { do: 'throw_error', token: token.id, code: textIn(event.code, scope), message: textIn(event.message, scope) },
      ]
    case 'compensation':
      return [{ do: 'compensate', token: token.id, scopes: scopesToThrowIn(at), activity: event.activity }]
    default:
      return [goesOn]
  }
}

/** What is mapped in goes along. */
function given(at: At): Record<string, unknown> {
  const names = at.element.inputMappings.map(mapping => mapping.name)
  return Object.fromEntries(names.map(name => [name, at.scope[name] ?? null]))
}
