import type { Effect } from '../effect.ts'
import { graphOf, type RunningFlow } from '../kernel/running-flow.ts'
import { whereIs } from '../kernel/variables.ts'
import type { FlowState } from '../state.ts'

/** What runs went through: elements that were entered, events that happened, sequence flows that were taken. */
export class ReachedElements {
  /** Ids by flow, of all its processes and levels. */
  readonly byFlow = new Map<string, Set<string>>()
  /** Sequence flows, each once, in the order in which they were first taken. */
  readonly flows = new Set<string>()

  /** Looks at an effect before it is carried out. */
  see(effect: Effect, running: RunningFlow): void {
    const { state } = running
    if (effect.do === 'enter') {
      const token = state.tokens.get(effect.token)
      if (token !== undefined) this.#add(nameIn(running, token.instance), token.element)
    } else if (effect.do === 'trigger' && isThere(effect.scope, state)) {
      this.#add(nameIn(running, whereIs(state, effect.scope).instance), effect.element)
    } else if (effect.do === 'take' && isThere(effect.scope, state)) {
      const flow = nameIn(running, whereIs(state, effect.scope).instance)
      for (const id of effect.flows) {
        this.flows.add(id)
        this.#add(flow, id)
      }
    }
  }

  #add(flow: string, id: string): void {
    const known = this.byFlow.get(flow)
    if (known === undefined) this.byFlow.set(flow, new Set([id]))
    else known.add(id)
  }
}

const nameIn = (running: RunningFlow, instance: string): string => graphOf(running, instance).name

const isThere = (scope: string, state: FlowState): boolean =>
  state.scopes.get(scope) !== undefined || state.instances.get(scope) !== undefined
