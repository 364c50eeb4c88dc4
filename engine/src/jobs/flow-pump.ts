import { JingweiError } from '../base/errors.ts'
import { claimFlowJobs, postponeFlowJob, releaseFlowJob } from '../store/statements/flow-jobs.ts'
import { nextAttempt } from './back-off.ts'
import { BREATH_MS, isPassing } from './is-passing.ts'
import { after, JobLocks, LOCK_MS, type JobLockParts } from './job-lock.ts'
import { pollLoop } from './poll-loop.ts'

/** Jobs claimed at once: many due timers must not keep people waiting. */
const BATCH = 16

/** What the pump knows of a job: enough to have it done. */
export interface FlowJob {
  id: string
  kind: 'timer' | 'enter' | 'leave' | 'deliver' | 'start'
}

/** Why the last attempt at a job failed. */
export interface FlowJobFailure {
  code: string
  message: string
}

export interface FlowPumpParts extends JobLockParts {
  /** One ordinary command: does the job, or finds that there is nothing to do (any more). */
  fire(job: FlowJob): Promise<unknown>
  /** One ordinary command: all attempts were in vain. */
  fail(job: FlowJob, failure: FlowJobFailure): Promise<unknown>
  /** Jobs done at the same time. Default 4: the connections of a node are there for people, too. */
  atOnce?: number
}

export interface FlowPump {
  /** Begins to poll. */
  start(): void
  /** Claims and does what is due now; answers how many. What start() does every second. */
  runOnce(): Promise<number>
  /** A hint that something may be due: polling is the truth. */
  wake(): void
  /** Takes no new job, lets the running ones finish. */
  stop(): Promise<void>
}

interface ClaimedJob extends FlowJob {
  root_id: string | null
  retries_left: number
  failures: number
  pauses: readonly string[] | null
}

/**
 * Does the jobs of flows: timers, asynchronous continuations, deliveries, starts. A job is claimed with a lock that ends by
 * itself, so that a killed node's jobs are taken over; doing it is a command under the lock of its run, which checks again
 * who holds it, so that a job claimed twice has its effect once.
 */
export function createFlowPump(parts: FlowPumpParts): FlowPump {
  const locks = new JobLocks(parts)
  const runOnce = async (): Promise<number> => {
    const { tx, owner, clock } = parts
    const now = clock.now()
    const given = [owner, after(now, LOCK_MS), now.toISOString(), BATCH]
    const claimed = await tx.query<ClaimedJob>(claimFlowJobs, given)
    await inTurns(byRun(claimed), parts.atOnce ?? 4, jobs => doInOrder(parts, locks, jobs))
    return claimed.length
  }
  const loop = pollLoop(
    async () => (await runOnce()) === BATCH,
    // The database may be away for a moment: the next poll tries again.
    error => parts.log.warn({ err: error }, 'flow jobs could not be claimed'),
  )
  return {
    runOnce,
    start() {
      locks.start()
      loop.start()
    },
    wake: () => loop.wake(),
    async stop() {
      await loop.stop()
      locks.stop()
    },
  }
}

/** Jobs of one run would only wait for one another, each on a connection of its own. */
function byRun(jobs: readonly ClaimedJob[]): ClaimedJob[][] {
  const runs = new Map<string, ClaimedJob[]>()
  for (const job of jobs) {
    const run = job.root_id ?? job.id
    const known = runs.get(run)
    if (known === undefined) runs.set(run, [job])
    else known.push(job)
  }
  return [...runs.values()]
}

async function inTurns<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const turn = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, turn))
}

async function doInOrder(parts: FlowPumpParts, locks: JobLocks, jobs: readonly ClaimedJob[]): Promise<void> {
  // Those that wait for their turn are held, too.
  for (const job of jobs) locks.hold(job.id)
  for (const job of jobs) {
    await doOne(parts, job)
    locks.letGo(job.id)
  }
}

async function doOne(parts: FlowPumpParts, job: ClaimedJob): Promise<void> {
  const { log } = parts
  try {
    await parts.fire({ id: job.id, kind: job.kind })
  } catch (error) {
    const passing = isPassing(error)
    const retriesLeft = job.retries_left - (passing ? 0 : 1)
    log.warn({ jobId: job.id, retriesLeft, err: error }, 'flow job failed')
    const code = job.kind === 'timer' ? 'flow.timer_failed' : 'flow.job_failed'
    const settled = passing ? postpone(parts, job) : settleFailure(parts, job, failureOf(error, code))
    // Its lock ends by itself.
    await settled.catch((second: unknown) =>
      log.error({ jobId: job.id, err: second }, 'flow job could not be put back'),
    )
  }
}

const postpone = ({ tx, owner, clock }: FlowPumpParts, { id }: ClaimedJob): Promise<unknown> =>
  tx.query(postponeFlowJob, [id, owner, after(clock.now(), BREATH_MS)])

/** Back into the queue with a pause, or an incident after the last attempt. */
async function settleFailure(parts: FlowPumpParts, job: ClaimedJob, failure: FlowJobFailure): Promise<void> {
  const { tx, owner, clock, fail } = parts
  if (job.retries_left <= 1) {
    await fail({ id: job.id, kind: job.kind }, failure)
    return
  }
  const at = nextAttempt(clock.now(), job.failures, job.pauses)
  await tx.query(releaseFlowJob, [job.id, owner, at, failure.message])
}

/** The words of an internal fault stay inside. */
export const failureOf = (error: unknown, code: string): FlowJobFailure =>
  error instanceof JingweiError
    ? { code: error.code, message: error.message }
    : { code, message: 'It could not be done because of an internal fault. See the log.' }
