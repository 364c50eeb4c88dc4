import { NotFound } from '../../../../base/errors.ts'
import { isUuid } from '../../../../base/ids.ts'
import { hintFlowJobs } from '../../../../jobs/flow-hints.ts'
import type { RunContext } from '../../../../runtime/context.ts'
import { listFailedStarts, listIncidents, retryStart } from '../statements/flow-activity.ts'
import { requireObserver, requireOperator } from './require-operator.ts'

export interface Page {
  items: Record<string, unknown>[]
  /** What `after` has to be for the next page; null: this was the last one. */
  next: string | null
}

/** Open incidents of all runs, newest first. Throws MissingRight. */
export async function openIncidents(
  ctx: RunContext,
  { code, flow, after, limit }: { code: string | null; flow: string | null; after: string | null; limit: number },
): Promise<Page> {
  requireObserver(ctx)
  return pageOf(await ctx.tx.query<{ id: string }>(listIncidents, [code, flow, after, limit + 1]), limit)
}

/** Runs that should have begun by a time or a message, and could not. Throws MissingRight. */
export async function failedStarts(
  ctx: RunContext,
  { after, limit }: { after: string | null; limit: number },
): Promise<Page> {
  requireObserver(ctx)
  return pageOf(await ctx.tx.query<{ id: string }>(listFailedStarts, [after, limit + 1]), limit)
}

function pageOf(rows: { id: string }[], limit: number): Page {
  const items = rows.slice(0, limit)
  return { items: items as unknown as Page['items'], next: rows.length > limit ? items.at(-1)!.id : null }
}

/** One more round of attempts. Throws MissingRight, StartUnknown. */
export async function retryFailedStart(ctx: RunContext, { id, reason }: { id: string; reason: string }): Promise<void> {
  requireOperator(ctx)
  const now = ctx.clock.now().toISOString()
  const [job] = isUuid(id) ? await ctx.tx.query<{ flow: string }>(retryStart, [id, now]) : []
  if (job === undefined) throw new StartUnknown()
  ctx.audit({ action: 'flow.start_retried', subjectKind: 'flow', subjectId: job.flow, changes: { job: id }, reason })
  ctx.afterCommit(hintFlowJobs)
}

export class StartUnknown extends NotFound {
  constructor() {
    super('flow.start_unknown', 'There is no failed start with this id. The list shows those that are.')
  }
}
