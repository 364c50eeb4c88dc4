import { systemPrincipal } from '../runtime/command-runner.ts'
import type { OpenEngine } from './open-engine.ts'

const EVERY_MS = 1_000

/**
 * Keeps the jobs of timer start events in step with what is published: at the engine's start, and after every switch of the
 * snapshot, here or on another node. A failure is tried again.
 */
export function followTimerStarts(engine: Pick<OpenEngine, 'snapshots' | 'commands' | 'log'>): {
  stop(): Promise<void>
} {
  const { snapshots, commands, log } = engine
  let planned: number | undefined
  let running: Promise<void> = Promise.resolve()
  const look = async (): Promise<void> => {
    const { id } = snapshots.current()
    if (id === planned) return
    try {
      await commands.run(systemPrincipal, { name: 'flow.plan-timer-starts', cause: 'publish' }, ctx =>
        ctx.run<number>('flow', '*', 'plan-timer-starts', {}),
      )
      planned = id
    } catch (error) {
      log.warn({ err: error }, 'timer start events could not be planned, will be tried again')
    }
  }
  const go = (): void => void (running = running.then(look))
  const timer = setInterval(go, EVERY_MS).unref()
  go()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
