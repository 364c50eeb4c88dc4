import { applying, note, nowIn } from '../apply-effect.ts'
import type { Effect } from '../effect.ts'
import type { Token } from '../state.ts'
import type { RunningFlow } from './running-flow.ts'

/** The token stays where it is, and an administrator is called. */
export function incident(
  token: Token,
  { code, message, phase = 'enter' }: Omit<Extract<Effect, { do: 'incident' }>, 'do'>,
  running: RunningFlow,
): Effect[] {
  const { state, ports } = running
  const { instance, element, iteration } = token
  const at = nowIn({ ports })
  state.tokens.change(token.id, { state: 'incident' })
  state.incidents.add({
    id: ports.newId(),
    instance,
    token: token.id,
    job: null,
    element,
    phase,
    code,
    message,
    at,
    resolvedAt: null,
    iteration,
  })
  note(applying(running), { instance, element, event: 'incident', data: { code, message } })
  return []
}
