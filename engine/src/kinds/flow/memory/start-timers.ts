import type { FlowGraph, StartEvent } from '../graph.ts'
import { planFor } from '../elements/plan-for.ts'
import { nextOccurrence } from '../timer/next-occurrence.ts'
import type { TimerPlan } from '../timer/timer-plan.ts'

interface Waiting {
  /** Its id. */
  process: string
  element: string
  plan: TimerPlan
}

/** Start events that wait for their time. */
export class StartTimers {
  #waiting: Waiting[] = []

  /** Those of a process that is deployed (anew). */
  add(process: string, graph: FlowGraph, now: string): void {
    this.#waiting = this.#waiting.filter(each => each.process !== process)
    for (const start of graph.starts) {
      const plan = planOf(start, now)
      if (plan !== null) this.#waiting.push({ process, element: start.id, plan })
    }
  }

  /** When the next one is due. */
  next(until: string): string | undefined {
    return this.#waiting
      .map(({ plan }) => plan.dueAt)
      .filter(dueAt => dueAt <= until)
      .sort()[0]
  }

  /** One that is due; its next occurrence lies in the future. */
  take(now: string): Omit<Waiting, 'plan'> | undefined {
    const due = this.#waiting.find(({ plan }) => plan.dueAt <= now)
    if (due === undefined) return undefined
    const next = nextOccurrence(due.plan, now)
    this.#waiting = this.#waiting.filter(each => each !== due)
    if (next !== null) this.#waiting.push({ ...due, plan: next })
    return due
  }
}

/** A text that is no time never starts anything: compiling warns of it. */
function planOf({ event }: StartEvent, now: string): TimerPlan | null {
  if (event.type !== 'timer') return null
  const plan = planFor(event.timer, {}, { now, calendar: null })
  return typeof plan === 'string' ? null : plan
}
