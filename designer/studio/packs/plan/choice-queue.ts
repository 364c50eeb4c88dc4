import type { Choices } from '../packs-api.ts'

/** Choices on their way to the server. */
export interface ChoiceQueue {
  /** Not yet confirmed, with those that are under way. */
  state(): QueueState
  choose(choices: Choices): void
  /** Sends again what failed. */
  retry(): void
  /** Gives up what failed, when the server knows no such conflicts any more. */
  forget(): void
  /** Resolves when nothing is under way; false when something could not be sent. */
  settled(): Promise<boolean>
  subscribe(listener: () => void): () => void
}

export interface QueueState {
  unsent: Choices
  failure: unknown
}

const EMPTY: QueueState = { unsent: {}, failure: null }

/**
 * One request at a time: what is chosen meanwhile goes with the next one, so that fast keys never overtake each other.
 * A failure keeps the choices until they are sent again.
 */
export function createChoiceQueue(send: (choices: Choices) => Promise<void>): ChoiceQueue {
  let state = EMPTY
  let running: Promise<void> | null = null
  const listeners = new Set<() => void>()
  const become = (next: QueueState): void => {
    state = next
    listeners.forEach(listener => listener())
  }
  const isEmpty = (): boolean => Object.keys(state.unsent).length === 0
  const start = (): void => {
    if (running === null && !isEmpty()) running = run()
  }

  async function run(): Promise<void> {
    try {
      while (!isEmpty()) {
        const sent = state.unsent
        await send(sent)
        become({ unsent: without(state.unsent, sent), failure: null })
      }
    } catch (failure) {
      become({ ...state, failure })
    } finally {
      running = null
    }
  }

  return {
    state: () => state,
    choose(choices) {
      become({ unsent: { ...state.unsent, ...choices }, failure: null })
      start()
    },
    retry: start,
    forget: () => become(EMPTY),
    async settled() {
      while (running) await running
      return state.failure === null
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** What was chosen anew while it was under way stays. */
const without = (all: Choices, sent: Choices): Choices =>
  Object.fromEntries(Object.entries(all).filter(([key, side]) => sent[key] !== side))
