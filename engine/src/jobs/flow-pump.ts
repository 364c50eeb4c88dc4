import { JingweiError } from '../base/errors.ts'
import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import type { Transaction } from '../runtime/context.ts'
import { claimFlowJobs, keepFlowJobs, releaseFlowJob } from '../store/statements/flow-jobs.ts'

/** How long a claimed timer stays ours without a heartbeat; then another node takes it. */
const LOCK_MS = 15_000
const HEARTBEAT_MS = 5_000
const POLL_MS = 1_000
/** Timers claimed at once: many due timers must not keep people waiting. */
const BATCH = 16
/** As `retries_left` of a new row in flow.job. */
const ATTEMPTS = 3
/** Pause before the second and the third attempt; the last one counts for all later ones. */
const BACK_OFF_MS = [10_000, 60_000]

export interface FlowPumpParts {
  /** Statements outside of a transaction. */
  tx: Transaction
  /** Unique per node. */
  owner: string
  clock: Clock
  log: Log
  /** One ordinary command: fires the timer, or finds it stale. */
  fire(jobId: string): Promise<void>
  /** One ordinary command: all attempts were in vain. */
  fail(jobId: string, message: string): Promise<void>
}

export interface FlowPump {
  /** Begins to poll. */
  start(): void
  /** Claims and fires what is due now; answers how many. What start() does every second. */
  runOnce(): Promise<number>
  /** A hint that something may be due: polling is the truth. */
  wake(): void
  /** Takes no new timer, lets the running ones finish. */
  stop(): Promise<void>
}

/**
 * Fires the timers of flows. A timer is claimed with a lock that ends by itself, so that a killed node's timers are taken
 * over; firing it is a command under the lock of its run, which checks again, so that a timer claimed twice fires once.
 */
export function createFlowPump(parts: FlowPumpParts): FlowPump {
  const held = new Set<string>()
  let running: Promise<unknown> = Promise.resolve()
  let poll: NodeJS.Timeout | undefined
  let beat: NodeJS.Timeout | undefined
  let stopped = false
  const runOnce = async (): Promise<number> => {
    const claimed = await claim(parts)
    for (const job of claimed) held.add(job.id)
    await Promise.all(claimed.map(job => fireOne(parts, job).finally(() => held.delete(job.id))))
    return claimed.length
  }
  const round = async (): Promise<void> => {
    try {
      while (!stopped && (await runOnce()) === BATCH);
    } catch (error) {
      // The database may be away for a moment: the next poll tries again.
      parts.log.warn({ err: error }, 'flow timers could not be claimed')
    }
    if (!stopped) poll = setTimeout(go, POLL_MS)
  }
  const go = (): void => {
    poll = undefined
    running = round()
  }
  return {
    runOnce,
    start() {
      beat = setInterval(() => void heartbeat(parts, held), HEARTBEAT_MS)
      go()
    },
    wake() {
      if (stopped || poll === undefined) return
      clearTimeout(poll)
      go()
    },
    async stop() {
      stopped = true
      clearTimeout(poll)
      await running
      clearInterval(beat)
    },
  }
}

interface ClaimedJob {
  id: string
  retries_left: number
}

const claim = ({ tx, owner, clock }: FlowPumpParts): Promise<ClaimedJob[]> => {
  const now = clock.now()
  return tx.query<ClaimedJob>(claimFlowJobs, [owner, after(now, LOCK_MS), now.toISOString(), BATCH])
}

async function heartbeat({ tx, owner, clock, log }: FlowPumpParts, held: ReadonlySet<string>): Promise<void> {
  if (held.size === 0) return
  try {
    await tx.query(keepFlowJobs, [owner, [...held], after(clock.now(), LOCK_MS)])
  } catch (error) {
    log.warn({ err: error }, 'the locks of flow timers could not be renewed')
  }
}

async function fireOne(parts: FlowPumpParts, job: ClaimedJob): Promise<void> {
  try {
    await parts.fire(job.id)
  } catch (error) {
    parts.log.warn({ jobId: job.id, retriesLeft: job.retries_left - 1, err: error }, 'flow timer failed')
    await settleFailure(parts, job, error).catch((second: unknown) =>
      parts.log.error({ jobId: job.id, err: second }, 'flow timer could not be put back'),
    )
  }
}

/** Back into the queue with a pause, or an incident after the last attempt. */
async function settleFailure(
  { tx, owner, clock, fail }: FlowPumpParts,
  job: ClaimedJob,
  error: unknown,
): Promise<void> {
  const message =
    error instanceof JingweiError
      ? error.message
      : 'The timer could not be fired because of an internal fault. See the log.'
  if (job.retries_left <= 1) return fail(job.id, message)
  const failures = Math.max(0, ATTEMPTS - job.retries_left)
  const pause = BACK_OFF_MS[Math.min(failures, BACK_OFF_MS.length - 1)]!
  await tx.query(releaseFlowJob, [job.id, owner, after(clock.now(), pause), message])
}

const after = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString()
