import { EventEmitter } from 'node:events'
import { run, type Job, type TaskList, type WorkerEvents } from 'graphile-worker'
import type { Pool } from 'pg'
import { JingweiError } from '../base/errors.ts'
import type { Log } from '../base/log.ts'
import { jobLogger } from './job-logger.ts'
import { WorkerLease } from './worker-lease.ts'

/** What a job knows of itself. */
export interface JobInfo {
  id: string
  /** 1 for the first try. */
  attempt: number
  maxAttempts: number
}

/** Does one job. Throws to be tried again after a growing pause (e, e², … seconds, at most 6 hours). */
export type JobTask = (payload: Record<string, unknown>, job: JobInfo) => Promise<void>

export interface JobWorker {
  /** Takes no new job, lets the running ones finish, and resolves. */
  stop(): Promise<void>
}

/**
 * Starts the worker that sends what the outbox holds and does the slow work: mails, imports, reports.
 * The queue must have been prepared by `migrateJobs`. A failed job is logged as a warning, its last try as an error.
 */
export async function startWorker(options: {
  pool: Pool
  tasks: Readonly<Record<string, JobTask>>
  log: Log
  /** Jobs at once on this node. Default 4. */
  concurrency?: number
  /** How often to look when no notification came, in milliseconds. Default 2000. */
  pollIntervalMs?: number
}): Promise<JobWorker> {
  const events: WorkerEvents = new EventEmitter()
  reportFailures(events, options.log)
  const workerId = idOfWorker(events)
  const runner = await run({
    pgPool: options.pool,
    taskList: taskList(options.tasks),
    events,
    logger: jobLogger(options.log),
    concurrency: options.concurrency ?? 4,
    pollInterval: options.pollIntervalMs ?? 2000,
    noHandleSignals: true,
    parsedCronItems: [],
    // Also makes stopping wait until the ends of jobs are written; without it they are sent and forgotten.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  })
  runner.promise.catch((cause: unknown) => options.log.error({ reason: reason(cause) }, 'job worker died'))
  const lease = new WorkerLease({ pool: options.pool, workerId: await workerId, log: options.log })
  await lease.start()
  return {
    async stop() {
      await runner.stop()
      lease.stop()
    },
  }
}

const idOfWorker = (events: WorkerEvents): Promise<string> =>
  new Promise(resolve => events.once('pool:create', ({ workerPool }) => resolve(workerPool.id)))

function taskList(tasks: Readonly<Record<string, JobTask>>): TaskList {
  const entries = Object.entries(tasks).map(([name, task]) => [
    name,
    (payload: unknown, helpers: { job: Job }) => task((payload ?? {}) as Record<string, unknown>, info(helpers.job)),
  ])
  return Object.fromEntries(entries) as TaskList
}

const info = (job: Job): JobInfo => ({ id: job.id, attempt: job.attempts, maxAttempts: job.max_attempts })

function reportFailures(events: WorkerEvents, log: Log): void {
  events.on('job:error', ({ job, error }) => {
    const fields = { jobId: job.id, task: job.task_identifier, attempt: job.attempts, reason: reason(error) }
    if (job.attempts >= job.max_attempts) log.error(fields, 'job given up')
    else log.warn(fields, 'job failed, will be tried again')
  })
}

/** The code of an error. Never its message: an answer of another system may quote an address or a name. */
function reason(error: unknown): string {
  if (error instanceof JingweiError) return error.code
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown'
}
