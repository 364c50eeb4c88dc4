import { systemPrincipal } from '../runtime/command-runner.ts'
import { forgetOldKeys } from '../runtime/idempotency.ts'
import { deleteOldAccessTokens } from '../store/statements/access-tokens.ts'
import { deleteEndedSessions, deleteOldPasswordLinks } from '../store/statements/accounts.ts'
import { deleteOldPackPlans } from '../store/statements/pack-plans.ts'
import { reader, transactionOf } from '../store/transaction.ts'
import type { OpenEngine } from './open-engine.ts'

const EVERY_MS = 60 * 60_000
/** Plans for packs that nobody has touched for thirty days are forgotten: they hold whole files. */
const PLANS_KEPT_MS = 30 * 24 * EVERY_MS
/** Tokens that ended so long ago are forgotten; till then their owner sees that they have. */
const TOKENS_KEPT_MS = 90 * 24 * EVERY_MS
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

async function tidy({ database, clock, commands, publisher, log }: OpenEngine): Promise<void> {
  const tx = reader(database)
  const now = clock.now()
  await tx.query(deleteEndedSessions, [now])
  await tx.query(deleteOldPasswordLinks, [now])
  await forgetOldKeys(tx, clock)
  const owner = transactionOf(database.owner)
  await owner.query(deleteOldPackPlans, [new Date(now.getTime() - PLANS_KEPT_MS)])
  await owner.query(deleteOldAccessTokens, [new Date(now.getTime() - TOKENS_KEPT_MS)])
  await database.owner.query('select flow.make_history_partitions($1::date, $2)', [now, MONTHS_AHEAD])
  const halted = await commands.run(systemPrincipal, { name: 'flow.check-versions', cause: 'maintenance' }, ctx =>
    ctx.run<number>('flow', '*', 'check-versions', {}),
  )
  if (halted > 0) log.error({ runs: halted }, 'flows run in versions that no longer compile; see their incidents')
  await commands.run(systemPrincipal, { name: 'flow.forget-messages', cause: 'maintenance' }, ctx =>
    ctx.run<number>('flow', '*', 'forget-messages', {}),
  )
  await publisher.tidyTables()
}
