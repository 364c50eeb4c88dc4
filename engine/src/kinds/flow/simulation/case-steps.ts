import type { ActionOutcome } from '../approval/act.ts'
import type { Organisation } from '../memory/organisation.ts'

type Values = Record<string, unknown>

export interface FlowCase {
  key: string
  title?: string
  given: CaseGiven
  /** Absent: only started. */
  when?: 'approve_all' | readonly CaseStep[]
}

export interface CaseGiven {
  record?: Values
  /** Key of a person. */
  starter?: string
  organisation?: Organisation
  /** Instant; default 2026-01-05T09:00:00+08:00. */
  now?: string
  variables?: Values
  businessKey?: string
  /** Id of the start event; default the first. */
  start?: string
}

/**
 * What happens from outside, one act each. Elements are named by id; where several instances wait at one element, the one that
 * began first is meant.
 */
export type CaseStep =
  | CompleteStep
  /** ISO 8601 duration; due timers and jobs fire on the way in their order. */
  | { advance: string }
  | { message: string; key?: string; variables?: Values }
  | { signal: string; variables?: Values }
  /** Variables of the run; `at`: of the activity or subprocess of that id. */
  | { set: Values; at?: string }
  /** Topic or id of an external task; `error`: a BPMN error with this code. */
  | { external: string; variables?: Values; error?: string | { code: string; message?: string } }
  /** A receive task without message is told to go on. */
  | { proceed: string; variables?: Values }
  /** Activities of an ad-hoc subprocess begin. */
  | { activate: string | readonly string[] }
  /** The incident at an element is tried again, or its element counts as done. */
  | { retry: string; record?: Values }
  | { skip: string; flow?: string }

export interface CompleteStep {
  complete: string
  /** Key of the person; absent: an administrator, whoever is asked. */
  by?: string
  outcome?: ActionOutcome
  opinion?: string
  /** What the person writes into the record before. */
  record?: Values
  variables?: Values
}
