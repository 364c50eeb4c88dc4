import type { PeopleQuery } from './people.ts'
import type { RuleQuestion } from './ports.ts'
import type { Participant, ParticipantState, Phase } from './state.ts'

/**
 * All that an element can want. Elements return effects and change nothing themselves: the same files run flows on the
 * database, in cases, in the studio's simulation and in the prediction of a path. Effects that name a token, scope, task or
 * job that is gone (a terminate end, an interrupting event of the same command) do nothing.
 */
export type Effect = TokenEffect | ScopeEffect | TaskEffect | EventEffect | Question

/** Somebody whom a task asks. */
export interface AskedPerson {
  id: string
  state: ParticipantState
  /** The role by which alone he is asked. */
  role: string | null
}

type Values = Readonly<Record<string, unknown>>

/** The life of a token, in this order: enter → start → begin → run → leave → finish → depart. */
export type TokenEffect =
  /** It comes to its element: an asynchronous continuation before it begins here. */
  | { do: 'enter'; token: string }
  /** A loop unfolds, or the one execution begins. */
  | { do: 'start'; token: string }
  /** One execution begins: its values, its boundary, its work. */
  | { do: 'begin'; token: string }
  | { do: 'map_inputs'; token: string }
  | { do: 'arm_boundary'; token: string }
  /** The element does what it is for. */
  | { do: 'run'; token: string }
  /** The work is done: the token's values go out, then it goes on. */
  | { do: 'leave'; token: string }
  | { do: 'map_outputs'; token: string }
  | { do: 'finish'; token: string }
  /** All instances of a loop are done: the activity was finished with each of them. */
  | { do: 'close_loop'; token: string }
  /** Along the outgoing flows; their conditions see what was set before. */
  | { do: 'depart'; token: string }
  /** It is used up with all that belongs to it: tasks, timers, inner scopes, called runs. */
  | { do: 'consume'; token: string }
  /** Its path ends here: used up, and its scope is done with the last one. */
  | { do: 'end_path'; token: string }
  /** Tokens set out along sequence flows, all before the first one goes on. */
  | { do: 'take'; flows: readonly string[]; scope: string; task: string | null }
  /** A token appears at an element, brought by no flow. */
  | { do: 'place'; element: string; scope: string; task?: string | null }
  /** The first token of a run, unless an event subprocess interrupted it before it began. */
  | { do: 'begin_at'; element: string; scope: string }
  /** Several, all before the first one goes on. */
  | { do: 'place_all'; elements: readonly string[]; scope: string }
  /** The element can't go on: the token stays, an administrator is called. A retry repeats the phase (default enter). */
  | { do: 'incident'; token: string; code: string; message: string; phase?: Phase }

export type ScopeEffect =
  /** An activity with a scope of its own gets it, and its event subprocesses begin to listen. */
  | { do: 'open_scope'; token: string; variables?: Values }
  /** Its start events, or what has no incoming flow. */
  /** The same of an ad-hoc subprocess: these activities begin. */
  | { do: 'open_ad_hoc'; token: string; activities: readonly string[] }
  | { do: 'begin_scope'; scope: string }
  /** Nothing runs in it any more; `outcome` is the end that was reached. */
  | { do: 'scope_done'; scope: string; outcome?: string | null }
  /** Everything in it ends, and it is done. */
  | { do: 'terminate'; scope: string; outcome: string }
  | { do: 'iterate'; body: string }
  | { do: 'body_done'; body: string }
  | { do: 'check_ad_hoc'; scope: string }
  /** Sets a variable where it is known, seen from the scope, else in the process. */
  | { do: 'set'; scope: string; name: string; value: unknown }
  | { do: 'set_local'; scope: string; name: string; value: unknown }
  /** Several, at once. */
  | { do: 'merge'; scope: string; values: Values; local?: boolean }
  | { do: 'check_conditions'; scope: string; names: readonly string[] }
  /** An end event was reached: the outcome of its run if nothing follows. */
  | { do: 'reached'; instance: string; outcome: string }
  /** The whole run ends now, whatever else it was doing. */
  | { do: 'end'; outcome: string }
  | { do: 'call_process'; token: string; process: string; version: string | null }
  | { do: 'call_done'; token: string; instance: string }

export type TaskEffect =
  | { do: 'note'; element: string; event: string; data?: Record<string, unknown>; instance?: string; since?: string }
  | {
      do: 'open_task'
      token: string
      dueAt: string | null
      beyondCalendar?: boolean
      followUpAt?: string | null
      priority?: number
      people: readonly AskedPerson[]
    }
  | { do: 'participant'; id: string; patch: Partial<Participant> }
  /** Somebody acted: whoever saw the task before must look again. */
  | { do: 'touch_task'; task: string }
  | { do: 'close_task'; task: string; outcome: string }
  | { do: 'remember_approval'; element: string; people: readonly string[] }
  | { do: 'new_round'; instance: string }

export type EventEffect =
  /** Begins to wait for the event of `element`: of the token itself, behind it, or at its boundary. */
  | { do: 'await'; token: string; element: string }
  /** Event subprocesses of a scope begin to listen; `only`: just these start events. */
  | { do: 'listen'; scope: string; only?: readonly string[] }
  /** What was waited for is there. Exactly one of token and scope says who waited. */
  | { do: 'trigger'; element: string; token: string | null; scope: string; variables?: Values; subscription?: string }
  /** An inclusive join goes on with this token. */
  | { do: 'join'; token: string }
  | { do: 'throw_error'; token: string; code: string | null; message: string | null }
  | { do: 'escalate'; token: string; code: string | null }
  | { do: 'signal'; token: string; name: string; variables: Values }
  | { do: 'publish'; token: string; name: string; key: string | null; timeToLive: string | null; variables: Values }
  /** Undoes what was completed in the scope of the token, or one activity of it; the token waits for that. */
  | { do: 'compensate'; token: string; scopes: readonly string[]; activity: string | null }
  | { do: 'compensated'; token: string }
  | { do: 'cancel_transaction'; token: string }
  /** Work for workers outside. */
  | {
      do: 'offer'
      token: string
      topic: string
      priority: number
      variables: Values
      headers: Readonly<Record<string, string>>
    }

/** Asks something of the world; `resume` of the token's element gets the answer. */
export type Question =
  | { do: 'find_people'; token: string; queries: readonly PeopleQuery[] }
  | ({ do: 'evaluate'; token: string } & RuleQuestion)
  | { do: 'call'; token: string; function: string; input: Record<string, unknown> }
  /** Tells people that a task waits for them; nobody waits for the answer. */
  | { do: 'notify'; task: string; people: readonly string[] }
