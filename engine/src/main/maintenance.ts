import { forgetOldKeys } from '../runtime/idempotency.ts'
import { deleteEndedSessions, deleteOldPasswordLinks } from '../store/statements/accounts.ts'
import { reader } from '../store/transaction.ts'
import type { OpenEngine } from './open-engine.ts'

const EVERY_MS = 60 * 60_000
/** Partitions of flow.history are made so many months ahead. */
const MONTHS_AHEAD = 13

/** Hourly housekeeping on every node; doing it twice does no harm. */
export function startMaintenance(engine: OpenEngine): { stop(): void } {
  const run = (): void => {
    tidy(engine).catch((error: unknown) => engine.log.warn({ err: error }, 'housekeeping failed, will be tried again'))
  }
  const timer = setInterval(run, EVERY_MS).unref()
  run()
  return { stop: () => clearInterval(timer) }
}

async function tidy({ database, clock }: OpenEngine): Promise<void> {
  const tx = reader(database)
  const now = clock.now()
  await tx.query(deleteEndedSessions, [now])
  await tx.query(deleteOldPasswordLinks, [now])
  await forgetOldKeys(tx, clock)
  await database.owner.query('select flow.make_history_partitions($1::date, $2)', [now, MONTHS_AHEAD])
}
