import type { Job } from '../state.ts'
import { LockLost } from './errors.ts'
import type { MemoryRuns } from './memory-runs.ts'

export interface Fetch {
  worker: string
  /** Milliseconds for which the tasks are his. */
  lock: number
  max: number
}

/** Which worker holds which external task, until when. */
export class WorkerLocks {
  readonly #held = new Map<string, { worker: string; until: number }>()

  /** Free tasks of a topic: they are his now. */
  fetch(
    runs: MemoryRuns,
    topic: string,
    { worker, lock, max, now }: Fetch & { now: Date },
  ): { run: string; job: Job }[] {
    const at = now.getTime()
    const taken = runs
      .awake()
      .flatMap(([run, { state }]) => state.jobs.where(job => isFor(job, topic, now)).map(job => ({ run, job })))
      .filter(({ job }) => (this.#held.get(job.id)?.until ?? at) <= at)
      .sort((a, b) => b.job.priority - a.job.priority)
      .slice(0, max)
    for (const { job } of taken) this.#held.set(job.id, { worker, until: at + lock })
    return taken
  }

  /** Throws LockLost. */
  check(job: string, worker: string, now: Date): void {
    const held = this.#held.get(job)
    if (held?.worker !== worker || held.until <= now.getTime()) throw new LockLost()
  }

  release(job: string): void {
    this.#held.delete(job)
  }
}

const isFor = (job: Job, topic: string, now: Date): boolean =>
  job.kind === 'external' && job.topic === topic && job.state === 'ready' && job.dueAt <= now.toISOString()
