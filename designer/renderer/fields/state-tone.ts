import type { EntityDescription } from '../../shell/api/app.ts'

/** `idle`: not begun or over. `active`: in the hands of a flow. `settled`: in force. */
export type StateTone = 'idle' | 'active' | 'settled'

/**
 * The colour of a state follows from the state machine, so authors choose none: the initial state and those that nothing
 * leaves are idle, those that only the system can leave are active, the others are settled.
 */
export function stateTone(states: NonNullable<EntityDescription['states']>, state: string): StateTone {
  if (state === states.initial) return 'idle'
  const ways = states.transitions.filter(transition => transition.from.includes(state))
  if (ways.length === 0) return 'idle'
  return ways.every(way => way.system) ? 'active' : 'settled'
}

/** True when nothing leaves the state that a transition leads to: it can't be undone. */
export function leadsToAnEnd(states: NonNullable<EntityDescription['states']>, transition: { to: string }): boolean {
  return !states.transitions.some(other => other.from.includes(transition.to))
}
