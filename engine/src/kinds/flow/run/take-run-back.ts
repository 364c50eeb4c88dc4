import type { RunContext } from '../../../runtime/context.ts'
import type { MigratedData } from '../migration/take-back.ts'
import { takeBack, whyNotBack } from '../migrate.ts'
import { isOver, type HistoryEntry } from '../state.ts'
import { moveRun } from './change-run.ts'
import { graphOrEmpty } from './graph-of-version.ts'
import { runWith, wholeState } from './migrate-run.ts'
import type { MigrationItem, MigrationOrder } from './migrate-runs.ts'
import { readLastHistory } from './statements/find-root.ts'

/** One run goes back to the version from which it was moved. Null when it is of another flow, or over meanwhile. */
export async function takeRunBack(ctx: RunContext, id: string, order: MigrationOrder): Promise<MigrationItem | null> {
  const state = await wholeState(ctx, id, order.apply)
  const instance = state?.instances.get(id)
  if (state === null || instance === undefined || isOver(instance) || instance.definition !== order.flow) return null
  const item = { id, from: instance.version, subject: instance.subject, moves: [], problems: [] }
  const blocked = (message: string): MigrationItem => ({
    ...item,
    state: 'blocked',
    problems: [{ element: '', code: 'flow.migration_not_back', message }],
  })
  const [last] = await ctx.tx.query<Pick<HistoryEntry, 'seq' | 'event' | 'data'>>(readLastHistory, [id])
  const refused = whyNotBack(state, id, last ?? null)
  if (refused !== null) return blocked(refused)
  const data = last!.data as unknown as MigratedData
  const { graph, broken } = await graphOrEmpty(ctx, { ...instance, version: data.from, snapshot: data.fromSnapshot })
  if (broken !== null) return blocked(broken.message)
  if (!order.apply) return { ...item, state: 'ready' }
  const run = await runWith(ctx, state, { id, graph })
  await moveRun(ctx, run, () => takeBack(run, id, data))
  return { ...item, state: 'taken_back' }
}
