import type { EntityDescription } from '../../shell/api/app.ts'

/** `idle`: not begun, or over. `active`: under way. `settled`: in force. `failed`: refused or stopped. */
export type StateTone = 'idle' | 'active' | 'settled' | 'failed'

type States = NonNullable<EntityDescription['states']>

/**
 * What the common names of states mean to people. The state machine alone can't tell `effective` from `in review`: the
 * system leaves both. A name that is not here is under way until nothing leaves it.
 */
const MEANING: Readonly<Record<string, StateTone>> = {
  ...tones('settled', 'effective active approved valid released confirmed signed paid completed done won published'),
  ...tones('failed', 'rejected refused blocked suspended blacklisted failed lost overdue recalled'),
  ...tones('idle', 'expired terminated archived cancelled closed withdrawn superseded'),
}

export function stateTone(states: States, state: string): StateTone {
  if (state === states.initial) return 'idle'
  const known = MEANING[state]
  if (known) return known
  return states.transitions.some(transition => transition.from.includes(state)) ? 'active' : 'idle'
}

/** True when nothing leaves the state that a transition leads to: it can't be undone. */
export function leadsToAnEnd(states: States, transition: { to: string }): boolean {
  return !states.transitions.some(other => other.from.includes(transition.to))
}

function tones(tone: StateTone, names: string): Record<string, StateTone> {
  return Object.fromEntries(names.split(' ').map(name => [name, tone]))
}
