import type { KindOperation } from '../../../../runtime/context.ts'
import { failOne, orderBulk, repairOne, showBulk, type BulkOrder } from './bulk-repair.ts'
import { deleteByHand } from './delete-run.ts'
import { flowActivity, flowDurations, type ActivityQuestion } from './flow-activity.ts'
import { failedStarts, openIncidents, retryFailedStart } from './open-incidents.ts'
import { retryByHand, skipByHand } from './repair-incident.ts'
import { changeVariables, endRun, moveRunTokens, planRunMove, resumeRun, retryRun, suspendRun } from './repairs.ts'
import { restartRun } from './restart-run.ts'
import { instanceCounts, searchInstances, type InstanceSearch } from './search-instances.ts'
import { instanceHistory, showInstance } from './show-instance.ts'

/** Looking at runs, and repairing them, under `flow`; each checks the right to do so, and writes down who did it and why. */
export const operateOperations: Record<string, KindOperation> = {
  'search-instances': (_, search: InstanceSearch, ctx) => searchInstances(ctx, search),
  'count-instances': (_, { flow }: { flow: string | null }, ctx) => instanceCounts(ctx, flow),
  'show-instance': (_, { id, locale }: { id: string; locale: string }, ctx) => showInstance(ctx, id, locale),
  'instance-history': (_, asked, ctx) => instanceHistory(ctx, asked),
  'flow-activity': (_, question: ActivityQuestion, ctx) => flowActivity(ctx, question),
  'flow-durations': (_, question: ActivityQuestion, ctx) => flowDurations(ctx, question),
  'open-incidents': (_, asked, ctx) => openIncidents(ctx, asked),
  'failed-starts': (_, asked, ctx) => failedStarts(ctx, asked),
  'retry-failed-start': (_, repair, ctx) => retryFailedStart(ctx, repair),
  'change-variables': (_, repair, ctx) => changeVariables(ctx, repair),
  'suspend-run': (_, repair, ctx) => suspendRun(ctx, repair),
  'resume-run': (_, repair, ctx) => resumeRun(ctx, repair),
  'cancel-run': (_, repair, ctx) => endRun(ctx, repair),
  'retry-run': (_, repair, ctx) => retryRun(ctx, repair),
  'move-tokens': (_, repair, ctx) => moveRunTokens(ctx, repair),
  'plan-move': (_, move, ctx) => planRunMove(ctx, move),
  'restart-run': (_, repair, ctx) => restartRun(ctx, repair),
  'delete-run': (_, repair, ctx) => deleteByHand(ctx, repair),
  'retry-incident-by-hand': (_, repair, ctx) => retryByHand(ctx, repair),
  'order-bulk': (_, order: BulkOrder, ctx) => orderBulk(ctx, order),
  'show-bulk': (_, asked, ctx) => showBulk(ctx, asked),
  'repair-one': (_, item, ctx) => repairOne(ctx, item),
  'fail-one': (_, item, ctx) => failOne(ctx, item),
  'skip-incident': (_, repair, ctx) => skipByHand(ctx, repair),
}
