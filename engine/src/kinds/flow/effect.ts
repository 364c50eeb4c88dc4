import type { Participant, ParticipantState } from './state.ts'
import type { TimerPlan } from './timer/timer-plan.ts'
import type { PeopleQuery } from './people.ts'
import type { RuleQuestion } from './ports.ts'

/**
 * All that an element can want. Elements return effects and change nothing themselves: the same files run flows on the
 * database, in cases, in the studio's simulation and in the prediction of a path.
 */
export type Effect = StateEffect | OutsideEffect

/** Somebody whom a task asks. */
export interface AskedPerson {
  id: string
  state: ParticipantState
  /** The role by which alone he is asked. */
  role: string | null
}

/** Changes the state in memory. */
export type StateEffect =
  /** The token is used up: its timers end with it and a task that is still open is cancelled. */
  | { do: 'consume'; token: string }
  /** A token sets out along a sequence flow. */
  | { do: 'take'; flow: string; task: string | null }
  /** A token appears at an element, brought by no flow. */
  | { do: 'place'; element: string }
  | { do: 'set'; name: string; value: unknown }
  | { do: 'note'; element: string; event: string; data?: Record<string, unknown> }
  | { do: 'open_task'; token: string; dueAt: string | null; people: readonly AskedPerson[] }
  | { do: 'participant'; id: string; patch: Partial<Participant> }
  /** Somebody acted: whoever saw the task before must look again. */
  | { do: 'touch_task'; task: string }
  | { do: 'close_task'; task: string; outcome: string }
  | { do: 'remember_approval'; element: string; people: readonly string[] }
  | { do: 'new_round' }
  | { do: 'schedule'; token: string; element: string; plan: TimerPlan }
  /** The next occurrence of a cycle, or none. */
  | { do: 'reschedule'; job: string; plan: TimerPlan | null }
  | { do: 'incident'; token: string; code: string; message: string }
  /** An end event was reached: the outcome if nothing follows. */
  | { do: 'reached'; outcome: string }
  /** The run ends now, whatever else it was doing. */
  | { do: 'end'; outcome: string }

/** Asks something of the world; `resume` of the token's element gets the answer. */
export type OutsideEffect =
  /** The token enters its element. */
  | { do: 'enter'; token: string }
  /** The token goes on along the outgoing flows; their conditions see what was set just before. */
  | { do: 'leave'; token: string }
  | { do: 'find_people'; token: string; queries: readonly PeopleQuery[] }
  | ({ do: 'evaluate'; token: string } & RuleQuestion)
  | { do: 'call'; token: string; function: string; input: Record<string, unknown> }
  /** Tells people that a task waits for them; nobody waits for the answer. */
  | { do: 'notify'; task: string; people: readonly string[] }
