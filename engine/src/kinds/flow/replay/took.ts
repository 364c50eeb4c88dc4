import type { RunningFlow } from '../kernel/running-flow.ts'
import type { FlowState } from '../state.ts'
import { incidentsIn, jobsIn, openTasksIn, placeOf, scopesIn, subscriptionsIn, tokensIn } from './places.ts'
import type { Place, TakenInput } from './taken-input.ts'

/** Something comes from outside; `input` is asked for before anything is changed, and only where somebody writes it down. */
export function took(running: RunningFlow, input: () => TakenInput): void {
  if (running.recording === undefined) return
  const { given, ...rest } = input()
  const said = Object.fromEntries(
    Object.entries(given ?? {}).filter(([, value]) => value !== undefined && value !== null),
  )
  running.recording.take(Object.keys(said).length === 0 ? rest : { ...rest, given: said })
}

export const placeOfToken = (state: FlowState, id: string): Place =>
  placeOf(id, tokensIn(state, state.tokens.get(id)?.element))

export const placeOfTask = (state: FlowState, id: string): Place =>
  placeOf(id, openTasksIn(state, state.tasks.get(id)?.element))

export const placeOfJob = (state: FlowState, id: string): Place =>
  placeOf(id, jobsIn(state, state.jobs.get(id)?.element))

export const placeOfSubscription = (state: FlowState, id: string): Place =>
  placeOf(id, subscriptionsIn(state, state.subscriptions.get(id)?.element))

export const placeOfIncident = (state: FlowState, id: string): Place =>
  placeOf(id, incidentsIn(state, state.incidents.get(id)?.element))

/** A scope, or a run. */
export const placeOfScope = (state: FlowState, id: string): Place => placeOf(id, scopesIn(state))
