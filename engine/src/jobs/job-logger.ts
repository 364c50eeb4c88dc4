import { Logger } from 'graphile-worker'
import type { Log } from '../base/log.ts'

/**
 * The worker's own warnings and errors in our log. What it says about a single job is left out: it quotes the error of
 * the task, which may hold personal data, and `startWorker` reports each failure itself.
 */
export function jobLogger(log: Log): Logger {
  const jobs = log.child({ component: 'jobs' })
  return new Logger(scope => (level, message) => {
    if (scope.workerId !== undefined || scope.jobId !== undefined) return
    if (level === 'warning') jobs.warn({}, message)
    if (level === 'error') jobs.error({}, message)
  })
}
