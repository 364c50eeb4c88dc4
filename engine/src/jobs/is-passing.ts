import { JingweiError } from '../base/errors.ts'

/** How long a job waits after an attempt that the moment made impossible. */
export const BREATH_MS = 1_000

/** The database was away, or too many changes met: nothing is wrong with the job, and the attempt does not count. */
const PASSING = new Set(['store.database_away', 'store.commit_unknown', 'runtime.busy', 'runtime.snapshot_unknown'])

export const isPassing = (error: unknown): boolean => error instanceof JingweiError && PASSING.has(error.code)
