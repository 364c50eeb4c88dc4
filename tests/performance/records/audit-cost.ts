import type pg from 'pg'
import { StatementBatch, type BatchStep } from '../../../engine/src/store/statement-batch.ts'
import type { OpenEngine } from '../../../engine/src/main/open-engine.ts'
import { INSERT_AUDIT } from '../../../engine/src/store/statements/insert-audit-entries.ts'
import { PASSWORD } from './prepare.ts'
import { orderFields } from './requests.ts'

const CONNECTIONS = 16

export interface AuditedCreates {
  withAudit: number
  withoutAudit: number
}

/**
 * Creates per second in process, 16 at a time, in turns with the audit statement and with this one statement left out of
 * its batch. Everything else of the trail, its hashes too, is made in both.
 */
export async function auditedCreates(engine: OpenEngine, turns: number, turnMs: number): Promise<AuditedCreates[]> {
  const insert = switchOf(engine.database.app)
  const create = await creator(engine)
  const results: AuditedCreates[] = []
  for (let turn = -1; turn < turns; turn++) {
    insert.isOn = true
    const withAudit = await perSecond(create, turnMs)
    insert.isOn = false
    const withoutAudit = await perSecond(create, turnMs)
    // The turn before the first warms up.
    if (turn >= 0) results.push({ withAudit, withoutAudit })
  }
  return results
}

/** Puts itself between the pool's connections and the audit statement. */
function switchOf(pool: pg.Pool): { isOn: boolean } {
  const state = { isOn: true }
  const known = new WeakSet<pg.PoolClient>()
  pool.on('acquire', client => {
    if (known.has(client)) return
    known.add(client)
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    client.query = ((...args: unknown[]) => {
      const [batch] = args
      if (!state.isOn && batch instanceof StatementBatch) leaveOut(batch.steps as BatchStep[])
      return query(...args)
    }) as typeof client.query
  })
  return state
}

function leaveOut(steps: BatchStep[]): void {
  steps.splice(0, steps.length, ...steps.filter(({ statement }) => !statement.name.startsWith(INSERT_AUDIT)))
}

async function creator({ accounts, principals, commands }: OpenEngine): Promise<() => Promise<unknown>> {
  const { session } = await accounts.signIn('admin', PASSWORD)
  const { principal } = (await principals.find(session.accountId))!
  return () =>
    commands.run(principal, { name: 'record.create', cause: 'http' }, ctx =>
      ctx.run('entity', 'order', 'create', { record: orderFields() }),
    )
}

async function perSecond(work: () => Promise<unknown>, ms: number): Promise<number> {
  const until = performance.now() + ms
  let done = 0
  const loop = async (): Promise<void> => {
    for (; performance.now() < until; done++) await work()
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: CONNECTIONS }, loop))
  return (done / (performance.now() - startedAt)) * 1000
}
