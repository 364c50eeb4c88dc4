import { onFlowJobs } from './flow-hints.ts'

const POLL_MS = 1_000

export interface PollLoop {
  start(): void
  /** Asks at once instead of at the next poll. */
  wake(): void
  /** Resolves when the present round is over. */
  stop(): Promise<void>
}

/**
 * Runs `round` every second, at once after a hint, and again at once when it answers that there is more. Rounds never
 * overlap; a hint during a round is not lost.
 */
export function pollLoop(round: () => Promise<boolean>, onError: (error: unknown) => void): PollLoop {
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let unsubscribe: (() => void) | undefined
  let [hinted, started, stopped] = [false, false, false]
  const rounds = async (): Promise<void> => {
    do {
      hinted = false
      try {
        hinted = (await round()) || hinted
      } catch (error) {
        onError(error)
        break
      }
    } while (hinted && !stopped)
  }
  const go = (): void => {
    clearTimeout(timer)
    running = rounds().then(() => {
      running = undefined
      if (!stopped) timer = setTimeout(go, POLL_MS)
    })
  }
  const wake = (): void => {
    hinted = true
    if (started && !stopped && running === undefined) go()
  }
  return {
    start() {
      started = true
      unsubscribe = onFlowJobs(wake)
      go()
    },
    wake,
    async stop() {
      stopped = true
      unsubscribe?.()
      clearTimeout(timer)
      await running
    },
  }
}
